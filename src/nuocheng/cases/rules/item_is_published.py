"""The rule that only a published item can be applied for by pledge."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Application
from nuocheng.cases.rules.sources import PUBLISHED_ITEMS
from nuocheng.kernel.rulings import rule

WHO = {"person": "个人", "organisation": "企业或其他组织"}


@rule(title="事项已经公布", cites=(PUBLISHED_ITEMS,), since=date(2020, 4, 3))
def item_is_published(facts: Application) -> str | None:
    """Object when the item is not on the published list."""
    if not facts.published:
        return "这个事项现在暂停办理告知承诺，请打电话问主办单位"
    return None
