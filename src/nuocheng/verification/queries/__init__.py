"""What others may read of verification."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from nuocheng.holdings import queries as holdings
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.facts import Comparison
from nuocheng.verification.lifecycle import OPEN, TaskState
from nuocheng.verification.models import Answer, Photo
from nuocheng.verification.models import Task as Task
from nuocheng.verification.queries.lanes import LANES as LANES
from nuocheng.verification.queries.lanes import at_rest as at_rest
from nuocheng.verification.queries.lanes import beginning as beginning
from nuocheng.verification.queries.lanes import lane_counts as lane_counts
from nuocheng.verification.queries.lanes import queue as queue

ORDER = ("due_on", "reference")
#: The outcome of a source that gave no answer at all.
SILENT = "source_down"

#: States in which it is not settled yet whether a pledged fact is true, or whether anybody will look.
UNSETTLED_STATES = (*OPEN, TaskState.POOLED)
#: States in which an officer has said what was found.
FOUND = (TaskState.CONFIRMED, TaskState.REFUTED, TaskState.UNRESOLVED)
#: Outcomes that settle nothing: somebody has to go and look.
UNSETTLED = ("not_found", "ambiguous", "missing", "source_down", "stale")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the verification of one case has come."""

    total: int
    open: int
    refuted: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Resting:
    """Sources that need not be asked now: not at all, not a second time, or only by a run with a whole set."""

    wholly: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    by_sets: tuple[Q, ...] = ()


NONE_RESTS = Resting()


def task(reference: str) -> Task:
    """Return one task.

    Raises:
        NotFound: There is no such task.

    """
    return Task.load(reference)


def tasks_of(origin: str) -> list[Task]:
    """Return the tasks that one case gave rise to."""
    return list(Task.objects.filter(origin=origin).order_by("reference"))


def open_early(origin: str) -> list[Task]:
    """Return what is still to be verified of a case before its decision."""
    rows = Task.objects.filter(origin=origin, state__in=OPEN, decided_at__isnull=True)
    return list(rows.order_by("reference"))


def newest_early(origin: str) -> dict[tuple[str, str], Task]:
    """Return the newest task before the decision for each pledged fact of a case, by certificate and fact."""
    rows = Task.objects.filter(origin=origin, decided_at__isnull=True)
    rows = rows.exclude(state=TaskState.CALLED_OFF).order_by("repeat")
    return {(task.certificate_key, task.fact_key): task for task in rows}


def pressed_of(department: str, today: date) -> list[list[QuerySet[Task]]]:
    """Return what of a department is overdue, and what is to be reminded of today, to be counted as far as one counts."""
    open_ones = [Task.objects.filter(department=department, state=state) for state in OPEN]
    late = [rows.filter(due_on__lt=today) for rows in open_ones]
    half = Task.objects.filter(remind_on__isnull=False, remind_on__lte=today, due_on__gte=today)
    return [late, [half.filter(department=department)]]


def due_by(origins: Iterable[str]) -> dict[str, date]:
    """Return by when the last open task of each of *origins* is due; one without any is not in it."""
    rows = Task.objects.filter(origin__in=list(origins), state__in=OPEN).order_by()
    return dict(rows.values_list("origin").annotate(last=Max("due_on")))


def progress(origin: str) -> Progress:
    """Return how far the verification of one case has come, in one statement."""
    found = Task.objects.filter(origin=origin).aggregate(
        total=Count("reference"),
        open=Count("reference", filter=Q(state__in=UNSETTLED_STATES)),
        refuted=Count("reference", filter=Q(state=TaskState.REFUTED)),
        unresolved=Count("reference", filter=Q(state=TaskState.UNRESOLVED)),
    )
    return Progress(**found)


def wants_visit(by_machine: Iterable[str]) -> Q:
    """Return what tells an open task that nobody but somebody on the spot can settle.

    *by_machine* names the channels that can be asked by machine: a task of any other channel waits for
    a visit from the beginning.
    """
    nobody_to_ask = ~Q(channel__in=list(by_machine)) & Q(outcome="")
    return Q(outcome__in=UNSETTLED) | nobody_to_ask


def places(origins: Iterable[str]) -> dict[str, str]:
    """Return the address pledged in each case, as far as one was pledged."""
    rows = Task.objects.filter(origin__in=set(origins), comparison=Comparison.CONTAINS_ADDRESS)
    return dict(rows.order_by("-reference").values_list("origin", "claimed"))


def answers(reference: str) -> list[Answer]:
    """Return the answers on one task, newest first."""
    return list(Answer.objects.filter(task_id=reference).order_by("-asked_at"))


def photos(reference: str) -> list[Photo]:
    """Return the photographs kept on one task, without their bytes, newest answer first."""
    rows = Photo.objects.filter(answer__task_id=reference).defer("content")
    return list(rows.order_by("-answer__asked_at", "id"))


def photo(reference: str, key: UUID) -> Photo:
    """Return one photograph of a task.

    Raises:
        NotFound: It is not on this task.

    """
    found = Photo.objects.filter(answer__task_id=reference, pk=key).first()
    if found is None:
        raise NotFound("这一项里没有这张照片")
    return found


def photo_content(row: Photo) -> bytes:
    """Return the bytes of a photograph, wherever they are kept.

    Raises:
        NotFound: They are not there, or the scanner found something in them.

    """
    return bytes(row.content) or holdings.content(row.digest)


def to_ask(
    channels: Iterable[str], silent_since: datetime, limit: int, *, resting: Resting = NONE_RESTS
) -> list[Task]:
    """Return tasks to ask about, the most urgent first.

    Those that are verified before the decision or at once after it come before all others. Then those that no
    source was asked about yet, and those whose source gave no answer and has been left in
    peace since *silent_since*; only such as *channels* can ask about and whose source is not *resting*, so that
    no other stands in the way. Each is the beginning of a walk along an index, however many wait.
    """
    at_once = _not_resting(urgent(channels), replace(resting, by_sets=()))[:limit]
    rows: list[Task] = []
    for channel in channels:
        silent = Task.objects.filter(state=TaskState.ANSWERED, outcome=SILENT, channel=channel)
        silent = silent.filter(asked_at__lte=silent_since).exclude(source__in=resting.again)
        first = Task.objects.filter(state=TaskState.OWED, channel=channel)
        for walk, order in ((first, ORDER), (silent, ("asked_at",))):
            rows += _not_resting(walk, resting).order_by(*order)[:limit]
    first_of_all = {task.reference: task for task in at_once}
    rest = {task.reference: task for task in sorted(rows, key=_by_urgency)}
    return list((first_of_all | rest).values())[:limit]


def _by_urgency(task: Task) -> tuple[date, str]:
    return task.due_on, task.reference


def waiting_to_open(today: date) -> QuerySet[Task]:
    """Return what waits for its expiry and whose day to be verified has come, the oldest first."""
    rows = Task.objects.filter(opens_on__isnull=False, opens_on__lte=today)
    return rows.order_by("opens_on", "reference")


def to_open(today: date, limit: int) -> list[str]:
    """Return the first of what has come due."""
    return list(waiting_to_open(today).values_list("reference", flat=True)[:limit])


def waiting_to_press(today: date) -> QuerySet[Task]:
    """Return the verifications of which somebody is to be reminded, the oldest first."""
    return Task.objects.filter(remind_on__isnull=False, remind_on__lte=today).order_by(
        "remind_on", "reference"
    )


def to_press(today: date, limit: int) -> list[Task]:
    """Return the first of those of which somebody is to be reminded."""
    return list(waiting_to_press(today)[:limit])


def urgent(channels: Iterable[str]) -> QuerySet[Task]:
    """Return what is asked before anything else: before a decision, and at once after it."""
    rows = Task.objects.filter(urgent_until__isnull=False, channel__in=list(channels))
    return rows.order_by("urgent_until", "reference")


def to_go_on(limit: int) -> list[str]:
    """Return the open tasks whose present way settled nothing and whose plan names another, the most urgent first."""
    rows = Task.objects.filter(goes_on=True, state__in=OPEN, visit="").order_by("due_on", "reference")
    return list(rows.values_list("reference", flat=True)[:limit])


def _not_resting(rows: QuerySet[Task], resting: Resting) -> QuerySet[Task]:
    """Leave out what need not be asked now: whole sources, and what a set of reference will answer."""
    if resting.wholly:
        rows = rows.exclude(source__in=resting.wholly)
    for one in resting.by_sets:
        rows = rows.exclude(one)
    return rows


def settled_since(moment: datetime, limit: int | None = 500) -> list[str]:
    """Return cases found on or passed over since *moment* in which nothing is open and nothing was found untrue.

    The newest first, as many as *limit* of each kind; without a limit all of them.
    """
    unsettled = [*UNSETTLED_STATES, TaskState.REFUTED]
    others = Task.objects.filter(origin=OuterRef("origin"), state__in=unsettled)
    found: dict[str, None] = {}
    for when in ("found_at", "drawn_at"):
        rows = Task.objects.filter(**{f"{when}__gte": moment}).exclude(Exists(others)).order_by(f"-{when}")
        found |= dict.fromkeys(rows.values_list("origin", flat=True)[:limit])
    return list(found)


def by_reference(references: list[str]) -> dict[str, Task]:
    """Return tasks by their references.

    Raises:
        NotFound: One of them does not exist.

    """
    found = Task.objects.in_bulk(references)
    if len(found) != len(set(references)):
        raise NotFound
    return found
