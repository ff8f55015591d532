"""The error report: the table as it was handed in, with a column 说明 at its right that says what is wrong where."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from nuocheng.catalogue.channels.annotating import WIDTH, annotated
from nuocheng.catalogue.channels.lines import Problem
from nuocheng.catalogue.channels.matching import Matching
from nuocheng.catalogue.channels.table_file import BOM
from nuocheng.catalogue.channels.tables.cells import is_formula, letters, plain
from nuocheng.catalogue.channels.tables.grid import Sheet, Workbook
from nuocheng.catalogue.channels.tables.kinds import CSV, XLSX

TITLE = "说明"
_FAULTY, _HEAD = "FCE4D6", "D9D9D9"
_LONGEST = 32_000
Notes = Mapping[str, Mapping[int, str]]


def marked(
    workbook: Workbook,
    matchings: Iterable[Matching],
    problems: Iterable[Problem],
    warnings: Iterable[Problem] = (),
) -> tuple[bytes, str]:
    """Return the workbook with a column 说明, and the name for it; XLSX keeps its looks, XLS becomes XLSX."""
    read = [one for one in matchings if one.read]
    notes = _notes(read, problems, warnings)
    stem = workbook.name.rpartition(".")[0] or workbook.name
    if workbook.kind == CSV:
        return _csv(workbook, read[0], notes), f"{stem}（说明）.csv"
    raw = _annotated(workbook, read, notes) if workbook.kind == XLSX else None
    return raw or _plain_copy(workbook, read, notes), f"{stem}（说明）.xlsx"


def _notes(read: Sequence[Matching], problems: Iterable[Problem], warnings: Iterable[Problem]) -> Notes:
    """Return what to write into each row of each sheet; with a single sheet, problems leave its name out."""
    only = read[0].sheet if len(read) == 1 else ""
    said: dict[str, dict[int, list[str]]] = {}
    for word, found in (("", problems), ("提醒：", warnings)):
        for one in found:
            text = f"{word}“{one.column}”{one.reason}{'。' + one.advice if one.advice else ''}"
            said.setdefault(one.sheet or only, {}).setdefault(one.row, []).append(text)
    return {
        sheet: {row: "\n".join(dict.fromkeys(texts))[:_LONGEST] for row, texts in rows.items()}
        for sheet, rows in said.items()
    }


def _place(sheet: Sheet, matching: Matching) -> int:
    """Return the place of the column: right of the table, or where one of an earlier report stands."""
    earlier = (one.place for one in matching.columns if one.heading == TITLE)
    width = max(len(matching.columns), *(len(sheet.rows[row - 1]) for row in matching.heading))
    return next(earlier, width)


def _annotated(workbook: Workbook, read: Sequence[Matching], notes: Notes) -> bytes | None:
    """Return a copy of an XLSX with its looks: nothing touched but the one column, or else written anew."""
    columns = {}
    for matching in read:
        sheet = workbook.sheet(matching.sheet)
        if sheet is not None:
            texts = {matching.heading[0]: TITLE, **notes.get(matching.sheet, {})}
            columns[matching.sheet] = _place(sheet, matching), texts
    return annotated(workbook.raw, columns) or _kept_looks(workbook, read, notes)


def _kept_looks(workbook: Workbook, read: Sequence[Matching], notes: Notes) -> bytes | None:
    """Return a copy of an XLSX with its looks, or nothing where its styles cannot be read."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(workbook.raw))
        for matching in read:
            sheet = workbook.sheet(matching.sheet)
            if sheet is not None:
                _mark(book[matching.sheet], matching, _place(sheet, matching), notes.get(matching.sheet, {}))
        out = io.BytesIO()
        book.save(out)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError):
        return None
    return out.getvalue()


def _mark(sheet: Any, matching: Matching, place: int, notes: Mapping[int, str]) -> None:
    wrapped = Alignment(wrap_text=True, vertical="top")
    head = sheet.cell(matching.heading[0], place + 1)
    head.value, head.font, head.alignment = TITLE, Font(bold=True), wrapped
    head.fill = PatternFill("solid", fgColor=_HEAD)
    sheet.column_dimensions[letters(place)].width = WIDTH
    for row in range(matching.heading[-1] + 1, sheet.max_row + 1):
        text = notes.get(row, "")
        if text:
            cell = sheet.cell(row, place + 1)
            cell.value, cell.alignment = text, wrapped
            cell.data_type = TYPE_STRING
            cell.fill = PatternFill("solid", fgColor=_FAULTY)


def _plain_copy(workbook: Workbook, read: Sequence[Matching], notes: Notes) -> bytes:
    """Return the same rows as a new XLSX: every cell a text, merged cells merged."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    looks = {
        "": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "head": book.add_format({"text_wrap": True, "bold": True, "bg_color": f"#{_HEAD}"}),
        "wrong": book.add_format({"text_wrap": True, "valign": "top", "bg_color": f"#{_FAULTY}"}),
    }
    matched = {one.sheet: one for one in read}
    for sheet in workbook.sheets:
        if not sheet.hidden:
            page = book.add_worksheet(sheet.name)
            _copy(page, sheet, looks)
            if sheet.name in matched:
                _mark_copy(page, sheet, matched[sheet.name], notes.get(sheet.name, {}), looks)
    book.close()
    return out.getvalue()


def _copy(page: Any, sheet: Sheet, looks: Mapping[str, Any]) -> None:
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell:
                page.write_string(row, column, cell, looks[""])
    for one in sheet.merged:
        if one.bottom < len(sheet.rows) and (one.top, one.left) != (one.bottom, one.right):
            page.merge_range(*one, "", looks[""])
            page.write_string(one.top, one.left, sheet.cell(one.top, one.left), looks[""])


def _mark_copy(
    page: Any, sheet: Sheet, matching: Matching, notes: Mapping[int, str], looks: Mapping[str, Any]
) -> None:
    place = _place(sheet, matching)
    page.write_string(matching.heading[0] - 1, place, TITLE, looks["head"])
    page.set_column(place, place, WIDTH)
    for row, text in notes.items():
        page.write_string(row - 1, place, text, looks["wrong"])


def _csv(workbook: Workbook, matching: Matching, notes: Notes) -> bytes:
    """Return the same rows as CSV, every cell that would run marked as text."""
    sheet = workbook.sheets[0]
    place, said = _place(sheet, matching), notes.get(sheet.name, {})
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for number, cells in enumerate(sheet.rows, start=1):
        row = [f"'{cell}" if is_formula(cell) else cell for cell in cells]
        row += [""] * (place + 1 - len(row)) if any(plain(cell) for cell in cells) else []
        if len(row) > place:
            row[place] = TITLE if number == matching.heading[0] else said.get(number, "")
        writer.writerow(row)
    return BOM + out.getvalue().encode()
