"""How a tabulation becomes a table: heads of several levels, equal neighbours merged down, notes under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nuocheng.papers.blocks import Block, Cell, Column, Note, Table

Head = Mapping[str, Any]
#: Over how many rows a merged cell reaches at most: after that the value is said again, so that each page says it.
TALLEST = 10


def tabulated(content: Mapping[str, Any], *, captioned: bool = True) -> Iterator[Block]:
    """Yield the table of a tabulation and the notes under it.

    Raises:
        ValueError: a row has more or fewer texts than the table has columns.

    """
    heads = content["columns"]
    leaves = list(_leaves(heads))
    for number, row in enumerate(content["rows"], start=1):
        if len(row) != len(leaves):
            raise ValueError(f"row {number} has {len(row)} texts for {len(leaves)} columns")
    yield Table(
        content["caption"],
        tuple(Column(one["share"], one["align"], one["names"]) for one in leaves),
        tuple(_levels(heads)),
        tuple(_merged(content["rows"], [one["merged"] for one in leaves])),
        captioned,
    )
    for note in content["notes"]:
        yield Note(note)


def _leaves(heads: Sequence[Head]) -> Iterator[Head]:
    for one in heads:
        yield from _leaves(one["under"]) if one["under"] else [one]


def _depth(heads: Sequence[Head]) -> int:
    return 1 + max((_depth(one["under"]) for one in heads if one["under"]), default=0)


def _levels(heads: Sequence[Head]) -> Iterator[tuple[Cell, ...]]:
    """Yield the heading rows from the top; a head without others under it reaches down to the last one."""
    depth = _depth(heads)
    level = list(heads)
    while level:
        cells = (Cell(one["title"], len(list(_leaves([one]))), 1 if one["under"] else depth) for one in level)
        yield tuple(cells)
        level = [below for one in level for below in one["under"]]
        depth -= 1


def _merged(rows: Sequence[Sequence[str]], merged: Sequence[bool]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows, a value that repeats below as one cell reaching down."""
    spans = [_spans(rows, merged, place) if merged[place] else {} for place in range(len(merged))]
    for number, row in enumerate(rows):
        cells = []
        for place, text in enumerate(row):
            down = spans[place].get(number, 1) if merged[place] else 1
            if down:
                cells.append(Cell(text, down=down))
        yield tuple(cells)


def _spans(rows: Sequence[Sequence[str]], merged: Sequence[bool], place: int) -> dict[int, int]:
    """Return for each row how far the cell of a column reaches down; 0 where one above covers it."""
    key = [at for at in range(place + 1) if merged[at]]
    spans: dict[int, int] = {}
    first = 0
    for number, row in enumerate(rows):
        if number and spans[first] < TALLEST and all(row[at] == rows[number - 1][at] for at in key):
            spans[number] = 0
            spans[first] += 1
            continue
        spans[number] = 1
        first = number
    return spans
