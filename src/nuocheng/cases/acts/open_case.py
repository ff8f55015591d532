"""Open a case: somebody applies for an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from nuocheng.cases.acts.number_blocks import use_number
from nuocheng.cases.acts.representing import acts_for, representative
from nuocheng.cases.models import Case, NumberBlock
from nuocheng.cases.queries import blocks
from nuocheng.cases.rules import MAY_APPLY, MAY_ENTER_LATER
from nuocheng.cases.rules.ceremony import Signer
from nuocheng.cases.rules.facts import Application, LaterEntry
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import acts as credit_acts
from nuocheng.credit import queries as credit
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import new_token
from nuocheng.journal.official import founding_act
from nuocheng.kernel.errors import Malformed, NotInOffice
from nuocheng.kernel.numbers import (
    BadNumber,
    PartyKind,
    check_code,
    file_number,
    parse_party_number,
    reference_of,
)
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.mandates.queries import Bound


@dataclass(frozen=True, slots=True)
class PartyGiven:
    """Who applies: the normalised number, whose it is, and how to reach them.

    *representative* is whoever stands at the window for the party; online it follows from the mandate.
    """

    number: str
    kind: str
    name: str
    phone: str = ""
    address: str = ""
    representative: Signer | None = None


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """A paper signed on a blank form while the system was down: its number, its date, and why it comes late."""

    reference: str
    signed_on: date
    reason: str = ""


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
def open_case(
    on: Occasion, deed: Deed, *, item_code: str, party: PartyGiven, paper: PaperGiven | None = None
) -> Case:
    """Open a case (办件) for a published item, and the party's integrity file if it has none.

    With a *paper* it is entered later (补录) under the number that the blank form bears, and its terms count from
    the day of the paper.

    Raises:
        Malformed: The party's number cannot be one.
        NotFound: The catalogue has no such item, or there is no such mandate.
        NotInOffice: The number of the blank form was reserved by another department, or the mandate shown is not
            for this.
        RuledOut: The item is not for this kind of party, whoever stands there cannot act for it, or the number of
            the blank form cannot be used.

    """
    number = normalised(party, on.today)
    listed = catalogue.in_force(item_code)
    acting = acts_for(on, party.representative, Bound(number, item_code))
    facts = Application(party.kind, listed.item.for_whom, number, acting)
    require(MAY_APPLY, facts, on=on.today)
    if not credit.standing(number).reference:
        credit_acts.open_file.within(deed, party=number, name=party.name)
    born = _entered_later(on, deed, item_code, paper) if paper else _new_number(on.today)
    since = paper.signed_on if paper else on.today
    days = listed.item.workdays or law.term("term.application.decision", on.today).workdays
    case = Case(
        **born,
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
        due_on=term_end(law.calendar(), since, days).on,
    )
    note = {"item": item_code, "edition": listed.reference, "by": str(acting.capacity)}
    if paper:
        note |= {"paper_on": paper.signed_on.isoformat(), "block": case.block, "late": case.late_reason}
    return deed.found(case, "open", note=note, rows=filter(None, [representative(on, case, acting)]))


def _new_number(today: date) -> dict[str, Any]:
    """Return the number, the check code and the token of a new case."""
    serial, token = next_number(f"case/{today.year}"), new_token()
    return {
        "reference": reference_of(today.year, serial),
        "number": file_number(settings.NUOCHENG_MARK, today.year, serial),
        "code": check_code(bytes.fromhex(token)),
        "token": token,
    }


def _entered_later(on: Occasion, deed: Deed, item_code: str, paper: PaperGiven) -> dict[str, Any]:
    """Return the number that the blank form bears, used once and for all.

    Raises:
        NotFound: No such number was reserved.
        NotInOffice: It was reserved by another department, or no clerk enters it.
        RuledOut: It is used, void or for another item, or the paper comes late without a reason.

    """
    found = blocks.reserved(paper.reference)
    block = deed.take(NumberBlock, found.reserved.block_id, lock=True)
    # Read once more with the block in hand: somebody may have used the number, or declared it void, meanwhile.
    number = blocks.reserved(paper.reference)
    if on.post.role is not Role.CLERK or on.post.department != block.department:
        raise NotInOffice("这个号是别的单位窗口领的，请交给那个窗口补录")
    term = law.term("term.window.later_entry", on.today).workdays
    facts = LaterEntry(
        paper_on=paper.signed_on,
        today=on.today,
        drawn_on=block.opened_at.astimezone(CHINA).date(),
        due_on=term_end(law.calendar(), paper.signed_on, term).on,
        reason=paper.reason,
        used=number.case is not None,
        void=number.void,
        same_item=block.item_code == item_code,
    )
    require(MAY_ENTER_LATER, facts, on=on.today)
    use_number.within(deed, block.reference, reference=paper.reference)
    row = number.reserved
    return {
        "reference": row.reference,
        "number": row.number,
        "code": row.code,
        "token": row.token,
        "paper_on": paper.signed_on,
        "late_reason": paper.reason.strip() if on.today > facts.due_on else "",
        "block": block.reference,
        "form_digest": block.form_digest,
    }
