"""Superior lists as they come: a table of some layout, read into rows; what cannot be read is told with its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nuocheng.catalogue.channels.headings import Heading, find_heading
from nuocheng.catalogue.channels.tables import Sheet, open_workbook
from nuocheng.catalogue.channels.tables.cells import half_width, is_formula, one_line, plain
from nuocheng.catalogue.rules.superior import Contents, Fault, Mode, SuperiorRow
from nuocheng.kernel.errors import Malformed

#: The longest each cell may be; the columns of the table are as long.
LONGEST = {
    "certificate": 200,
    "item": 200,
    "item_code": 40,
    "unit": 100,
    "basis": 1000,
    "issuer": 200,
    "remark": 1000,
}
#: Which meaning of a column fills which part of a row; the first one that is filled counts.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "certificate": ("certificate_name",),
    "item": ("item_name",),
    "item_code": ("code",),
    "unit": ("department", "demanding_body", "approver"),
    "basis": ("legal_basis",),
    "issuer": ("issuing_body",),
    "remark": ("remark", "reason", "measures"),
}
_SAYS = ("disposition", "reform")
_NAMES = frozenset({"certificate", "item"})
_FORBIDS = re.compile(r"不(?:能|宜|可|得|实行|适用)|保留|要交|提交")
#: Rows that are notes below a table (注：…), not rows of it.
_NOTE = re.compile(r"^(?:注|说明|备注|填表|合计)\s*[::\d]")


def read_superior(raw: bytes, name: str, mode: Mode | None) -> Contents:
    """Read a superior list; *mode* is what its rows say where they do not say it themselves.

    Raises:
        Malformed: The file as a whole cannot be read, or no row in it looks like a heading.

    """
    book = open_workbook(raw, name)
    headed = [(sheet, heading) for sheet in book.sheets if (heading := find_heading(sheet))]
    if not headed:
        raise Malformed.at("file", "找不到表头。表里要有“证明名称”或“事项名称”，再加至少一列，例如“设定依据”")
    rows: list[SuperiorRow] = []
    faults: list[Fault] = []
    for sheet, heading in headed:
        _read_sheet(sheet, heading, mode, (rows, faults))
    return Contents(tuple(_numbered(rows)), tuple(faults))


def _read_sheet(
    sheet: Sheet, heading: Heading, mode: Mode | None, found: tuple[list[SuperiorRow], list[Fault]]
) -> None:
    rows, faults = found
    seen = {(row.certificate, row.item, row.unit): row.row for row in rows}
    places: dict[str, list[int]] = {}
    for column in heading.columns:
        places.setdefault(column.key, []).append(column.place)
    for number in range(max(heading.rows) + 1, len(sheet.rows)):
        if not any(plain(cell) for cell in sheet.rows[number]):
            continue
        cells = sheet.filled(number)
        read = _row(number + 1, cells, places, mode)
        if isinstance(read, SuperiorRow) and (read.certificate, read.item, read.unit) in seen:
            first = seen[read.certificate, read.item, read.unit]
            read = Fault(number + 1, f"和第{first}行重复，只读了前一行")
        if isinstance(read, Fault):
            faults.append(read)
        elif read is not None:
            seen[read.certificate, read.item, read.unit] = read.row
            rows.append(read)


def _row(
    number: int, cells: Sequence[str], places: Mapping[str, list[int]], mode: Mode | None
) -> SuperiorRow | Fault | None:
    """Return one row, the fault for which it is left out, or nothing where it is no row of the table."""
    said = {part: _text(part, cells, places) for part in _PARTS}
    first = next((plain(cell) for cell in cells if plain(cell)), "")
    if _NOTE.match(half_width(first)):
        return None
    if not said["certificate"] and not said["item"]:
        return Fault(number, "没有证明名称，也没有事项名称，没有读入")
    formula = next((cell for cell in cells if is_formula(cell)), "")
    if formula:
        return Fault(number, f"有一格以“{formula.strip()[:1]}”开头，表格软件会当成公式。请去掉开头的符号")
    for part, longest in LONGEST.items():
        if len(said[part]) > longest:
            return Fault(number, f"“{said[part][:12]}…”有{len(said[part])}个字，最多{longest}个字，请改短")
    becomes = _mode("；".join(_cells(_SAYS, cells, places)), mode)
    if becomes is None:
        return Fault(number, "没有写明能不能承诺，也不是取消，没有读入")
    return SuperiorRow(row=number, mode=becomes, **said)


def _mode(text: str, mode: Mode | None) -> Mode | None:
    """Return what a row says of itself, or else what the whole list says; nothing where neither says any of it."""
    if not text:
        return mode
    if "取消" in text:
        return Mode.CANCEL
    if _FORBIDS.search(text):
        return Mode.FORBID
    return Mode.ALLOW if "承诺" in text else None


def _text(part: str, cells: Sequence[str], places: Mapping[str, list[int]]) -> str:
    found = next(iter(_cells(_PARTS[part], cells, places)), "")
    text = half_width(found) if part == "item_code" else found
    return one_line(text) if part in _NAMES else text


def _cells(keys: Sequence[str], cells: Sequence[str], places: Mapping[str, list[int]]) -> Iterator[str]:
    for key in keys:
        for place in places.get(key, ()):
            text = plain(cells[place]) if place < len(cells) else ""
            if text:
                yield text


def _numbered(rows: Sequence[SuperiorRow]) -> Iterator[SuperiorRow]:
    """Yield rows with numbers that are unique over several sheets, which may each begin with row 2."""
    shift, last = 0, 0
    for row in rows:
        if row.row <= last - shift:
            shift = last
        last = row.row + shift
        yield SuperiorRow(**{name: getattr(row, name) for name in SuperiorRow.__slots__} | {"row": last})
