"""The rule that a publicity comes to a result only after each objection was answered."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Concluding
from nuocheng.verification.rules.sources import FACTS_FIRST


@rule(title="异议逐条答复以后才下公示的结果", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def objections_are_answered_first(facts: Concluding) -> str | None:
    """Object while an objection waits for its answer, or when nobody says why."""
    if facts.unanswered:
        return f"还有{facts.unanswered}条异议没有答复，请先逐条答复"
    return None if facts.reason.strip() else "请写明理由：有哪几条异议，成立不成立，核实到什么"
