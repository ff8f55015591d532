"""The rule that objects when pledging for the item was suspended after the case began."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Eligibility
from nuocheng.cases.rules.sources import PUBLISHED_ITEMS
from nuocheng.kernel.rulings import rule


@rule(title="事项没有暂停承诺", cites=(PUBLISHED_ITEMS,), since=date(2020, 4, 3))
def pledging_not_suspended(facts: Eligibility) -> str | None:
    """Object when pledging for the item was suspended after the case began."""
    if facts.suspended:
        return "这个事项刚刚暂停告知承诺，这次请提交证明办理"
    return None
