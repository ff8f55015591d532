"""The officer's queue: lanes, pages and counts, each a walk along an index that reads no more than it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from nuocheng.edge.bytewise import LAST, ByteByByte
from nuocheng.edge.counting import counted
from nuocheng.edge.keyset import PAGE, Page, mark_of, page
from nuocheng.verification.lifecycle import OPEN, TaskState
from nuocheng.verification.models import Task

ORDER = ("due_on", "reference")


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


def queue(department: str, lane: str = "all", after: str = "", words: str = "") -> Page[Task]:
    """Return a page of a department's open tasks in one lane, the most urgent first.

    With *words*, those whose number, party or certificate begins so: one page of them, and no other.
    """
    if words:
        return Page(_beginning(department, LANES[lane], words.replace("\0", "")), "")
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


def _beginning(department: str, lane: Lane, words: str) -> list[Task]:
    """Return the open tasks of a lane of which something begins with these words: number, party or certificate."""
    found: dict[str, Task] = {}
    for state in lane.states:
        rows: QuerySet[Any] = Task.objects.filter(department=department, state=state)
        if lane.outcomes:
            rows = rows.filter(outcome__in=lane.outcomes)
        numbered = rows.filter(reference__gte=words, reference__lt=words + LAST).order_by("reference")
        for way in (numbered, *(_named(rows, name, words) for name in ("party_name", "certificate"))):
            found |= {task.reference: task for task in way[: PAGE - len(found)]}
    return sorted(found.values(), key=lambda task: (task.due_on, task.reference))


def _named(rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
    """Return the rows in which a column begins with these words, in its order."""
    said: QuerySet[Any] = rows.alias(said=ByteByByte(name))
    return said.filter(said__gte=words, said__lt=words + LAST).order_by("said", "reference")
