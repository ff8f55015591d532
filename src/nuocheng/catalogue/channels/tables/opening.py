"""Opening a file: guarded first, by its content and within bounds; then read into sheets of texts."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from nuocheng.catalogue.channels.tables.archive import guard_archive
from nuocheng.catalogue.channels.tables.cells import as_text
from nuocheng.catalogue.channels.tables.compound import guard_compound
from nuocheng.catalogue.channels.tables.grid import SHEET_COLUMNS, SHEET_ROWS, Merged, Sheet, Workbook
from nuocheng.catalogue.channels.tables.kinds import CSV, XLSX, kind_of
from nuocheng.catalogue.channels.tables.text import read_csv
from nuocheng.kernel.errors import Malformed

_BROKEN = "文件坏了，读不出来。请用表格软件打开，另存为Excel工作簿（.xlsx）后再导入"


def open_workbook(raw: bytes, name: str) -> Workbook:
    """Open the table in a file: XLSX, XLS or CSV, as its name and its content both say.

    Raises:
        Malformed: The file as a whole is refused: the wrong type, too large, encrypted, broken, or with
            macros, formulas, links to other files, or an external entity.

    """
    kind = kind_of(raw, name)
    if kind == CSV:
        return read_csv(raw, name)
    (guard_archive if kind == XLSX else guard_compound)(raw)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            sheets = tuple(
                _sheet(book.get_sheet_by_name(one.name), hidden=one.visible != SheetVisibleEnum.Visible)
                for one in book.sheets_metadata
            )
    except (CalamineError, ValueError, OverflowError) as fault:
        raise Malformed.at("file", _BROKEN) from fault
    return Workbook(name, kind, sheets, raw)


def _sheet(found: CalamineSheet, *, hidden: bool) -> Sheet:
    if hidden:
        return Sheet(found.name, (), hidden=True)
    rows = [[as_text(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    merged = [Merged(*top, *bottom) for top, bottom in found.merged_cell_ranges or ()]
    kept = tuple(one for one in merged if one.bottom < SHEET_ROWS and one.left < SHEET_COLUMNS)
    _guard_merged(found.name, kept, rows)
    deepest = max((one.bottom + 1 for one in kept if one.top < len(rows)), default=0)
    rows += [[] for _ in range(deepest - len(rows))]
    return Sheet(found.name, rows, kept)


def _guard_merged(name: str, merged: tuple[Merged, ...], rows: list[list[str]]) -> None:
    """Let a sheet go on only if its merged cells do not lie on each other.

    Raises:
        Malformed: They do: together they are larger than the sheet.

    """
    room = SHEET_COLUMNS * (max((one.bottom + 1 for one in merged), default=0) + len(rows))
    area = sum((one.bottom - one.top + 1) * (min(one.right, SHEET_COLUMNS) - one.left + 1) for one in merged)
    if area > room:
        raise Malformed.at("file", f"“{name}”里的合并单元格互相重叠，请用表格软件打开，另存后再导入")
