"""Who is asked for assistance, and how its liaison is reached: by the contacts of departments, or the address book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.edge.clock import today
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters
from nuocheng.programme import queries as programme
from nuocheng.verification.lifecycle import BodyState
from nuocheng.verification.models import AssistanceRequest, OutsideBody

#: Who reads requests for assistance, beside the Bureau.
READERS = (Role.VERIFIER, Role.REVIEWER)
#: How long the number of whoever a letter goes to may be.
LONGEST = 18
#: The post, in the contacts of departments (附件1), of whoever answers the telephone.
LIAISON = "liaison"
#: How many bodies a department writes to can be chosen from; the address book itself has no end.
OFFERED = 200


@dataclass(frozen=True, slots=True)
class Liaison:
    """The liaison (联络员) of a body: the name, and a mobile number where one is known."""

    name: str
    mobile: str


def body(reference: str, department: str) -> OutsideBody:
    """Return a body of a department's address book.

    Raises:
        NotFound: It is not there, or no more.

    """
    found = OutsideBody.objects.filter(pk=reference, department=department, state=BodyState.LISTED).first()
    if found is None:
        raise NotFound("通讯录里没有这个单位，请刷新页面重新选")
    return found


def book(department: str, after: str = "") -> Page[OutsideBody]:
    """Return a page of a department's address book, by name."""
    rows = OutsideBody.objects.filter(department=department, state=BodyState.LISTED)
    return page(rows, ("name", "reference"), after)


def offered(department: str) -> list[tuple[str, str]]:
    """Return the bodies of a department's address book to choose from: number and name."""
    rows = OutsideBody.objects.filter(department=department, state=BodyState.LISTED).order_by("name")
    return list(rows.values_list("reference", "name")[:OFFERED])


def listed(department: str, name: str) -> OutsideBody | None:
    """Return the body of that name in a department's address book, if it is there."""
    rows = OutsideBody.objects.filter(department=department, name=name, state=BodyState.LISTED)
    return rows.first()


def recipient(request: AssistanceRequest) -> str:
    """Return under which number letters to a body are kept: its code, or its number in the address book."""
    return (request.asked or request.outside)[:LONGEST]


def liaison(request: AssistanceRequest, day: date) -> Liaison | None:
    """Return the liaison of the body that a request asks, if one is known on a day."""
    if request.asked:
        held = programme.contact_on(request.asked, LIAISON, day)
        return Liaison(held.name, held.mobile) if held else None
    found = OutsideBody.objects.filter(pk=request.outside).first() if request.outside else None
    return Liaison(found.liaison, found.mobile) if found and found.liaison else None


@letters.reaches
def reach(reference: str) -> letters.Contact | None:
    """Return how the liaison of the body that a request asks is reached."""
    found = AssistanceRequest.objects.filter(reference=reference).first()
    told = liaison(found, today()) if found else None
    if found is None or told is None:
        return None
    return letters.Contact(
        told.name,
        found.department,
        found.number,
        phone=told.mobile,
        page=f"/desk/assist/{reference}",
        readers=READERS,
        wording="wording.assistance.sms",
    )
