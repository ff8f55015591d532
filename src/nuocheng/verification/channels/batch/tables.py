"""Read the file of a register row by row, from wherever reading stopped: CSV, XLSX or Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, load_workbook

#: How texts may be written, the usual one first.
ENCODINGS = ("utf-8-sig", "gb18030")
SAMPLE, BATCH = 1 << 16, 20_000
PARQUET, ZIPPED = b"PAR1", b"PK\x03\x04"


class Unreadable(Exception):
    """A file that is no table; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings: its number as people count, its cells, and where the next one begins."""

    number: int
    cells: list[str | None]
    then: int


def headings(path: Path) -> list[str]:
    """Return the names of the columns.

    Raises:
        Unreadable: The file is no table.

    """
    kind = _kind(path)
    if kind == PARQUET:
        return [str(name) for name in _parquet(path).schema_arrow.names]
    first = next(_sheet(path) if kind == ZIPPED else _cells(path), None)
    if first is None:
        raise Unreadable("文件是空的，请重新选")
    return [(one or "").strip() for one in first]


def lines(path: Path, after: int, done: int) -> Iterator[Line]:
    """Yield the rows below the headings, from where reading stopped: *done* rows are behind it.

    *after* is where the next row begins, 0 at first: bytes in a CSV, rows elsewhere.

    Raises:
        Unreadable: The file is no table.

    """
    kind = _kind(path)
    if kind == PARQUET:
        yield from _of_parquet(path, done)
    elif kind == ZIPPED:
        for number, row in enumerate(_sheet(path)):
            if number > done:
                yield Line(number + 1, list(row), number)
    else:
        for number, (cells, then) in enumerate(_csv(path, after), start=done + 2 if after else 1):
            if number > 1:
                yield Line(number, list(cells), then)


def _parquet(path: Path) -> Any:
    try:
        return import_module("pyarrow.parquet").ParquetFile(path)
    except (OSError, ValueError) as wrong:  # what pyarrow raises is one of these
        raise Unreadable("这个文件没有传完，请重新导出Parquet或者CSV") from wrong


def _of_parquet(path: Path, done: int) -> Iterator[Line]:
    number = 0
    for batch in _parquet(path).iter_batches(BATCH):
        if number + batch.num_rows <= done:
            number += batch.num_rows
            continue
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            if number > done:
                yield Line(number + 1, [_text(one) for one in row], number)


def _sheet(path: Path) -> Iterator[list[str | None]]:
    try:
        workbook = load_workbook(str(path))
        sheet = workbook.get_sheet_by_index(0)
    except (CalamineError, OSError, ValueError) as wrong:
        raise Unreadable("这个文件打不开，请另存为XLSX或者CSV再试") from wrong
    for row in sheet.iter_rows():
        yield [_text(one) for one in row]


def _cells(path: Path) -> Iterator[list[str | None]]:
    for cells, _ in _csv(path, 0):
        yield list(cells)


def _csv(path: Path, after: int) -> Iterator[tuple[list[str], int]]:
    encoding = _encoding(path)
    with path.open("rb") as file:
        file.seek(after)
        texts = (raw.decode(encoding) for raw in iter(file.readline, b""))
        try:
            yield from ((row, file.tell()) for row in csv.reader(texts, strict=True) if row)
        except (UnicodeDecodeError, csv.Error) as wrong:
            raise Unreadable("文件里有读不出的文字，请另存为UTF-8的CSV再试") from wrong


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if b"\x00" in sample:
        raise Unreadable("这不是表格，请用CSV、XLSX或者Parquet文件")
    for encoding in ENCODINGS:
        try:
            sample[: sample.rfind(b"\n") + 1].decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable("文件里有读不出的文字，请另存为UTF-8的CSV再试")


def _kind(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _text(value: Any) -> str | None:
    """Write a cell as a register would: whole numbers without a fraction, days as days."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
