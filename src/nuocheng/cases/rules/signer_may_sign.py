"""The rule on who may sign a pledge: nobody pledges for another unless the item says so."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.ceremony import Ceremony
from nuocheng.cases.rules.sources import (
    ENTRUSTED,
    FOUR_STATEMENTS,
    GUARDIAN_REPRESENTS,
    REPRESENTS_THE_ORGANISATION,
)
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.rulings import rule

CITES = (FOUR_STATEMENTS, GUARDIAN_REPRESENTS, REPRESENTS_THE_ORGANISATION, ENTRUSTED)


NOT_ENTRUSTED = "您的授权里没有写可以代签承诺书。请委托方另外授权，或者由委托方来签"


@rule(title="承诺由本人作出", cites=CITES, since=date(2020, 4, 3))
def signer_may_sign(facts: Ceremony) -> str | None:
    """Object when somebody signs for the party in a capacity that the item does not let sign."""
    if _may(facts):
        return (
            None if facts.signer.capacity is not Capacity.HANDLER or facts.signer.may_sign else NOT_ENTRUSTED
        )
    allowed = "、".join(may_sign(facts))
    return f"这个事项的承诺书要由{allowed}签署，别人不能代替承诺。请{allowed}来签；签不了的，可以改为提交证明"


def may_sign(facts: Ceremony) -> tuple[str, ...]:
    """Return in words who may sign this pledge."""
    person = facts.party_kind == "person"
    who = ["申请人本人"] if person else ["单位（盖章）", "法定代表人"]
    if person and facts.guardian_may_sign:
        who.append("法定代理人（监护人）")
    if facts.handler_may_sign:
        who.append("有委托书的经办人")
    return tuple(who)


def _may(facts: Ceremony) -> bool:
    """Say whether the capacity fits the kind of party and the item."""
    person = facts.party_kind == "person"
    return {
        Capacity.SELF: True,
        Capacity.LEGAL_REPRESENTATIVE: not person,
        Capacity.GUARDIAN: person and facts.guardian_may_sign,
        Capacity.HANDLER: facts.handler_may_sign,
    }[facts.signer.capacity]
