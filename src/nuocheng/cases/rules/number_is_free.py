"""The rule that a reserved number is used once, for the item and by the department it was drawn for."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import LaterEntry
from nuocheng.cases.rules.sources import ONE_CASE
from nuocheng.kernel.rulings import rule


@rule(title="预留号只用一次", cites=(ONE_CASE,), since=date(2020, 4, 3))
def number_is_free(facts: LaterEntry) -> str | None:
    """Object when a number was used or declared void, or belongs to another item or department."""
    if facts.used:
        return "这个号已经补录过了，一个号只能用一次，请核对纸上的编号"
    if facts.void:
        return f"这个号已经作废（{facts.void}），不能再用，请核对纸上的编号"
    if not facts.same_item:
        return "这个号的空白表是别的事项的，请核对纸上的事项和编号"
    return None
