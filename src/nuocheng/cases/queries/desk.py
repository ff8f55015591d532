"""The reviewer's queue: read state by state through the index, and counted no further than anybody reads.

No page and no count here grows with the cases: a page reads at most its own length from each state, and a count stops at
`edge.counting.MOST_COUNTED`. Both walk the indexes `case_queue` and `case_assigned` and never sort.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice

from django.db.models import QuerySet

from nuocheng.cases.lifecycle import WAITING, CaseState
from nuocheng.cases.models import Case
from nuocheng.edge import counting
from nuocheng.edge.keyset import PAGE, Page, mark_of, page

ORDER = ("due_on", "reference")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a department's cases is asked for.

    *holder* is an account, empty for whatever nobody has taken up, nothing for all of them; *until* and *on* look
    at the day a decision is due.
    """

    department: str
    states: tuple[CaseState, ...] = WAITING
    holder: str | None = None
    before: date | None = None
    on: date | None = None

    def rows(self, state: CaseState) -> QuerySet[Case]:
        """Return the cases of one state, in no order yet."""
        found = Case.objects.filter(department=self.department, state=state)
        if self.holder is not None:
            found = found.filter(assigned_to=self.holder)
        if self.before is not None:
            found = found.filter(due_on__lt=self.before)
        return found if self.on is None else found.filter(due_on=self.on)


def queue(wanted: Wanted, after: str = "", size: int = PAGE) -> Page[Case]:
    """Return a page of what is asked for, the most urgent first."""
    parts = [page(wanted.rows(state), ORDER, after, size) for state in wanted.states]
    rows = list(
        islice(merge(*(one.rows for one in parts), key=lambda case: (case.due_on, case.reference)), size + 1)
    )
    more = len(rows) > size or any(one.next for one in parts)
    rows = rows[:size]
    return Page(rows, mark_of(rows[-1], ORDER) if more and rows else "")


def counted(several: Iterable[Wanted]) -> list[int]:
    """Return how many there are of each part, but never more than `MOST_COUNTED` of one state; in one statement."""
    return counting.counted([[one.rows(state) for state in one.states] for one in several])
