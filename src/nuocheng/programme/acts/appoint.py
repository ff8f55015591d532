"""A department names its leader in charge or its liaison; whoever held the post before is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.programme import queries
from nuocheng.programme.models import Contact
from nuocheng.programme.rules import MAY_APPOINT, TWO_PEOPLE
from nuocheng.programme.rules.content import CONTACT_TITLES, ContactRole
from nuocheng.programme.rules.facts import Reaching
from nuocheng.programme.rules.phones import tidy_name, tidy_person, tidy_phone

#: How long beforehand a change may be entered; a year typed wrong would otherwise bar every later change.
BEFOREHAND = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Reached:
    """Who it is, and how to reach them; *both* says that one person is meant to hold both posts."""

    name: str
    title: str
    office_phone: str = ""
    mobile: str = ""
    both: bool = False

    def tidied(self) -> Reached:
        """Return the same with digits half-width and blanks in order."""
        return Reached(
            tidy_person(self.name),
            tidy_name(self.title),
            tidy_phone(self.office_phone),
            tidy_phone(self.mobile),
            self.both,
        )


@founding_act("contact.appoint", by=(Role.EDITOR, Role.BUREAU), file=Contact)
def appoint_contact(
    on: Occasion, deed: Deed, *, department: str, role: str, who: Reached, since: date
) -> Contact:
    """Name the leader in charge (负责领导) or the liaison (联络员) of a department from a day on.

    Whoever held the post ends on that day and stays in the history.

    Raises:
        Malformed: There is no such post, nothing changes, or the day cannot be right.
        RuledOut: The contact cannot be reached, or holds the other post and nobody said that this is meant.

    """
    if role not in CONTACT_TITLES:
        raise Malformed.at("role", "请选负责领导或者联络员")
    said = who.tidied()
    held = queries.current(department, role)
    _require_change(on, held, said, since)
    other = queries.current(
        department, ContactRole.LIAISON if role == ContactRole.LEADER else ContactRole.LEADER
    )
    facts = Reaching(said.name, said.title, said.office_phone, said.mobile, other.name if other else "")
    require(MAY_APPOINT, facts, on=on.today)
    require(TWO_PEOPLE, replace(facts, other="" if said.both else facts.other), on=on.today)
    if held is not None:
        end_contact.within(deed, held.reference, until=since)
    place = queries.appointments(department, role) + 1
    named = Contact(
        reference=f"LX-{department}-{role}-{place}",
        department=department,
        role=role,
        name=said.name,
        title=said.title,
        office_phone=said.office_phone,
        mobile=said.mobile,
        since=since,
    )
    return deed.found(named, "appoint", note={"since": since, "after": held.reference if held else ""})


@official_act("contact.end", by=(Role.EDITOR, Role.BUREAU), file=Contact)
def end_contact(on: Occasion, contact: Contact, deed: Deed, *, until: date) -> None:
    """End a contact on a day; the first day of whoever follows.

    Raises:
        Malformed: The day lies before the contact began.
        OutOfOrder: It ended before.

    """
    contact.ready_for("end")
    if until < contact.since:
        raise Malformed.at("since", f"日期不能早于现任的开始日期（{cn_date(contact.since)}）")
    deed.move(contact, "end", note={"until": until}, until=until)


def _require_change(on: Occasion, held: Contact | None, said: Reached, since: date) -> None:
    if since > on.today + BEFOREHAND:
        raise Malformed.at("since", f"最多提前{BEFOREHAND.days}天登记，请核对日期")
    if held is None:
        return
    if said == Reached(held.name, held.title, held.office_phone, held.mobile, said.both):
        raise Malformed.at("name", "和现在登记的一样，不用更换")
    if since < held.since:
        raise Malformed.at("since", f"日期不能早于现任的开始日期（{cn_date(held.since)}）")
