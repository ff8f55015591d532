"""How bodies respond to requests for assistance: counted by one grouped query, whatever their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q

from nuocheng.verification.lifecycle import AWAITED, AssistanceState
from nuocheng.verification.models import AssistanceRequest


@dataclass(slots=True)
class Responses:
    """How one body responded: requests received, answered, in time; awaited and overdue; sent back and refused."""

    body: str
    received: int = 0
    in_time: int = 0
    awaited: int = 0
    overdue: int = 0
    returned: int = 0
    took: Counter[int] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        """Return how many were answered."""
        return self.took.total()

    @property
    def median(self) -> int | None:
        """Return the lower median of the working days an answer took, nothing where there is none."""
        return median_of_counts(self.took) if self.took else None

    @property
    def share(self) -> int | None:
        """Return how many of a hundred answers came in time, nothing where there is none."""
        return round(100 * self.in_time / self.answered) if self.took else None


def responses(since: datetime, today: date) -> list[Responses]:
    """Return how each body responded to what was sent to it since a moment, the worst overdue first."""
    rows = (
        AssistanceRequest.objects.filter(sent_at__gte=since)
        .exclude(outcome="withdrawn")
        .values_list("body", "took", "late")
        .annotate(
            count=Count("reference"),
            awaited=Count("reference", filter=Q(state__in=AWAITED)),
            overdue=Count("reference", filter=Q(state__in=AWAITED, due_on__lt=today)),
            returned=Count(
                "reference", filter=~Q(refusal="") & ~Q(state__in=[*AWAITED, AssistanceState.ANSWERED])
            ),
        )
        .order_by("body")
    )
    found: dict[str, Responses] = {}
    for body, took, late, count, awaited, overdue, returned in rows:
        one = found.setdefault(body, Responses(body))
        one.received += count
        one.awaited += awaited
        one.overdue += overdue
        if took is not None:
            one.took[took] += count
            one.in_time += 0 if late else count
        else:
            one.returned += returned
    return sorted(found.values(), key=_worst_first)


def _worst_first(one: Responses) -> tuple[int, int, str]:
    return (-one.overdue, -one.awaited, one.body)


def median_of_counts(counts: Mapping[int, int]) -> int:
    """Return the lower median of values that are given by how often each occurs."""
    middle = (sum(counts.values()) + 1) // 2
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if passed >= middle:
            return value
    return 0
