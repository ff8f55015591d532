"""What is read of looks and clearances, for this office and those above."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings

from nuocheng.cases import queries as cases
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import read_file_number, reference_of
from nuocheng.kernel.occasion import CHINA, Occasion
from nuocheng.law import queries as law
from nuocheng.looks.lifecycle import ClearanceState, LookState
from nuocheng.looks.models import Clearance, Look
from nuocheng.looks.rules.facts import CaseInHand
from nuocheng.people import queries as people
from nuocheng.verification.channels.sources import title_of

NEWEST = ("-opened_at", "-reference")
PURPOSES = "code.look_purpose."
CONSENTS = "code.look_consent."
DAILY = "code.look_limit.daily"
#: What a look came to, as people read it, and the tone of its badge.
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "": ("等答复", "todo"),
    "same": ("一致", "ok"),
    "differs": ("不一致", "bad"),
    "none": ("查无数据", ""),
    "silent": ("没问到", ""),
    "unclear": ("不能判断", "todo"),
}
#: How one fact stood.
VERDICTS: Mapping[str, tuple[str, str]] = {
    "": ("—", ""),
    "consistent": ("一致", "ok"),
    "contradicted": ("不一致", "bad"),
    "missing": ("不能判断", "todo"),
}


def look(reference: str) -> Look:
    """Return one look.

    Raises:
        NotFound: There is no such look.

    """
    return Look.load(reference)


def look_by_code(code: str) -> Look:
    """Return the look whose slip bears a code.

    Raises:
        NotFound: No slip bears it.

    """
    found = Look.objects.filter(code=code).exclude(state__in=[LookState.ASKED, LookState.REFUSED]).first()
    if found is None:
        raise NotFound("没有这个查验码的核验单，请照着纸上的再核对一遍")
    return found


def looks_by(account: str, after: str = "") -> Page[Look]:
    """Return a page of what an officer looked at, the newest first."""
    return page(Look.objects.filter(asked_by=account), NEWEST, after, 20)


def looks_at(party: str, after: str = "") -> Page[Look]:
    """Return a page of the looks at one party, the newest first."""
    return page(Look.objects.filter(party=party), NEWEST, after, 20)


def taken_today(account: str, at: datetime) -> int:
    """Return how many questions an officer has let out on the day of *at*."""
    start = at.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Look.objects.filter(asked_by=account, opened_at__gte=start)
    return rows.exclude(state=LookState.REFUSED).count()


def most_a_day(on: date) -> int:
    """Return how many looks the law allows an officer a day."""
    return int(law.provision(DAILY, on).value["most"])


def purposes(on: date) -> dict[str, law.Provided]:
    """Return the purposes for which somebody may be looked at, by their codes, in their order."""
    return {one.code: one for one in law.provisions(PURPOSES, on).values()}


def consent_ways(on: date) -> dict[str, law.Provided]:
    """Return the ways in which a party may consent, by their codes, in their order."""
    return {one.code: one for one in law.provisions(CONSENTS, on).values()}


def source_title(source: str) -> str:
    """Return what people call a source."""
    return title_of(source)


def is_colleague(number: str, on: date) -> bool:
    """Say whether a number is that of somebody who works in the offices served here."""
    return any(people.works_here(one, on) for one in people.accounts_of(number))


def case_in_hand(words: str, on: Occasion) -> tuple[str, CaseInHand] | None:
    """Return the case under a number as an officer wrote it: its reference, and whose it is."""
    read = read_file_number(words.strip(), settings.NUOCHENG_MARK)
    year, serial = read or (None, 0)
    reference = reference_of(year or on.today.year, serial) if read else words.strip()
    try:
        found = cases.case(reference)
    except NotFound:
        return None
    return found.reference, CaseInHand(found.party, found.department)


def case_after(one: Look, until: datetime) -> str:
    """Return the case that followed a look: of the party, in the same department, begun before *until*; or nothing."""
    rows = cases.cases_of(one.party).rows
    fitting = [
        row for row in rows if row.department == one.department and one.opened_at <= row.opened_at <= until
    ]
    return fitting[-1].reference if fitting else ""


# --- clearances -----------------------------------------------------------------------------------


def clearance(reference: str) -> Clearance:
    """Return one clearance.

    Raises:
        NotFound: There is no such clearance.

    """
    return Clearance.load(reference)


def clearances(after: str = "") -> Page[Clearance]:
    """Return a page of the clearances, those that stand and those that ended, the newest first."""
    return page(Clearance.objects.all(), NEWEST, after)


def clearances_of(account: str, department: str, on: date) -> list[Clearance]:
    """Return the clearances of an officer in a department that stand on a day."""
    rows = Clearance.objects.filter(account=account, department=department, state=ClearanceState.STANDING)
    return list(rows.filter(since__lte=on, until__gte=on).order_by("reference"))


def clearance_for(account: str, department: str, certificate: str, on: date) -> Clearance | None:
    """Return the clearance that lets an officer look at a certificate on a day, if there is one."""
    held = clearances_of(account, department, on)
    return next((one for one in held if not one.names or certificate in one.names), None)


# --- what happens by itself -----------------------------------------------------------------------


def interrupted(before: datetime, limit: int) -> list[Look]:
    """Return looks whose answer never came to be recorded."""
    rows = Look.objects.filter(state=LookState.ASKED, opened_at__lt=before)
    return list(rows.order_by("opened_at")[:limit])


def to_settle(before: datetime, limit: int) -> list[Look]:
    """Return looks after which a case should have come by now, the oldest first."""
    rows = Look.objects.filter(state=LookState.ANSWERED, opened_at__lt=before)
    return list(rows.order_by("opened_at")[:limit])
