"""The rule that a finding against somebody, or none at all, says why."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import FindingFacts
from nuocheng.verification.rules.sources import FACTS_FIRST


@rule(title="不利的结论要写明理由", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def finding_says_why(facts: FindingFacts) -> str | None:
    """Object when a fact is found untrue or unresolved and the officer does not say why."""
    if facts.verdict in {"refute", "find_other", "leave_unresolved"} and not facts.note.strip():
        return "请写明理由：承诺的是什么、查到的是什么、差在哪里"
    return None
