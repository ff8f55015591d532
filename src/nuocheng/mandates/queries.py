"""What others may ask about mandates: who acts for whom, whether it stands, what it covers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from nuocheng.edge.occasions import acting_by
from nuocheng.journal.files import File
from nuocheng.journal.official import authority_by
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.kernel.errors import NotFound, NotInOffice
from nuocheng.kernel.occasion import CHINA, Occasion
from nuocheng.mandates.lifecycle import MandateState
from nuocheng.mandates.models import Enrolment, Mandate
from nuocheng.people import queries as people

#: Under which name the session of an account keeps for whom it acts.
ACTING = "acting"
OVER = "您代{party}办事的授权已经结束。请到“换身份”重新选，或者请对方重新授权"
NOT_COVERED = "您的授权里没有这一件事。请{party}扩大授权，或者由本人来办"


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom an account acts now, and on which mandate."""

    party: str
    name: str
    mandate: str
    title: str


def mandate(reference: str) -> Mandate:
    """Return one mandate.

    Raises:
        NotFound: There is no such mandate.

    """
    return Mandate.load(reference)


def stands(row: Mandate, day: date) -> bool:
    """Say whether a mandate is alive on a day."""
    began = row.state == MandateState.STANDING and row.since <= day
    return began and (row.until is None or day <= row.until)


def taken(number: str, day: date) -> list[Mandate]:
    """Return the mandates that a person holds and can use on a day, newest first."""
    rows = Mandate.objects.filter(agent=number, state=MandateState.STANDING, since__lte=day)
    return list(rows.filter(Q(until=None) | Q(until__gte=day)).order_by("-opened_at")[:MOST])


#: More than these are not listed on one page; nobody is known to hold as many.
MOST = 100
#: So many enrolments are shown beside the form: what was done just now, no register.
RECENT = 10


@dataclass(frozen=True, slots=True)
class Bound:
    """The party that a mandate must bind, and the item that it must cover."""

    party: str
    item: str


def between(agent: str, whose: Bound, day: date) -> list[Mandate]:
    """Return the mandates on which a person can act for a party in an item on a day, newest first."""
    return [row for row in taken(agent, day) if row.party == whose.party and covers(row, whose.item)]


def shown(reference: str, agent: str, whose: Bound, day: date) -> Mandate:
    """Return the mandate that somebody shows at the window, if it is theirs, binds this party and is for this.

    Raises:
        NotFound: There is no such mandate.
        NotInOffice: It is somebody else's, it binds somebody else, it ended, or it is not for this item.

    """
    row = Mandate.load(reference)
    if (row.agent, row.party) != (agent, whose.party):
        raise NotInOffice("这份授权不是来办的人替这位申请人办的，请核对授权编号")
    if not stands(row, day):
        raise NotInOffice("这份授权已经结束或者还没开始，请核对委托书，重新登记")
    if not covers(row, whose.item):
        raise NotInOffice("这份授权里没有这个事项，请核对委托书，另外登记一份")
    return row


def given(party: str) -> list[Mandate]:
    """Return the mandates that bind a party, newest first, those that ended among them."""
    return list(Mandate.objects.filter(party=party).order_by("-opened_at")[:MOST])


def registered(words: str = "") -> list[Mandate]:
    """Return mandates by the beginning of a name or by a whole number, newest first."""
    rows = Mandate.objects.order_by("-opened_at")
    if words:
        rows = rows.filter(Q(party_name__startswith=words) | Q(agent_name__startswith=words) | Q(party=words))
    return list(rows[:MOST])


def enrolments(department: str) -> list[Enrolment]:
    """Return what the window of a department wrote down of accounts last, newest first."""
    return list(Enrolment.objects.filter(department=department).order_by("-opened_at")[:RECENT])


def covers(row: Mandate, item_code: str) -> bool:
    """Say whether a mandate is for an item."""
    items = json.loads(row.items)
    return not items or item_code in items


@acting_by
def acting(session: Mapping[str, Any], number: str, day: date) -> Acting | None:
    """Return for whom a session acts, if it chose somebody.

    Raises:
        NotInOffice: The mandate it chose is over.

    """
    reference = session.get(ACTING)
    if not reference:
        return None
    row = Mandate.objects.filter(pk=reference, agent=number).first()
    if row is None or not stands(row, day):
        raise NotInOffice(OVER.format(party=row.party_name if row else "对方"))
    return Acting(row.party, row.party_name, row.reference, CAPACITY_TITLES[Capacity(row.capacity)])


def capacity_of(on: Occasion) -> Capacity:
    """Return in which capacity somebody acts."""
    return Capacity(mandate(on.mandate).capacity) if on.mandate else Capacity.SELF


def party_name(on: Occasion) -> str:
    """Return the name of the party for whom somebody acts."""
    return mandate(on.mandate).party_name if on.mandate else on.name


@authority_by
def must_be_alive(on: Occasion, file: File) -> None:
    """Let somebody act for another only on a mandate that stands at that very moment, and covers what is done.

    Raises:
        NotInOffice: It ended, it is another person's or binds another party, or it is not for this item.

    """
    try:
        row = Mandate.load(on.mandate, lock=True)
    except NotFound as unknown:
        raise NotInOffice(OVER.format(party="对方")) from unknown
    account = people.account(on.actor)
    whose = account is not None and account.number == row.agent and row.party == on.party
    if not whose or not stands(row, on.at.astimezone(CHINA).date()):
        raise NotInOffice(OVER.format(party=row.party_name))
    if file.kind != Mandate.kind and not covers(row, getattr(file, "item_code", "")):
        raise NotInOffice(NOT_COVERED.format(party=row.party_name))
