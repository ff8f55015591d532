"""Finding the heading of a sheet: one row, or two with merged cells, somewhere below the titles."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.catalogue.channels.columns import LEVEL_COLUMNS, LIKELY, bare, meaning
from nuocheng.catalogue.channels.matching import Matched
from nuocheng.catalogue.channels.tables.cells import one_line, plain
from nuocheng.catalogue.channels.tables.grid import Sheet

#: A heading is looked for in so many rows from the top.
_SEARCHED = 40
_ANCHORS = frozenset({"certificate_name", "item_name", "legal_basis", "code", "disposition"})
_FEWEST = 2
_SINGLE_IS_ENOUGH = 0.01


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a sheet: its rows, counted from 0, and its columns by meaning."""

    rows: tuple[int, ...]
    columns: tuple[Matched, ...]

    @property
    def score(self) -> float:
        """Return how much of the heading is understood."""
        best: dict[str, float] = {}
        for one in self.columns:
            if one.key:
                best[one.key] = max(best.get(one.key, 0.0), one.sure)
        return sum(best.values())

    @property
    def keys(self) -> frozenset[str]:
        """Return what its columns mean."""
        return frozenset(one.key for one in self.columns if one.key)


def find_heading(sheet: Sheet) -> Heading | None:
    """Return the heading of a sheet, or nothing if no row looks like one."""
    best: Heading | None = None
    for row in range(min(len(sheet.rows), _SEARCHED)):
        if sum(bool(plain(cell)) for cell in sheet.rows[row]) < _FEWEST:
            continue
        for found in (heading_at(sheet, (row,)), heading_at(sheet, (row, row + 1))):
            surer = best is None or found.score > best.score + _SINGLE_IS_ENOUGH
            if surer and _may_be_one(found, sheet):
                best = found
    return best


def heading_at(sheet: Sheet, rows: tuple[int, ...]) -> Heading:
    """Return what these rows, counted from 0, mean as the heading of a sheet."""
    names = _names(sheet, rows)
    while names and not names[-1][1]:
        names.pop()
    columns = []
    for place, (above, below) in enumerate(names):
        key, sure = _meaning(above, below)
        shown = below if above in {"", below} else f"{above}·{below}"
        columns.append(Matched(place, shown, key, sure))
    return Heading(rows, tuple(columns))


def _names(sheet: Sheet, rows: tuple[int, ...]) -> list[tuple[str, str]]:
    """Return for each column its name, and the name that spans it and others."""
    top = sheet.filled(rows[0])
    if len(rows) == 1 or rows[1] >= len(sheet.rows):
        return [("", one_line(plain(cell))) for cell in top]
    spread = _spread(sheet, rows[0], top)
    below = [*sheet.rows[rows[1]], *[""] * len(spread)]
    spread += [""] * (len(sheet.rows[rows[1]]) - len(spread))
    pairs = []
    for above, under in zip(spread, below, strict=False):
        upper, lower = one_line(plain(above)), one_line(plain(under))
        pairs.append((upper, lower or upper))
    return pairs


def _spread(sheet: Sheet, row: int, top: list[str]) -> list[str]:
    """Return a row whose names stand for the empty cells to their right; merged cells have their own say."""
    cells = list(top)
    if any(one.right > one.left for one in sheet.by_row.get(row, ())):
        return cells
    below = sheet.rows[row + 1]
    for place in range(1, max(len(cells), len(below))):
        if place >= len(cells):
            cells.append("")
        if not plain(cells[place]) and place < len(below) and plain(below[place]):
            cells[place] = cells[place - 1]
    return cells


def _meaning(above: str, below: str) -> tuple[str, float]:
    key, sure = meaning(below)
    spans, above_sure = meaning(above) if above and above != below else ("", 0.0)
    if key in LEVEL_COLUMNS and above and spans != "levels":
        return "", 0.0
    if not key and spans == "legal_basis" and ("条文" in below or "文号" in below or "名称" in below):
        return spans, above_sure * LIKELY
    return key, sure


def _may_be_one(found: Heading, sheet: Sheet) -> bool:
    """Say whether rows may be a heading at all: understood, short, and not a row of the table itself."""
    if not found.keys & _ANCHORS or len(found.keys) < _FEWEST:
        return False
    if len(found.rows) == 2 and not _is_second_row(found, sheet):
        return False
    named = [one for one in found.columns if one.heading]
    understood = sum(bool(one.key) for one in named)
    return understood * 2 >= len(named) and max(len(bare(one.heading)) for one in named) <= 80


def _is_second_row(found: Heading, sheet: Sheet) -> bool:
    """Say whether both of two rows name columns, so that neither is a title nor a row of the table."""
    for row in found.rows:
        cells = [plain(cell) for cell in (sheet.rows[row] if row < len(sheet.rows) else ())]
        named = [meaning(cell)[1] >= LIKELY for cell in cells if cell]
        if sum(named) * 2 < max(len(named), 1):
            return False
    return True
