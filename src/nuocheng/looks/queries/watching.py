"""What the supervisor watches: how often is looked, by whom and for what, and which looks are out of the ordinary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from nuocheng.edge.keyset import Page, page
from nuocheng.law import queries as law
from nuocheng.looks.lifecycle import LookState
from nuocheng.looks.models import Look
from nuocheng.looks.queries import NEWEST

WATCH = "code.look_watch."
#: No page shows more groups than these; the busiest come first.
MOST = 200
#: Looks that rest on no case, and after which none came.
WITHOUT_CASE = Q(state=LookState.SETTLED, origin="", later_case="")
#: The kinds of unusual looks: what to call each, and which looks are of it.
KINDS: dict[str, tuple[str, Q]] = {
    "without_case": ("查了以后没有办件", WITHOUT_CASE),
    "colleague": ("查的是工作人员", Q(colleague=True)),
    "refused": ("没有放行的", Q(state=LookState.REFUSED)),
    "complained": ("有投诉的", Q(complained_at__isnull=False)),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How often one officer of a department looked for one purpose."""

    department: str
    officer: str
    purpose: str
    total: int
    without_case: int
    colleague: int
    refused: int
    complained: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """That one officer looked at one party again and again."""

    department: str
    officer: str
    party_kind: str
    party: str
    party_name: str
    times: int
    last: datetime


def threshold(name: str, on: date) -> int:
    """Return a threshold of the law: after how many days a look is looked back at, how often is often, and so on."""
    return int(law.provision(f"{WATCH}{name}", on).value["amount"])


def counted(since: datetime) -> list[Counted]:
    """Return how often each officer looked for each purpose since a moment, the busiest first."""
    rows = (
        Look.objects.filter(opened_at__gte=since)
        .values_list("department", "asked_by_name", "purpose_title")
        .annotate(
            total=Count("reference"),
            **{name: Count("reference", filter=which) for name, (_, which) in KINDS.items()},
        )
        .order_by("-total", "department", "asked_by_name")
    )
    return [Counted(*row) for row in rows[:MOST]]


def repeated(since: datetime, least: int) -> list[Repeated]:
    """Return who looked at one party at least so often since a moment, the most often first."""
    rows = (
        Look.objects.filter(opened_at__gte=since)
        .values_list("department", "asked_by_name", "asked_by", "party_kind", "party")
        .annotate(times=Count("reference"), last=Max("opened_at"), name=Max("party_name"))
        .filter(times__gte=least)
        .order_by("-times", "asked_by", "party")
    )
    return [
        Repeated(department, officer, kind, party, name, times, last)
        for department, officer, _, kind, party, times, last, name in rows[:MOST]
    ]


def unusual(kind: str, since: datetime, after: str = "") -> Page[Look]:
    """Return a page of the unusual looks of one kind since a moment, the newest first."""
    return page(_since(since).filter(KINDS[kind][1]), NEWEST, after)


def kind_counts(since: datetime) -> dict[str, int]:
    """Return how many unusual looks there are of each kind since a moment."""
    counts = {name: Count("reference", filter=which) for name, (_, which) in KINDS.items()}
    return _since(since).aggregate(**counts)


def complaints(limit: int = 50) -> list[Look]:
    """Return the complaints that wait for an answer, the oldest first."""
    rows = Look.objects.filter(complained_at__isnull=False, complaint_answered_at__isnull=True)
    return list(rows.order_by("complained_at")[:limit])


def _since(moment: datetime) -> QuerySet[Look]:
    return Look.objects.filter(opened_at__gte=moment)
