"""The rule that whoever stands on a list of serious dishonesty may not pledge."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Eligibility
from nuocheng.cases.rules.sources import WHO_MAY_PLEDGE
from nuocheng.kernel.rulings import rule


@rule(title="信用信息共享平台上的名单", cites=(WHO_MAY_PLEDGE,), since=date(2020, 4, 3))
def stands_on_no_excluding_list(facts: Eligibility) -> str | None:
    """Object when the party stands on a list that the law excludes from pledging, as the credit platform says."""
    if not facts.listed:
        return None
    return f"因为：{facts.listed}。这次请提交证明办理；认为名单有错的，请向列入的单位申请移出或者修复"
