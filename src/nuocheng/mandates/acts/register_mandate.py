"""The window registers who represents a party, having seen the papers."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.holdings.official import Purpose, keep
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act
from nuocheng.kernel import names
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law
from nuocheng.mandates.acts.give_mandate import MandateGiven, held_by, new_reference, person_number
from nuocheng.mandates.models import Mandate
from nuocheng.mandates.rules import MAY_STAND
from nuocheng.mandates.rules.facts import Entrusting


@dataclass(frozen=True, slots=True)
class Principal:
    """Whom a mandate binds, in which capacity the agent acts, and by which papers that was seen."""

    capacity: str
    kind: str
    number: str
    name: str
    relation: str = ""
    authority: str = ""
    evidence: bytes = b""
    filename: str = ""


@founding_act("mandate.register", by=Role.CLERK, file=Mandate)
def register_mandate(on: Occasion, deed: Deed, *, principal: Principal, given: MandateGiven) -> Mandate:
    """Register a legal representative (法定代表人), a guardian (法定代理人) or a handler on paper (委托书).

    Raises:
        Malformed: A number cannot be one, a name is missing, or the file is of a kind that is not kept.
        RuledOut: The capacity does not fit the party, or the mandate has no proper term.

    """
    capacity, number = _capacity(principal), _number(principal, on)
    facts = Entrusting(
        capacity,
        principal.kind,
        number,
        person_number(given.number, on),
        given.since,
        given.until,
        on.today,
        law.term("term.mandate.longest", on.today).amount,
        authority=principal.authority,
        relation=principal.relation,
    )
    require(MAY_STAND, facts, on=on.today)
    held = None
    if principal.evidence:
        held = keep(on, principal.evidence, filename=principal.filename, purpose=Purpose.MATERIAL)
    mandate = Mandate(
        reference=new_reference(on),
        capacity=str(capacity),
        party=number,
        party_kind=principal.kind,
        party_name=names.tidy(principal.name),
        relation=principal.relation.strip(),
        authority=principal.authority.strip(),
        holding=held.key if held else "",
        holding_digest=held.digest if held else "",
        **held_by(given, on),
    )
    note = {"agent": mandate.agent_name, "capacity": str(capacity), "evidence": mandate.holding_digest}
    return deed.found(mandate, "register", note=note, rows=held.rows if held else ())


def _capacity(principal: Principal) -> Capacity:
    try:
        capacity = Capacity(principal.capacity)
    except ValueError as unknown:
        raise Malformed.at("capacity", "请选受托人的身份") from unknown
    if capacity is Capacity.SELF:
        raise Malformed.at("capacity", "本人来办的，不用登记授权")
    return capacity


def _number(principal: Principal, on: Occasion) -> str:
    if not principal.name.strip():
        raise Malformed.at("party_name", "请填写委托方的姓名或单位名称")
    try:
        return parse_party_number(principal.number, today=on.today, kind=PartyKind(principal.kind)).value
    except BadNumber as wrong:
        raise Malformed.at("party", wrong.text) from wrong
    except ValueError as wrong:
        raise Malformed.at("kind", "请选委托方是个人还是单位") from wrong
