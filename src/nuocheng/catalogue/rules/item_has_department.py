"""The rule that every item has a unit that answers for it, and is edited by that unit."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import RESPONSIBLE_UNIT
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="有负责的单位",
    cites=(RESPONSIBLE_UNIT,),
    since=date(2020, 4, 3),
    why="每个事项都要有单位负责梳理，出了问题找得到人。",
)
def item_has_department(facts: ItemFacts) -> str | None:
    """Object when no known unit answers for the item, or another one edits it."""
    if not facts.item.department:
        return Fault("没有写由哪个单位负责，请补上单位代码", "department")
    if not facts.department_known:
        return Fault(f"没有“{facts.item.department}”这个单位，请核对单位代码", "department")
    if facts.item.department != facts.department:
        return Fault("内容里写的单位和编制单位不一样，请由负责的单位编制", "department")
    return None
