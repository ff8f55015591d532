"""Who acts for the party of a case: online whoever holds the mandate, at the window whom the clerk saw."""

from __future__ import annotations

from dataclasses import replace

from nuocheng.cases import queries
from nuocheng.cases.models import Case, Representative
from nuocheng.cases.rules.ceremony import THE_PARTY, Signer
from nuocheng.kernel import names
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.mandates import queries as mandates


def representative(on: Occasion, case: Case, acting: Signer) -> Representative | None:
    """Return the row that keeps who acts for the party; none where it acts itself."""
    if acting.capacity is Capacity.SELF:
        return None
    row = Representative(
        case=case,
        at=on.at,
        capacity=str(acting.capacity),
        name=acting.name,
        number=acting.number,
        phone=acting.phone,
        relation=acting.relation,
        mandate=acting.mandate,
        authority=acting.authority.strip()[:200] or "窗口核对证件",
    )
    if acting.mandate:
        mandate = mandates.mandate(acting.mandate)
        row.authority, row.holding = mandate.authority, mandate.holding
    return row


def acts_for(on: Occasion, given: Signer | None, whose: mandates.Bound | None = None) -> Signer:
    """Return who acts: by the mandate online, as the clerk says at the window, else the party itself.

    *whose* is the party, and the item, that a mandate shown at the window has to be for.

    Raises:
        Malformed: The number of whoever stands at the window cannot be one, or the name is missing.
        NotFound: There is no such mandate.
        NotInOffice: The mandate is somebody else's, it ended, or it is not for this.

    """
    if on.post.role is Role.APPLICANT:
        return _by_mandate(on) if on.mandate else THE_PARTY
    if given is None or given.capacity is Capacity.SELF:
        return THE_PARTY
    if not given.name.strip():
        raise Malformed.at("signer_name", "请填写来办的人的姓名")
    number = read_number(given.number, "signer_number", on)
    seen = replace(given, name=names.tidy(given.name), number=number, relation=given.relation.strip())
    if not seen.mandate or whose is None:
        return replace(seen, may_sign=seen.capacity is not Capacity.HANDLER)
    row = mandates.shown(seen.mandate, number, whose, on.today)
    relation = row.relation or seen.relation
    return replace(seen, capacity=Capacity(row.capacity), relation=relation, may_sign=row.may_sign)


def on_file(case: Case) -> Signer:
    """Return who acts for the party as the case keeps it."""
    found = queries.representative_of(case.reference)
    if found is None:
        return THE_PARTY
    covers = mandates.mandate(found.mandate).may_sign if found.mandate else True
    return Signer(
        Capacity(found.capacity),
        found.name,
        found.number,
        found.phone,
        found.relation,
        found.mandate,
        may_sign=covers,
    )


def read_number(number: str, field: str, on: Occasion) -> str:
    """Return the one normal form of a person's number.

    Raises:
        Malformed: It cannot be one.

    """
    try:
        return parse_party_number(number, today=on.today, kind=PartyKind.PERSON).value
    except BadNumber as wrong:
        raise Malformed.at(field, wrong.text) from wrong


def _by_mandate(on: Occasion) -> Signer:
    row = mandates.mandate(on.mandate)
    return Signer(
        Capacity(row.capacity),
        row.agent_name,
        row.agent,
        row.agent_phone,
        row.relation,
        row.reference,
        may_sign=row.may_sign,
    )
