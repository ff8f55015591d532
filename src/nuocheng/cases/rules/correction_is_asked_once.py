"""The rule that what is to be mended is told once, and all of it at once."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import CorrectionAsked
from nuocheng.cases.rules.sources import ASKED_ONCE
from nuocheng.kernel.rulings import rule


@rule(title="补正只能一次", cites=(ASKED_ONCE,), since=date(2020, 4, 3))
def correction_is_asked_once(facts: CorrectionAsked) -> str | None:
    """Object when the party was asked to mend this application before, or time does not run."""
    if facts.asked_before:
        return "这一件已经要求补正过一次。要补的内容应当一次告知，不能再要求；请在现有材料上作决定"
    if facts.paused:
        return f"{facts.paused}还没有结束。请先记下结束，再要求补正"
    return None
