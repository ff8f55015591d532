"""Lay a register out in columns, segment by segment: what is written is not read again, and bad rows are named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from nuocheng.kernel.facts import FactType
from nuocheng.kernel.numbers import BadNumber, parse_party_number
from nuocheng.verification.channels.batch import store
from nuocheng.verification.channels.batch.tables import Line, Unreadable, lines
from nuocheng.verification.channels.exchange_answer import plain_name
from nuocheng.verification.rules.columns import party_check, party_key, seen
from nuocheng.verification.rules.values import says_nothing

#: How many rows are laid out in one go, and how many faults are kept for people to read.
SEGMENT, SHOWN = 20_000, 500
MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class Value:
    """A column to be laid out: its place in the file, its heading, its type, and its name in the set."""

    place: int
    heading: str
    type: FactType
    column: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a file are."""

    number: int
    name: int
    values: tuple[Value, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was refused: its number in the file, the column, and the reason; never what stood there."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Behind:
    """What is behind the mark: rows read, taken and refused, segments written, and where the next row begins."""

    read: int = 0
    taken: int = 0
    refused: int = 0
    segments: int = 0
    after: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)


def load(source: Path, folder: Path, layout: Layout, today: date) -> Iterator[Behind]:
    """Lay out what is left of a file, and yield after each segment; a segment that broke off is laid out anew."""
    mark = behind(folder)
    rest = lines(source, mark.after, mark.read)
    while piece := list(islice(rest, SEGMENT)):
        taken, faults = _laid_out(piece, layout, today)
        schema = store.reference_schema([one.column for one in layout.values])
        store.write_rows(folder / f"segment-{mark.segments:06d}.parquet", taken, schema)
        mark = Behind(
            read=mark.read + len(piece),
            taken=mark.taken + len(taken),
            refused=mark.refused + len(faults),
            segments=mark.segments + 1,
            after=piece[-1].then,
            faults=[*mark.faults, *map(asdict, faults)][:SHOWN],
        )
        _set_mark(folder, mark)
        yield mark


def behind_with_rows(folder: Path) -> Behind:
    """Return what is behind the mark at the end of a file.

    Raises:
        Unreadable: Not a single row could be taken.

    """
    mark = behind(folder)
    if not mark.taken:
        raise Unreadable("没有一行能装入，请看下面的问题，改好再上传")
    return mark


def finish(folder: Path, target: Path, room: store.Room) -> tuple[int, str]:
    """Put the segments together, sorted; return how many rows there are, and the digest."""
    segments = [folder / f"segment-{number:06d}.parquet" for number in range(behind(folder).segments)]
    if not target.exists():  # it is, where an earlier attempt ended after this
        store.sort_reference(segments, target, room)
    for one in segments:
        one.unlink(missing_ok=True)
    return store.rows_of(target), store.digest_of(target)


def room(folder: Path) -> store.Room:
    """Return how much memory sorting may take here."""
    return store.Room(MEMORY, folder / "spill")


def behind(folder: Path) -> Behind:
    """Return what is behind the mark of a load."""
    path = folder / "mark.json"
    return Behind(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Behind()


def _set_mark(folder: Path, behind: Behind) -> None:
    beside = folder / "mark.part"
    beside.write_text(json.dumps(asdict(behind), ensure_ascii=False), encoding="utf-8")
    beside.replace(folder / "mark.json")


def _laid_out(piece: Sequence[Line], layout: Layout, today: date) -> tuple[list[dict[str, Any]], list[Fault]]:
    taken, faults = [], []
    for line in piece:
        row = _row(line, layout, today)
        if isinstance(row, Fault):
            faults.append(row)
        else:
            taken.append(row)
    return taken, faults


def _row(line: Line, layout: Layout, today: date) -> dict[str, Any] | Fault:
    cells = [*line.cells, *[None] * (len(layout.headings) - len(line.cells))]
    if len(cells) > len(layout.headings):
        return Fault(line.number, "", "这一行的列比列名多，可能有没加引号的逗号")
    try:
        number = parse_party_number(cells[layout.number] or "", today=today).value
    except BadNumber as wrong:
        return Fault(line.number, layout.headings[layout.number], wrong.text)
    name = plain_name(cells[layout.name] or "")
    if not name:
        return Fault(line.number, layout.headings[layout.name], "没有姓名或者名称")
    row: dict[str, Any] = {"key": party_key(number), "who": party_check(number, name)}
    for one in layout.values:
        text = cells[one.place]
        cell = seen(one.type, text)
        if cell.low is None and not cell.hard and not says_nothing(text):
            return Fault(line.number, one.heading, "看不懂，和这一列的类型不符")
        row |= {f"{one.column}_text": text, **store.in_parts(cell, f"{one.column}_")}
    return row
