"""The items of a department, as its plan may name them, and how many of them are open to pledging by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nuocheng.catalogue import queries as catalogue
from nuocheng.catalogue.queries import EditionState

#: Whose newest edition is no longer in use is no item to plan with.
IN_USE = (
    EditionState.DRAFT,
    EditionState.IN_REVIEW,
    EditionState.REVIEWED,
    EditionState.SCHEDULED,
    EditionState.PUBLISHED,
    EditionState.SUSPENDED,
)


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item of a department: whether pledging is open for it now, and for how many certificates."""

    code: str
    name: str
    open: bool
    certificates: int


def items_of(department: str) -> list[PlannedItem]:
    """Return the items of a department, each once, as its edition in force has them or else its draft."""
    found: dict[str, PlannedItem] = {}
    after = ""
    while True:
        page = catalogue.desk([department], IN_USE, after=after)
        for row in page.rows:
            is_open = row.state == EditionState.PUBLISHED and row.pledgeable > 0
            if row.code not in found or row.state in catalogue.IN_FORCE:
                found[row.code] = PlannedItem(row.code, row.name, is_open, row.pledgeable)
        after = page.next
        if not after:
            return sorted(found.values(), key=lambda one: one.code)


def open_now(department: str, codes: Iterable[str]) -> int:
    """Return how many of some items of a department are open to pledging now."""
    wanted = set(codes)
    return sum(one.open for one in items_of(department) if one.code in wanted)
