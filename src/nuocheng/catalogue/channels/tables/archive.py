"""XLSX files before anything reads them: bounds on the archive, and nothing in it but plain tables.

An XLSX file is a ZIP archive of XML parts. Every part is inflated here once, a piece at a time and counted, and
goes through a parser that stops at the first document type, formula or cell out of bounds. Only a file that passes
is given to the reader, which keeps every cell of the used area in memory and would believe whatever it says.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from array import array
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

from nuocheng.catalogue.channels.tables.parts import PartGuard, Strings
from nuocheng.catalogue.channels.tables.scanning import scan
from nuocheng.kernel.errors import Malformed

MOST_PARTS = 2_000
UNPACKED = 80 * 1024 * 1024
#: Real tables are packed ten to fifty times smaller; only emptiness is packed more.
PACKED_AT_MOST = 250
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_SMALL = 4 * 1024 * 1024
_PIECE = 256 * 1024
_STRINGS_AT_MOST = 64 * 1024 * 1024
#: The fewest bytes in which a cell refers to a shared string.
_SMALLEST_CELL = 20
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_NO_TABLE = (
    ("word/", "Word文档"),
    ("ppt/", "演示文稿"),
    ("ofd.xml", "OFD文件"),
    ("xl/workbook.bin", "二进制工作簿"),
)
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BROKEN = "文件坏了，读不出来。请用表格软件打开，另存为Excel工作簿（.xlsx）后再导入"


def guard_archive(raw: bytes) -> None:
    """Let an XLSX file go on to the reader only if it is a plain table within bounds.

    Raises:
        Malformed: It is no workbook, too large when unpacked, encrypted, broken, or has macros, links to other
            files, a document type, or formulas.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _guard(raw, archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ET.ParseError) as fault:
        raise Malformed.at("file", _BROKEN) from fault
    except expat.ExpatError as fault:
        raise Malformed.at("file", _BROKEN) from fault


def sheet_parts(raw: bytes) -> Mapping[str, str]:
    """Return the name of each sheet of a workbook that passed, by the part that holds it."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return _sheet_names(raw, archive.infolist())


def _guard(raw: bytes, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    _guard_list(entries, archive.comment)
    names = _sheet_names(raw, entries)
    for entry in entries:
        scan(_inflated(raw, entry), names.get(entry.filename.lower(), ""))
    strings, used = Strings(), []
    for entry in sorted(entries, key=lambda one: not one.filename.lower().endswith("sharedstrings.xml")):
        counting = strings.may_exceed(entry.file_size // _SMALLEST_CELL, _STRINGS_AT_MOST)
        guard = PartGuard(names.get(entry.filename.lower(), ""), strings, counting=counting)
        used.append(_guard_part(raw, entry, guard))
    if strings.total(used) > _STRINGS_AT_MOST:
        raise Malformed.at("file", "单元格里的文字太多，请分成几个文件导入")


def _guard_part(raw: bytes, entry: zipfile.ZipInfo, guard: PartGuard) -> array[int]:
    """Look at one part, and return which shared strings it refers to."""
    named_xml = entry.filename.lower().endswith((".xml", ".rels"))
    looking = named_xml
    for number, piece in enumerate(_inflated(raw, entry)):
        if not number:
            looking = (
                named_xml or piece.lstrip(_BEFORE_XML)[:1] == b"<" or piece[:2] in {b"\xff\xfe", b"\xfe\xff"}
            )
        if looking:
            looking = _feed(guard, piece, strict=named_xml)
    if looking:
        guard.close()
    return guard.strings_used


def _feed(guard: PartGuard, piece: bytes, *, strict: bool) -> bool:
    """Let the guard look at a piece; old drawings (.vml) are XML only by name, and nobody reads them here."""
    try:
        guard.feed(piece)
    except expat.ExpatError:
        if strict:
            raise
        return False
    return True


def _guard_list(entries: list[zipfile.ZipInfo], comment: bytes) -> None:
    """Let an archive go on by its table of contents alone.

    Raises:
        Malformed: It is no workbook, or holds or claims to hold what a plain table does not.

    """
    names = [one.filename.lower() for one in entries]
    if len(entries) > MOST_PARTS:
        raise Malformed.at(
            "file", f"文件里有{len(entries)}个部分，比表格应有的多得多，没有打开。请另存后再导入"
        )
    if sum(one.file_size for one in entries) > UNPACKED:
        raise Malformed.at(
            "file",
            f"文件展开后超过{UNPACKED // 1024 // 1024}MB，没有打开。请删掉用不着的内容，或分成几个文件",
        )
    if any(
        one.file_size > _SMALL and one.file_size > PACKED_AT_MOST * max(one.compress_size, 1)
        for one in entries
    ):
        raise Malformed.at("file", "文件压缩得异乎寻常，不像表格，没有打开。请另存后再导入")
    if any(one.flag_bits & 1 for one in entries):
        raise Malformed.at("file", "文件加了密码，读不出来。请去掉密码后再导入")
    if _WORKBOOK not in names:
        found = next(
            (title for part, title in _NO_TABLE if any(name.startswith(part) for name in names)), "压缩包"
        )
        raise Malformed.at(
            "file", f"文件名写的是.xlsx，内容其实是{found}。请用表格软件另存为Excel工作簿（.xlsx）"
        )
    if len(set(names)) < len(names) or comment:
        raise Malformed.at("file", _BROKEN)
    _guard_parts(names)


def _guard_parts(names: list[str]) -> None:
    if any(
        "vbaproject" in name or name.startswith(("xl/macrosheets/", "xl/dialogsheets/")) for name in names
    ):
        raise Malformed.at("file", "工作簿里有宏，没有打开。请另存为不带宏的Excel工作簿（.xlsx）后再导入")
    if any(name.startswith("xl/externallinks/") or name == "xl/connections.xml" for name in names):
        raise Malformed.at("file", "工作簿链接了别的文件或数据，没有打开。请断开链接、只留数值后再导入")


def _inflated(raw: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of one part piece by piece, counted, whatever its size is said to be.

    Raises:
        Malformed: It holds more than it says.

    """
    start = entry.header_offset
    if raw[start : start + 4] != b"PK\x03\x04" or entry.compress_type not in {0, 8}:
        raise zipfile.BadZipFile
    start += 30 + int.from_bytes(raw[start + 26 : start + 28], "little")
    start += int.from_bytes(raw[entry.header_offset + 28 : entry.header_offset + 30], "little")
    end, counted = start + entry.compress_size, 0
    inflater = zlib.decompressobj(-15) if entry.compress_type else None
    for at in range(start, end, _PIECE):
        piece = raw[at : min(at + _PIECE, end)]
        for part in _parts(inflater, piece):
            counted += len(part)
            if counted > entry.file_size:
                raise Malformed.at("file", "文件展开后比它写明的大，不是正常的表格，没有打开")
            yield part
    last = inflater.flush() if inflater else b""
    if counted + len(last) != entry.file_size:
        raise zipfile.BadZipFile
    yield last


def _parts(inflater: Any, piece: bytes) -> Iterator[bytes]:
    """Yield what a piece of an archive becomes, never more than a piece at a time."""
    while piece and inflater is not None:
        yield inflater.decompress(piece, _PIECE)
        piece = inflater.unconsumed_tail
    if piece:
        yield piece


def _sheet_names(raw: bytes, entries: list[zipfile.ZipInfo]) -> Mapping[str, str]:
    """Return the name of each sheet by the part that holds it."""
    parts = {one.filename.lower(): one for one in entries}
    trees = []
    for name in (_WORKBOOK, _RELATIONS):
        if name not in parts:
            raise Malformed.at("file", _BROKEN)
        text = b"".join(_inflated(raw, parts[name]))
        guard = PartGuard("", Strings())
        guard.feed(text)
        guard.close()
        trees.append(ET.fromstring(text))  # noqa: S314 - a document type was just ruled out
    targets = {one.get("Id", ""): one.get("Target", "") for one in trees[1]}
    named = {}
    for one in trees[0].iter():
        if one.tag.endswith("}sheet"):
            target = targets.get(one.get(_R_ID, ""), "").lstrip("/").lower()
            if not target.endswith(".xml"):
                raise Malformed.at("file", _BROKEN)
            named[target if target.startswith("xl/") else f"xl/{target}"] = one.get("name", "")
    return named
