"""A party gives somebody authority to act for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act
from nuocheng.kernel import names
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law
from nuocheng.mandates import queries
from nuocheng.mandates.models import Mandate
from nuocheng.mandates.rules import MAY_STAND
from nuocheng.mandates.rules.facts import Entrusting


@dataclass(frozen=True, slots=True)
class MandateGiven:
    """A mandate as it is given: to whom, for which items (none named: all), from when until when."""

    name: str
    number: str
    since: date
    until: date | None
    phone: str = ""
    items: tuple[str, ...] = ()
    may_sign: bool = False


@founding_act("mandate.give", by=Role.APPLICANT, file=Mandate)
def give_mandate(on: Occasion, deed: Deed, *, given: MandateGiven) -> Mandate:
    """Give somebody authority to handle things (委托经办人); the party itself or its legal representative does so.

    Raises:
        Malformed: The number cannot be a person's, or the name is missing.
        RuledOut: Whoever gives it may not, or it has no proper term.

    """
    giver = queries.capacity_of(on)
    party_kind = str(parse_party_number(on.party, today=on.today).kind)
    facts = Entrusting(
        Capacity.HANDLER,
        party_kind,
        on.party,
        person_number(given.number, on),
        given.since,
        given.until,
        on.today,
        law.term("term.mandate.longest", on.today).amount,
        giver=giver,
    )
    require(MAY_STAND, facts, on=on.today)
    mandate = Mandate(
        reference=new_reference(on),
        capacity=str(Capacity.HANDLER),
        party=on.party,
        party_kind=party_kind,
        party_name=queries.party_name(on),
        authority="网上授权",
        **held_by(given, on),
    )
    return deed.found(mandate, "give", note={"agent": mandate.agent_name, "until": given.until})


def new_reference(on: Occasion) -> str:
    """Draw the number of a new mandate."""
    return f"S{on.today.year}-{next_number(f'mandate/{on.today.year}'):05d}"


def held_by(given: MandateGiven, on: Occasion) -> dict[str, object]:
    """Return the columns that say who holds a mandate, and for what.

    Raises:
        Malformed: The name is missing or has signs that no name has.

    """
    name = names.tidy(given.name)
    if not name or names.strange(name):
        raise Malformed.at("name", "请填写姓名；姓名里只能有汉字、字母和间隔点“·”")
    return {
        "agent": person_number(given.number, on),
        "agent_name": name,
        "agent_phone": given.phone,
        "items": canonical(sorted(given.items)),
        "may_sign": given.may_sign,
        "since": given.since,
        "until": given.until,
        "given_by": on.actor,
    }


def person_number(number: str, on: Occasion) -> str:
    """Return the one normal form of a person's number.

    Raises:
        Malformed: It cannot be one.

    """
    try:
        return parse_party_number(number, today=on.today, kind=PartyKind.PERSON).value
    except BadNumber as wrong:
        raise Malformed.at("number", wrong.text) from wrong
