"""The rule that a pledge once withdrawn may bar a second one on the same case."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Eligibility
from nuocheng.cases.rules.sources import ORDINARY_PATH
from nuocheng.kernel.rulings import rule


@rule(title="本次没有撤回过承诺", cites=(ORDINARY_PATH,), since=date(2020, 4, 3))
def pledge_not_given_up(facts: Eligibility) -> str | None:
    """Object when the pledge was withdrawn on this case and the item allows no second one."""
    if facts.pledge_withdrawn and facts.item_bars_after_withdrawal:
        return "您这次已经撤回过承诺，按这个事项的规定，这次请提交证明办理"
    return None
