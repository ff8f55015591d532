"""The rule that a capacity fits whom it binds."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.rulings import rule
from nuocheng.mandates.rules.facts import Entrusting
from nuocheng.mandates.rules.sources import GUARDIAN_REPRESENTS, REPRESENTS_THE_ORGANISATION


@rule(
    title="身份和委托方相符",
    cites=(GUARDIAN_REPRESENTS, REPRESENTS_THE_ORGANISATION),
    since=date(2021, 1, 1),
)
def capacity_fits_the_party(facts: Entrusting) -> str | None:
    """Object when a person has a legal representative, a company a guardian, or anybody is his own agent."""
    person = facts.party_kind == "person"
    if facts.agent == facts.party:
        return "受托人和委托方是同一个人，自己办自己的事不用授权"
    if facts.capacity is Capacity.LEGAL_REPRESENTATIVE and person:
        return "个人没有法定代表人，请选“法定代理人”或“经办人”"
    if facts.capacity is Capacity.GUARDIAN and not person:
        return "单位没有监护人，请选“法定代表人”或“经办人”"
    if facts.capacity is Capacity.GUARDIAN and not (facts.relation.strip() and facts.authority.strip()):
        return "请写明监护关系和凭什么证件核对的，例如：父亲，户口簿"
    return None
