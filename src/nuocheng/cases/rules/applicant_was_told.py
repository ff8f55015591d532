"""The rule that objects when a pledge is to be decided on without a notice that the party acknowledged."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.cases.rules.sources import NOTICE_SIGNED
from nuocheng.kernel.rulings import rule


@rule(title="决定前已经告知", cites=(NOTICE_SIGNED,), since=date(2020, 4, 3))
def applicant_was_told(facts: DecisionFacts) -> str | None:
    """Object when a pledge is to be decided on without a notice that the party acknowledged."""
    if facts.pledged and not facts.notice_acknowledged:
        return "没有申请人看过告知书的记录，请先补告知"
    return None
