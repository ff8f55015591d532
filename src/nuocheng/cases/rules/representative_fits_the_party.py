"""The rule that whoever applies for another stands in a capacity that this party can have, and can say why."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Application
from nuocheng.cases.rules.sources import ENTRUSTED, GUARDIAN_REPRESENTS, REPRESENTS_THE_ORGANISATION
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.rulings import rule


@rule(
    title="来办的人可以代表申请人",
    cites=(GUARDIAN_REPRESENTS, REPRESENTS_THE_ORGANISATION, ENTRUSTED),
    since=date(2021, 1, 1),
)
def representative_fits_the_party(facts: Application) -> str | None:
    """Object when somebody applies for another in a capacity that this party cannot have, or without a mandate."""
    acting, person = facts.acting, facts.party_kind == "person"
    if acting.capacity is Capacity.SELF:
        return None
    if acting.number and acting.number == facts.party:
        return "来办的人和申请人是同一个人，请选“本人来办”"
    if acting.capacity is Capacity.LEGAL_REPRESENTATIVE and person:
        return "个人没有法定代表人，请选“监护人”或者“经办人、受托人”"
    if acting.capacity is Capacity.GUARDIAN:
        return (
            _as_guardian(acting.relation)
            if person
            else "单位没有监护人，请选“法定代表人”或者“经办人、受托人”"
        )
    if acting.capacity is Capacity.HANDLER and not acting.mandate:
        return "经办人、受托人要有授权。请先核对委托书，把授权登记下来"
    return None


def _as_guardian(relation: str) -> str | None:
    return None if relation.strip() else "请填写监护人和申请人的关系，例如：父亲"
