"""A file as a grid of texts: sheets, rows as table software numbers them, and merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

#: At most so many rows of certificates in one file; and so many rows, those of further sheets too, and columns
#: in one sheet.
MOST_ROWS = 20_000
SHEET_ROWS = 50_000
SHEET_COLUMNS = 100


class Merged(NamedTuple):
    """One range of merged cells, counted from 0, the ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: *rows* as they stand in the file, the merged cells filled only in their first corner."""

    name: str
    rows: Sequence[Sequence[str]]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False

    @cached_property
    def width(self) -> int:
        """Return how many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def by_row(self) -> dict[int, list[Merged]]:
        """Return the merged ranges that touch each row."""
        found: dict[int, list[Merged]] = {}
        for one in self.merged:
            for row in range(one.top, min(one.bottom, len(self.rows) - 1) + 1):
                found.setdefault(row, []).append(one)
        return found

    def cell(self, row: int, column: int) -> str:
        """Return one cell, empty where there is none."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    def filled(self, row: int) -> list[str]:
        """Return the cells of a row, merged ones filled down and to the right."""
        cells = list(self.rows[row])
        for one in self.by_row.get(row, ()):
            cells += [""] * (min(one.right + 1, self.width) - len(cells))
            corner = self.cell(one.top, one.left)
            for column in range(one.left, min(one.right + 1, len(cells))):
                cells[column] = corner
        return cells


@dataclass(frozen=True)
class Workbook:
    """A file as it was handed in, read into sheets; *kind* is xlsx, xls or csv."""

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    raw: bytes

    def sheet(self, name: str) -> Sheet | None:
        """Return a sheet by its name."""
        return next((one for one in self.sheets if one.name == name), None)
