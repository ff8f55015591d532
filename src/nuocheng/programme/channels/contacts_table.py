"""The table of contacts (附件1) in its official layout: written as XLSX and CSV, and read back by the meaning of its headings."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import xlsxwriter

from nuocheng.catalogue.channels.tables import open_workbook
from nuocheng.kernel.errors import Malformed
from nuocheng.programme.rules.content import CONTACT_TITLES, ContactRole

ANNEX = "附件1"
TITLE = "证明事项告知承诺制的负责领导和联络员联系表"
GROUPS = ("序号", "单位", "负责领导", "", "", "联络员", "", "")
PARTS = ("", "", "姓名", "职务", "联系电话", "姓名", "职务", "联系电话")
WIDTHS = (6, 26, 12, 20, 28, 12, 20, 28)
#: What table software would run as a formula when the file is opened.
FORMULA = "=+-@\t\r"
_NOTES = ("注", "说明", "填表", "备注", "联系人", "审核", "合计", "截至")
_DEPARTMENT = ("单位", "部门", "机构")
_PARTS = {
    "phone": ("电话", "手机", "联系方式"),
    "title": ("职务", "职位", "职称"),
    "name": ("姓名", "名字"),
}
#: More lines than any district has departments: it is another table.
MOST_LINES = 2000
#: How far down the headings may begin: titles, dates and stamps stand above them.
HEADINGS_WITHIN = 15

Cells: TypeAlias = Sequence[Sequence[str]]
Row: TypeAlias = tuple[str, str, str, str, str, str, str]
"""One department: its name, then name, title and telephone of the leader and of the liaison."""


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says about one of the two posts."""

    name: str = ""
    title: str = ""
    phone: str = ""

    @property
    def blank(self) -> bool:
        """Say whether the row says nothing about this post."""
        return not (self.name or self.title or self.phone)


@dataclass(frozen=True, slots=True)
class ContactCells:
    """One row as it stands: its number as table software shows it, the department, and who holds each post."""

    row: int
    department: str
    people: dict[str, Person] = field(default_factory=dict)


def contacts_as_csv(rows: Iterable[Row]) -> bytes:
    """Write the table as CSV that table software opens with its Chinese intact."""
    out = io.StringIO()
    written = csv.writer(out)
    written.writerow([ANNEX])
    written.writerow([TITLE])
    written.writerow(GROUPS)
    written.writerow(PARTS)
    for place, row in enumerate(rows, start=1):
        written.writerow([str(place), *map(_harmless, row)])
    return out.getvalue().encode("utf-8-sig")


def contacts_as_xlsx(rows: Iterable[Row]) -> bytes:
    """Write the table as a workbook in the layout of the annex, ready to print on A4 across."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(ANNEX)
    base = {"font_name": "仿宋", "font_size": 12, "valign": "vcenter", "text_wrap": True}
    line = book.add_format({**base, "border": 1})
    middle = book.add_format({**base, "border": 1, "align": "center"})
    head = book.add_format({**base, "border": 1, "align": "center", "bold": True, "font_name": "黑体"})
    sheet.write_string(
        0, 0, ANNEX, book.add_format({**base, "font_name": "黑体", "font_size": 16, "text_wrap": False})
    )
    title = book.add_format({**base, "align": "center", "font_name": "宋体", "font_size": 20, "bold": True})
    sheet.merge_range(1, 0, 1, 7, TITLE, title)
    for column in (0, 1):
        sheet.merge_range(2, column, 3, column, GROUPS[column], head)
    for column in (2, 5):
        sheet.merge_range(2, column, 2, column + 2, GROUPS[column], head)
    for column in range(2, 8):
        sheet.write_string(3, column, PARTS[column], head)
    for place, row in enumerate(rows, start=1):
        sheet.write_string(3 + place, 0, str(place), middle)
        for column, cell in enumerate(row, start=1):
            sheet.write_string(3 + place, column, cell, line)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(1, 36)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2, 3)
    book.close()
    return out.getvalue()


def read_contacts(raw: bytes, name: str) -> list[ContactCells]:
    """Read a table of contacts, whatever stands above, between and below its lines.

    Raises:
        Malformed: The file cannot be read, or has no headings that we understand.

    """
    cells = _cells(raw, name)
    start, meanings = _headings(cells)
    found = []
    for number, row in enumerate(cells[start:], start=start + 1):
        said = {meaning: _join(row, columns) for meaning, columns in meanings.items()}
        if not any(said.values()) or _is_note(row):
            continue
        people = {
            role: Person(*(said.get(f"{role}.{part}", "") for part in ("name", "title", "phone")))
            for role in CONTACT_TITLES
        }
        found.append(ContactCells(number, said.get("department", ""), people))
    return found


def _cells(raw: bytes, name: str) -> Cells:
    """Return the cells of the first sheet that says anything.

    Raises:
        Malformed: The file is refused as a whole, or is far longer than a table of contacts.

    """
    sheets = [one for one in open_workbook(raw, name).sheets if not one.hidden]
    found: Cells = next((one.rows for one in sheets if any(any(row) for row in one.rows)), [])
    if len(found) > MOST_LINES:
        raise Malformed.at("file", f"表里超过{MOST_LINES}行，不像一张联系表，请核对是不是选错了")
    return found


def _headings(cells: Cells) -> tuple[int, dict[str, list[int]]]:
    """Return the number of the first row below the headings, and the columns of each meaning.

    Raises:
        Malformed: No row, nor two rows together, name the department and both posts.

    """
    for place in range(min(len(cells), HEADINGS_WITHIN)):
        above = _filled(cells[place])
        below = cells[place + 1] if place + 1 < len(cells) else []
        for rows, height in (((above, below), 2), ((above,), 1)):
            meanings = _meanings(rows)
            if _enough(meanings):
                return place + height, meanings
    raise Malformed.at(
        "file",
        "没有找到表头。表里要有“单位”“负责领导”“联络员”，以及姓名、职务、联系电话，可以先下载我们的表样",
    )


def _enough(meanings: dict[str, list[int]]) -> bool:
    return "department" in meanings and all(f"{role}.name" in meanings for role in CONTACT_TITLES)


def _meanings(rows: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for column in range(max(map(len, rows), default=0)):
        words = [_plain(row[column]) if column < len(row) else "" for row in rows]
        meaning = _meaning(words)
        if meaning:
            found.setdefault(meaning, []).append(column)
    return found


def _meaning(words: Sequence[str]) -> str:
    """Return what a column is about, by its heading and the one above it."""
    whole = "".join(words)
    role = next(
        (
            code
            for code, sign in ((ContactRole.LEADER, "领导"), (ContactRole.LIAISON, "联络员"))
            if sign in whole
        ),
        "",
    )
    if not role:
        return (
            "department"
            if len(whole) <= 12 and any(whole.endswith((one, f"{one}名称")) for one in _DEPARTMENT)
            else ""
        )
    part = next((part for part, signs in _PARTS.items() if any(sign in whole for sign in signs)), "")
    if not part and len(words) == 1:
        part = "name"
    return f"{role}.{part}" if part else ""


def _filled(row: Sequence[str]) -> list[str]:
    """Return a row of headings with merged cells filled: their words stand in the first of them only."""
    filled, last = [], ""
    for cell in row:
        last = cell or last
        filled.append(last if _plain(last) and _is_group(last) else cell)
    return filled


def _is_group(cell: str) -> bool:
    return any(sign in _plain(cell) for sign in ("领导", "联络员"))


def _join(row: Sequence[str], columns: Iterable[int]) -> str:
    parts = [row[column].strip() for column in columns if column < len(row)]
    return "、".join(_without_mark(part) for part in parts if part and not _is_dash(part))


def _is_note(row: Sequence[str]) -> bool:
    said = [cell.strip() for cell in row if cell.strip()]
    return len(said) <= 2 and _plain(said[0]).startswith(_NOTES)


def _is_dash(cell: str) -> bool:
    return not cell.strip("-－—–/／ 　")


def _plain(cell: str) -> str:
    return re.sub(r"[\s（）()：:]", "", unicodedata.normalize("NFKC", cell))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA else cell


def _without_mark(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in FORMULA else cell
