"""What it costs to refuse a file that must not be read: CPU of each refusal, at the largest size that is read at all.

Run with ``python bench/refusing_files.py``. The control is the same formula found by parsing every cell, as it was
done before the first look: it must take longer than is allowed. A good file of the same size must go through.
"""

from __future__ import annotations

import io
import struct
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice

import xlsxwriter
import xlwt

from nuocheng.catalogue.channels.tables import LARGEST, archive, open_workbook
from nuocheng.catalogue.channels.tables.archive import UNPACKED, guard_archive
from nuocheng.kernel.errors import Malformed

CPU_AT_MOST = 1.0
_SPARE = 4 * 1024 * 1024
_HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = b"</sheetData></worksheet>"
_DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def main() -> None:
    """Refuse each file, and print what it cost."""
    print(f"拒收的时间：每份文件CPU ≤{CPU_AT_MOST:.0f}秒\n")
    late = [name for name, make in FILES.items() if not _measured(name, make)]
    sys.exit(f"太慢，或者没有拒收：{'、'.join(late)}" if late else 0)


def _measured(name: str, make: Callable[[], tuple[bytes, str]]) -> bool:
    raw, filename = make()
    slowly = name.startswith("对照：逐格")
    started = time.process_time()
    try:
        _guard_by_parsing(raw) if slowly else (
            _guard_only(raw) if "好文件" in name else open_workbook(raw, filename)
        )
        said = "没有拒收"
    except Malformed as fault:
        said = fault.text
    spent = time.process_time() - started
    fits = (
        (spent > CPU_AT_MOST)
        if slowly
        else (said == "没有拒收" if "好文件" in name else spent <= CPU_AT_MOST)
    )
    refused = "好文件" in name or said != "没有拒收"
    verdict = "符合" if fits and refused else "不符合"
    print(f"{name:14}{len(raw) / 1e6:>7.1f}MB{spent:>8.2f}秒  {verdict}  {said[:60]}")
    return fits and refused


def _guard_only(raw: bytes) -> None:
    guard_archive(raw)


def _guard_by_parsing(raw: bytes) -> None:
    """Guard an archive without the first look."""
    look, archive.scan = archive.scan, lambda *_: None
    try:
        guard_archive(raw)
    finally:
        archive.scan = look


# --- the files -------------------------------------------------------------------------------------------


def _rows() -> Iterator[bytes]:
    """Yield rows of a sheet, as full of cells as a sheet can be."""
    for row in range(1, 50_000):
        cells = "".join(
            f'<c r="{chr(65 + place)}{row}"><v>{(row * 7919 + place * 104729) % 99991}</v></c>'
            for place in range(26)
        )
        yield f'<row r="{row}">{cells}</row>'.encode()


def _sheet(last: bytes) -> bytes:
    """Return a sheet nearly as large as what may be unpacked, with a last cell."""
    out, size = [_HEAD], 0
    for row in _rows():
        size += len(row)
        if size > UNPACKED - _SPARE:
            break
        out.append(row)
    return b"".join([*out, b'<row r="49999">', last, b"</row>", _TAIL])


def _book(**parts: bytes) -> bytes:
    """Return a workbook with these parts in the place of its own, the last one at its very end."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet().write_string(0, 0, "证明名称")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(plain) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


_SHEET = "xl/worksheets/sheet1.xml"


def _formula() -> tuple[bytes, str]:
    return _book(**{_SHEET: _sheet(b'<c r="Z49999"><f>1+1</f><v>2</v></c>')}), "a.xlsx"


def _good() -> tuple[bytes, str]:
    return _book(**{_SHEET: _sheet(b'<c r="Z49999"><v>2</v></c>')}), "a.xlsx"


def _entity() -> tuple[bytes, str]:
    sheet = _sheet(b'<c r="Z49999"><v>2</v></c>')
    return _book(**{_SHEET: sheet, "xl/zz.xml": _DOCTYPE + b"<x>&e;</x>"}), "a.xlsx"


def _bomb() -> tuple[bytes, str]:
    return _book(**{_SHEET: b" " * 300 * 1024 * 1024}), "a.xlsx"


def _lying_bomb() -> tuple[bytes, str]:
    """Return a bomb whose table of contents says that it is small."""
    size = 300 * 1024 * 1024
    raw = _book(**{_SHEET: b" " * size})
    return raw.replace(struct.pack("<I", size), struct.pack("<I", UNPACKED - _SPARE)), "a.xlsx"


def _wrong_type() -> tuple[bytes, str]:
    return (b"%PDF-1.7\n" + bytes(islice(iter(lambda: 65, 0), LARGEST))[: LARGEST - 16]), "a.xlsx"


def _old_formula() -> tuple[bytes, str]:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row in range(36_000):
        for place in range(20):
            sheet.write(row, place, row * 1.37 + place)
    sheet.write(36_000, 0, xlwt.Formula("1+1"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "a.xls"


FILES: dict[str, Callable[[], tuple[bytes, str]]] = {
    "最后一格是公式": _formula,
    "对照：逐格读出公式": _formula,
    "最后一部分有外部实体": _entity,
    "300MB压缩炸弹": _bomb,
    "说小的炸弹": _lying_bomb,
    "PDF冒充表格": _wrong_type,
    "旧版表格的公式": _old_formula,
    "对照：好文件要收": _good,
}

if __name__ == "__main__":
    main()
