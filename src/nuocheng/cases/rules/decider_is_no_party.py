"""The rule that nobody decides on their own application, or on one they act for."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Decider
from nuocheng.cases.rules.sources import STAND_ASIDE
from nuocheng.kernel.rulings import rule


@rule(title="不办自己的事", cites=(STAND_ASIDE,), since=date(2020, 4, 3))
def decider_is_no_party(facts: Decider) -> str | None:
    """Object when the reviewer is the party of the case, or acts for it."""
    if not facts.number:
        return None
    if facts.number == facts.party:
        return "这一件是您本人申请的，您应当回避，请转给别的同事"
    if facts.number in facts.representatives:
        return "您是这一件申请人的代表人或者代理人，应当回避，请转给别的同事"
    return None
