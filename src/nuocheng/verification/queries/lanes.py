"""The officer's queue: lanes, pages and counts, each a walk along an index that reads no more than it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from nuocheng.edge.bytewise import LAST, ByteByByte
from nuocheng.edge.counting import counted
from nuocheng.edge.keyset import PAGE, Page, mark_of, page
from nuocheng.edge.walks import first_keys
from nuocheng.verification.lifecycle import AT_REST, OPEN, TaskState
from nuocheng.verification.models import Task

ORDER = ("due_on", "reference")
#: How many tasks that are not in the queue are shown beside what was searched for.
FEW = 12


@dataclass(frozen=True, slots=True)
class Lane:
    """A part of the queue: what it is called, and which open tasks lie in it; no outcomes mean all of them."""

    title: str
    outcomes: tuple[str, ...] = ()
    states: tuple[TaskState, ...] = OPEN

    def walks(self, department: str) -> Iterator[QuerySet[Task]]:
        """Yield the stretches of an index that make up the lane, in no order yet."""
        for state in self.states:
            rows = Task.objects.filter(department=department, state=state)
            yield from (rows.filter(outcome=one) for one in self.outcomes) if self.outcomes else (rows,)


#: The lanes of an officer's queue.
LANES: dict[str, Lane] = {
    "all": Lane("全部"),
    "waiting": Lane("待查询", states=(TaskState.OWED,)),
    "consistent": Lane("数据一致", ("consistent",)),
    "contradicted": Lane("不一致", ("contradicted",)),
    "not_found": Lane("查无数据", ("not_found", "ambiguous", "missing")),
    "source_down": Lane("没有回应", ("source_down", "stale")),
    "unopposed": Lane("公示无异议", ("unopposed",)),
}


def queue(department: str, lane: str = "all", after: str = "") -> Page[Task]:
    """Return a page of a department's open tasks in one lane, the most urgent first."""
    parts = [page(rows, ORDER, after) for rows in LANES[lane].walks(department)]
    urgent = merge(*(one.rows for one in parts), key=lambda task: (task.due_on, task.reference))
    rows = list(islice(urgent, PAGE + 1))
    more = len(rows) > PAGE or any(one.next for one in parts)
    return Page(rows[:PAGE], mark_of(rows[:PAGE][-1], ORDER) if more and rows else "")


def lane_counts(department: str, today: date) -> dict[str, int]:
    """Return how many open tasks lie in each lane, and how many are overdue or due today; as far as anybody counts."""
    every = list(LANES["all"].walks(department))
    parts = {name: list(lane.walks(department)) for name, lane in LANES.items()}
    parts["overdue"] = [rows.filter(due_on__lt=today) for rows in every]
    parts["due_today"] = [rows.filter(due_on=today) for rows in every]
    return dict(zip(parts, counted(parts.values()), strict=True))


def beginning(department: str, words: str) -> list[Task]:
    """Return open tasks whose number, party or certificate begins so, the most urgent first; never more than a page."""
    found = _first(department, OPEN, words, most=PAGE, names=("reference", "party_name", "certificate"))
    return sorted(found, key=lambda task: (task.due_on, task.reference))


def at_rest(department: str, words: str) -> list[Task]:
    """Return the first tasks of a department under a number that nobody verifies as a matter of course."""
    found = _first(department, AT_REST, words, most=FEW, names=("reference",)) if words else ()
    return sorted(found, key=lambda task: task.reference)


def _first(
    department: str, states: Iterable[TaskState], words: str, *, most: int, names: Iterable[str]
) -> Iterable[Task]:
    """Return the first tasks in some states of which one of these columns begins so."""
    parts = [
        _named(Task.objects.filter(department=department, state=state), name, words.replace("\0", ""))
        for name in names
        for state in states
    ]
    return Task.objects.in_bulk(first_keys(parts, most)).values()


def _named(rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
    """Return the rows in which a column begins with these words, in its order."""
    said: QuerySet[Any] = rows.alias(said=ByteByByte(name))
    return said.filter(said__gte=words, said__lt=words + LAST).order_by("said")
