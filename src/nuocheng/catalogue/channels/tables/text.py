"""CSV files: whatever encoding table software here writes, rows of cells as they stand."""

from __future__ import annotations

import csv
import io

from nuocheng.catalogue.channels.tables.cells import plain
from nuocheng.catalogue.channels.tables.grid import SHEET_COLUMNS, SHEET_ROWS, Sheet, Workbook
from nuocheng.catalogue.channels.tables.kinds import CSV
from nuocheng.kernel.errors import Malformed


def read_csv(raw: bytes, name: str) -> Workbook:
    """Read a CSV file as a workbook of one nameless sheet.

    Raises:
        Malformed: It is in no encoding we know, no CSV, or too large.

    """
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(_decoded(raw), newline=""), strict=True):
            rows.append([one.replace("\r\n", "\n") for one in cells])
            _within_bounds(rows)
    except csv.Error as fault:
        raise Malformed.at("file", "文件里的引号没有配对，请用表格软件打开，另存为CSV后再导入") from fault
    while rows and not any(plain(cell) for cell in rows[-1]):
        rows.pop()
    return Workbook(name, CSV, (Sheet("", rows),), raw)


def _within_bounds(rows: list[list[str]]) -> None:
    if len(rows) > SHEET_ROWS:
        raise Malformed.at("file", f"超过{SHEET_ROWS}行，请分成几个文件导入")
    if len(rows[-1]) > SHEET_COLUMNS:
        raise Malformed.at("file", f"第{len(rows)}行超过{SHEET_COLUMNS}列，请删掉用不着的列")


def _decoded(raw: bytes) -> str:
    """Return the text of a file in UTF-8 or, as table software in China still writes it, GB18030.

    Raises:
        Malformed: It is neither.

    """
    if b"\0" in raw:
        raise Malformed.at("file", "这不是CSV文本文件，请用表格软件另存为CSV（UTF-8）后再导入")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Malformed.at("file", "认不出文件的文字编码，请另存为CSV（UTF-8）后再导入")
