"""Open a case: somebody applies for an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from nuocheng.cases.models import Case
from nuocheng.cases.rules import MAY_APPLY
from nuocheng.cases.rules.facts import Application
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import acts as credit_acts
from nuocheng.credit import queries as credit
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import new_token
from nuocheng.journal.official import founding_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.numbers import BadNumber, PartyKind, check_code, file_number, parse_party_number
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law


@dataclass(frozen=True, slots=True)
class PartyGiven:
    """Who applies: the normalised number, whose it is, and how to reach them."""

    number: str
    kind: str
    name: str
    phone: str = ""
    address: str = ""


def normalised(party: PartyGiven, today: date) -> str:
    """Return the one normal form of the party's number, so that no spelling makes a second party.

    Raises:
        Malformed: It cannot be the number of such a party.

    """
    try:
        return parse_party_number(party.number, today=today, kind=PartyKind(party.kind)).value
    except BadNumber as wrong:
        raise Malformed.at("number", wrong.text) from wrong
    except ValueError as wrong:
        raise Malformed.at("kind", "请选是个人还是企业或其他组织") from wrong


@founding_act("case.open", by=(Role.APPLICANT, Role.CLERK), file=Case)
def open_case(on: Occasion, deed: Deed, *, item_code: str, party: PartyGiven) -> Case:
    """Open a case (办件) for a published item, and the party's integrity file if it has none.

    Raises:
        Malformed: The party's number cannot be one.
        NotFound: The catalogue has no such item.
        RuledOut: The item is not for this kind of party.

    """
    number = normalised(party, on.today)
    listed = catalogue.in_force(item_code)
    facts = Application(party.kind, listed.item.for_whom)
    require(MAY_APPLY, facts, on=on.today)
    if not credit.standing(number).reference:
        credit_acts.open_file.within(deed, party=number, name=party.name)
    serial, token = next_number(f"case/{on.today.year}"), new_token()
    days = listed.item.workdays or law.term("term.application.decision", on.today).workdays
    case = Case(
        reference=f"{on.today.year}-{serial:05d}",
        number=file_number(settings.NUOCHENG_MARK, on.today.year, serial),
        code=check_code(bytes.fromhex(token)),
        token=token,
        department=listed.department,
        item_code=item_code,
        item_name=listed.item.name,
        edition=listed.reference,
        edition_version=listed.version,
        party=number,
        party_kind=party.kind,
        party_name=party.name,
        phone=party.phone,
        address=party.address,
        door=str(on.door),
        taken_by=on.actor if on.post.role is Role.CLERK else "",
        due_on=term_end(law.calendar(), on.today, days).on,
    )
    return deed.found(case, "open", note={"item": item_code, "edition": listed.reference})
