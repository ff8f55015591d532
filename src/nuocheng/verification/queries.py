"""What others may read of verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound
from nuocheng.verification.lifecycle import OPEN, TaskState
from nuocheng.verification.models import Answer, RegisterRow, Task

#: The lanes of an officer's queue: what to call them, and which tasks lie in each.
LANES: dict[str, tuple[str, Q]] = {
    "all": ("全部", Q()),
    "waiting": ("待查询", Q(state=TaskState.OWED)),
    "consistent": ("数据一致", Q(outcome="consistent")),
    "contradicted": ("不一致", Q(outcome="contradicted")),
    "not_found": ("查无数据", Q(outcome__in=["not_found", "ambiguous", "missing"])),
    "source_down": ("没有回应", Q(outcome__in=["source_down", "stale"])),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the verification of one case has come."""

    total: int
    open: int
    refuted: int
    unresolved: int


def task(reference: str) -> Task:
    """Return one task.

    Raises:
        NotFound: There is no such task.

    """
    return Task.load(reference)


def tasks_of(origin: str) -> list[Task]:
    """Return the tasks that one case gave rise to."""
    return list(Task.objects.filter(origin=origin).order_by("reference"))


def progress(origin: str) -> Progress:
    """Return how far the verification of one case has come, in one statement."""
    found = Task.objects.filter(origin=origin).aggregate(
        total=Count("reference"),
        open=Count("reference", filter=Q(state__in=OPEN)),
        refuted=Count("reference", filter=Q(state=TaskState.REFUTED)),
        unresolved=Count("reference", filter=Q(state=TaskState.UNRESOLVED)),
    )
    return Progress(**found)


def queue(department: str, lane: str = "all", after: str = "", words: str = "") -> Page[Task]:
    """Return a page of a department's open tasks in one lane, the most urgent first."""
    rows = Task.objects.filter(department=department, state__in=OPEN).filter(LANES[lane][1])
    if words:
        rows = rows.filter(
            Q(reference__startswith=words) | Q(party_name__icontains=words) | Q(certificate__icontains=words)
        )
    return page(rows, ("due_on", "reference"), after)


def lane_counts(department: str, today: date) -> dict[str, int]:
    """Return how many open tasks lie in each lane, and how many are overdue or due today."""
    counts = {name: Count("reference", filter=lane) for name, (_, lane) in LANES.items() if name != "all"}
    return Task.objects.filter(department=department, state__in=OPEN).aggregate(
        all=Count("reference"),
        overdue=Count("reference", filter=Q(due_on__lt=today)),
        due_today=Count("reference", filter=Q(due_on=today)),
        **counts,
    )


def answers(reference: str) -> list[Answer]:
    """Return the answers on one task, newest first."""
    return list(Answer.objects.filter(task_id=reference).order_by("-asked_at"))


def to_ask(limit: int) -> list[Task]:
    """Return tasks that no source was asked about yet, the most urgent first."""
    return list(Task.objects.filter(state=TaskState.OWED).order_by("due_on", "reference")[:limit])


def register_rows(register: str, number: str) -> list[RegisterRow]:
    """Return the rows of a department's register about one subject."""
    return list(RegisterRow.objects.filter(register=register, number=number)[:5])


def settled_since(moment: datetime, limit: int = 500) -> list[str]:
    """Return cases found on since *moment* in which no task is open and nothing was found untrue."""
    unsettled = Task.objects.filter(origin=OuterRef("origin"), state__in=[*OPEN, TaskState.REFUTED])
    rows = Task.objects.filter(found_at__gte=moment).exclude(Exists(unsettled))
    return list(rows.values_list("origin", flat=True).distinct()[:limit])


def refuted_since(after: str = "") -> Page[Task]:
    """Return tasks found untrue, oldest finding first."""
    return page(Task.objects.filter(state=TaskState.REFUTED), ("found_at", "reference"), after)


def by_reference(references: list[str]) -> dict[str, Task]:
    """Return tasks by their references.

    Raises:
        NotFound: One of them does not exist.

    """
    found = Task.objects.in_bulk(references)
    if len(found) != len(set(references)):
        raise NotFound
    return found
