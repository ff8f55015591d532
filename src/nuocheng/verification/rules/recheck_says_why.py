"""The rule that a re-check which comes to another result says where it differs."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Rechecking
from nuocheng.verification.rules.sources import FACTS_FIRST


@rule(title="复核不同要写明差在哪里", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def recheck_says_why(facts: Rechecking) -> str | None:
    """Object when the result differs and the officer does not say where."""
    if facts.differs and not facts.note.strip():
        return Fault("请写明差在哪里：证据说的是什么，和原来的结论哪里不同", "note")
    return None
