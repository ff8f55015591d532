"""The rule on who may not pledge."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Eligibility
from nuocheng.cases.rules.sources import WHO_MAY_PLEDGE
from nuocheng.kernel.rulings import rule


@rule(title="申请人信用状况", cites=(WHO_MAY_PLEDGE,), since=date(2020, 4, 3))
def good_standing(facts: Eligibility) -> str | None:
    """Object when the party once pledged untruly and its credit is not yet repaired."""
    if not facts.barred:
        return None
    return f"因为：{facts.reason}，还没有完成信用修复。这次请提交证明办理，也可以申请信用修复"
