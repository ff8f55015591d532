"""The rule that a public-service unit's item is answered for by the department that leads it."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import ItemKind
from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import PUBLIC_UNITS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="公共服务单位由主管部门牵头",
    cites=(PUBLIC_UNITS,),
    since=date(2020, 4, 3),
    why="水、电、燃气、有线电视、银行的证明由行业主管部门牵头清理，出了问题找得到人。",
)
def unit_has_its_lead(facts: ItemFacts) -> str | None:
    """Object when a public-service unit's item is of another kind, or another department leads the unit."""
    item = facts.item
    if not item.unit.strip():
        return None
    if item.kind is not ItemKind.SERVICE:
        return Fault(
            f"写了公共服务单位“{item.unit}”，事项类型要选“公共服务”。不是的，请去掉公共服务单位", "kind"
        )
    if not item.department or not facts.department_known:
        return Fault(f"“{item.unit}”没有牵头的主管部门。请填主管部门的单位代码", "department")
    if facts.lead and facts.lead != item.department:
        return Fault(f"“{item.unit}”归另一个单位主管，请由那个单位编制", "unit")
    return None
