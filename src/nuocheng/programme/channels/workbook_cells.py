"""The cells of a small workbook or CSV, read without trusting it: size, kind, entities and formulas are looked at first."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook

from nuocheng.kernel.errors import Malformed

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 300
MOST_ROWS, MOST_COLUMNS = 2000, 60
_FORMULA = re.compile(rb"<f[ >/]")
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)

Cells = list[list[str]]


def read_cells(raw: bytes, name: str) -> Cells:
    """Return the cells of the first sheet that says anything, as text.

    Raises:
        Malformed: The file is too large, of another kind, damaged, or carries formulas or entities.

    """
    ending = PurePath(name).suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        shown = ending or "没有扩展名的文件"
        raise _refused(f"只能读.xlsx和.csv文件，您给的是{shown}，请在表格软件里另存后再导入")
    if not raw:
        raise _refused("文件是空的，请重新选")
    if len(raw) > LARGEST:
        raise _refused(f"文件超过{LARGEST // 1024 // 1024}MB，联系表不会有这么大，请核对是不是选错了")
    cells = _workbook(raw) if ending == ".xlsx" else _csv(raw)
    if len(cells) > MOST_ROWS:
        raise _refused(f"表里超过{MOST_ROWS}行，请核对是不是选错了")
    return [row[:MOST_COLUMNS] for row in cells]


def _refused(text: str) -> Malformed:
    return Malformed.at("file", text)


def _workbook(raw: bytes) -> Cells:
    _look_inside(raw)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [book.get_sheet_by_name(one).to_python(skip_empty_area=False) for one in book.sheet_names]
    except (CalamineError, OSError, ValueError) as broken:
        raise _refused("这个文件打不开，可能已经损坏，请在表格软件里另存后再导入") from broken
    for sheet in sheets:
        cells = [[_text(cell) for cell in row] for row in sheet]
        if any(any(row) for row in cells):
            return cells
    return []


def _look_inside(raw: bytes) -> None:
    """Let a workbook through only if what it unpacks to is small, and holds neither entities nor formulas."""
    if not raw.startswith(b"PK"):
        raise _refused("这个文件打不开，可能不是真正的.xlsx文件，请在表格软件里另存后再导入")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _look_at_parts(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as broken:
        raise _refused("这个文件打不开，可能已经损坏或设了密码，请另存后再导入") from broken


def _look_at_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
        raise _refused("文件解开以后太大，不像一张联系表，请核对是不是选错了")
    for one in parts:
        if not one.filename.lower().endswith((".xml", ".rels")):
            continue
        with packed.open(one) as opened:
            content = opened.read(LARGEST_UNPACKED + 1)
        if _ENTITY.search(content):
            raise _refused("文件里有不该有的内容（实体声明），不能导入，请重新做一张表")
        if "worksheets/" in one.filename and _FORMULA.search(content):
            raise _refused("表里有公式，请复制后“只粘贴数值”，再导入")


def _csv(raw: bytes) -> Cells:
    text = _decoded(raw)
    if "\0" in text:
        raise _refused("这个文件打不开，可能不是真正的.csv文件，请另存后再导入")
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as broken:
        raise _refused("这个文件读不懂，请在表格软件里另存为CSV后再导入") from broken


def _decoded(raw: bytes) -> str:
    """Read what Chinese table software writes: UTF-8 with or without a mark, or GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused("文件的文字编码认不出来，请另存为UTF-8的CSV后再导入")


def _text(cell: object) -> str:
    """Return a cell as people see it: a number typed as a telephone is no fraction."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
