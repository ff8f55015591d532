"""What is known of re-checks: rounds, the queue of a department, and how often two officers agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.lifecycle import RecheckState, RoundState, TaskState
from nuocheng.verification.models import Recheck, RecheckList, RecheckRound, RecheckSeed, Task
from nuocheng.verification.queries import risks
from nuocheng.verification.rules.drawing import Member
from nuocheng.verification.rules.interval import Interval, interval

R = RecheckState


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often a re-check came to the same result, in one department or in all of them."""

    department: str
    same: int
    differs: int
    owed: int

    @property
    def share(self) -> Interval:
        """Return the share of those that agree, with its interval."""
        return interval(self.same, self.same + self.differs)


def round_of(department: str, month: date) -> RecheckRound | None:
    """Return the round of a department and month, if there is one."""
    return RecheckRound.objects.filter(department=department, month=month).first()


def rounded(month: date) -> frozenset[str]:
    """Return the departments that have a round for a month."""
    return frozenset(RecheckRound.objects.filter(month=month).values_list("department", flat=True))


def to_draw(before: date) -> list[RecheckRound]:
    """Return the rounds of months that are over and that are not drawn yet."""
    rows = RecheckRound.objects.filter(state=RoundState.SEALED, month__lt=before)
    return list(rows.order_by("month", "reference"))


def to_hand_out() -> list[RecheckRound]:
    """Return the rounds whose facts are not handed out to the end."""
    return list(RecheckRound.objects.filter(state=RoundState.DRAWN).order_by("reference"))


def rounds(after: str = "") -> Page[RecheckRound]:
    """Return a page of all rounds, the newest month first."""
    return page(RecheckRound.objects.all(), ("-month", "-reference"), after, 12)


def sealed_seed(reference: str) -> str:
    """Return the seed of a round; only for the act that reveals it."""
    return str(RecheckSeed.objects.values_list("seed", flat=True).get(round_id=reference))


def lines(reference: str, *, drawn: bool) -> str:
    """Return what was drawn from, or what was drawn; empty while there is neither."""
    found = RecheckList.objects.filter(round_id=reference, drawn=drawn).values_list("lines", flat=True)
    return str(next(iter(found), ""))


def members(one: RecheckRound) -> list[Member]:
    """Return what may be re-checked of a month: confirmed in it on data that agreed, each in its risk class."""
    start = datetime.combine(one.month, time(), CHINA)
    end = datetime.combine((one.month + timedelta(days=32)).replace(day=1), time(), CHINA)
    tasks = Task.objects.filter(
        department=one.department,
        state=TaskState.CONFIRMED,
        outcome="consistent",
        reopened_at=None,
        found_at__gte=start,
        found_at__lt=end,
    )
    found = list(
        tasks.order_by("reference").only("reference", "department", "certificate", "harm", "channel")
    )
    classes = risks.classes_of(found, one.month)
    return [Member(str(classes[task.reference]), task.reference) for task in found]


def handed_out(batch: str) -> frozenset[str]:
    """Return the tasks of a round that are handed out already."""
    return frozenset(Recheck.objects.filter(round=batch).values_list("task", flat=True))


def recheck(reference: str) -> Recheck:
    """Return one re-check.

    Raises:
        NotFound: There is none.

    """
    return Recheck.load(reference)


def queue(department: str, after: str = "") -> Page[Recheck]:
    """Return a page of a department's open re-checks, the most urgent first."""
    rows = Recheck.objects.filter(department=department, state=R.OWED)
    return page(rows, ("due_on", "reference"), after)


def reopened(department: str) -> list[Task]:
    """Return the facts that a re-check reopened and that wait for a third officer."""
    rows = Task.objects.filter(department=department, state=TaskState.ANSWERED, reopened_at__isnull=False)
    return list(rows.order_by("due_on", "reference")[:50])


def agreements(since: datetime) -> list[Agreement]:
    """Return how often re-checks agreed since a moment, by department, one with the fewest in agreement first."""
    counts: Mapping[str, Count] = {
        "same": Count("reference", filter=Q(state=R.SAME)),
        "differs": Count("reference", filter=Q(state=R.DIFFERS)),
    }
    done = Recheck.objects.filter(done_at__gte=since).values_list("department").annotate(**counts)
    owed = dict(
        Recheck.objects.filter(state=R.OWED).values_list("department").annotate(count=Count("reference"))
    )
    found = {department: (same, differs) for department, same, differs in done.order_by()}
    rows = [Agreement(one, *found.get(one, (0, 0)), owed.get(one, 0)) for one in {*found, *owed}]
    return sorted(rows, key=lambda one: (one.share.share, one.department))


def agreement(since: datetime) -> Agreement:
    """Return how often re-checks agreed since a moment, in all departments together."""
    rows = agreements(since)
    return Agreement(
        "", sum(one.same for one in rows), sum(one.differs for one in rows), sum(one.owed for one in rows)
    )
