"""Who leads and who is the liaison of every department: on any day, and in their order over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from nuocheng.people import queries as people
from nuocheng.programme.channels.contacts_table import Row
from nuocheng.programme.lifecycle import ContactState
from nuocheng.programme.models import Contact
from nuocheng.programme.rules.content import ContactRole


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One line of the table of contacts (附件1): a department, its leader and its liaison on a day."""

    place: int
    code: str
    department: str
    leader: Contact | None
    liaison: Contact | None


def contact(reference: str) -> Contact:
    """Return one contact.

    Raises:
        NotFound: There is no such contact.

    """
    return Contact.load(reference)


def current(department: str, role: str) -> Contact | None:
    """Return whoever was named last for a post of a department, if anybody was."""
    return Contact.objects.filter(department=department, role=role, state=ContactState.CURRENT).first()


def contacts_on(day: date) -> dict[tuple[str, str], Contact]:
    """Return who held each post of each department on a day."""
    rows = Contact.objects.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    return {(row.department, row.role): row for row in rows}


def contact_on(department: str, role: str, day: date) -> Contact | None:
    """Return who held a post of a department on a day, if anybody did."""
    rows = Contact.objects.filter(department=department, role=role, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gt=day)).first()


def contacts_of(department: str) -> list[Contact]:
    """Return everybody who was ever named for a department, newest first."""
    return list(Contact.objects.filter(department=department).order_by("role", "-since", "-opened_at"))


def contact_table(day: date) -> list[ContactLine]:
    """Return the table of contacts (附件1) as of a day: one line for every department."""
    held = contacts_on(day)
    return [
        ContactLine(
            place,
            one.code,
            one.name,
            held.get((one.code, ContactRole.LEADER)),
            held.get((one.code, ContactRole.LIAISON)),
        )
        for place, one in enumerate(people.departments(), start=1)
    ]


def contact_rows(day: date) -> list[Row]:
    """Return the rows of the table of contacts (附件1) as of a day, as its layout writes them."""
    return [(line.department, *_cells(line.leader), *_cells(line.liaison)) for line in contact_table(day)]


def _cells(one: Contact | None) -> tuple[str, str, str]:
    return (one.name, one.title, one.phones) if one else ("", "", "")


def appointments(department: str, role: str) -> int:
    """Return how many people were ever named for a post of a department."""
    return Contact.objects.filter(department=department, role=role).count()
