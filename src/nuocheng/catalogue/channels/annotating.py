"""Writing a column of texts into an XLSX and leaving every other byte of its parts as it was: looks, pictures, all.

Reading a workbook into objects and writing them again costs a hundred times as much memory and loses what the
library does not know. What is written differently than usual (prefixed names, rows without numbers) is left to it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from nuocheng.catalogue.channels.tables.archive import sheet_parts
from nuocheng.catalogue.channels.tables.cells import letters

_ROW = re.compile(rb"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_NUMBER = re.compile(rb'\br="(\d+)"')
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_SPANS = re.compile(rb'\s+spans="[^"]*"')
_COLUMNS = re.compile(rb"<cols>(.*?)</cols>", re.DOTALL)
_COLUMN = re.compile(rb'<col\b(?=[^>]*\bmin="\d+")(?=[^>]*\bmax="\d+")[^>]*/>')
_MIN, _MAX = re.compile(rb'\bmin="(\d+)"'), re.compile(rb'\bmax="(\d+)"')
#: How wide the column is, in digits.
WIDTH = 48
_DIMENSION = re.compile(rb"<dimension\b[^>]*/>")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FILL = b'<fill><patternFill patternType="solid"><fgColor rgb="FFFCE4D6"/><bgColor indexed="64"/></patternFill></fill>'
_STYLES = "xl/styles.xml"
#: What to write into a sheet: the place of the column, and the text of each row.
Column = tuple[int, Mapping[int, str]]


def annotated(raw: bytes, columns: Mapping[str, Column]) -> bytes | None:
    """Return a workbook with a column of texts in each of these sheets, or nothing if it is written unusually."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before:
        changed = _changed(
            before, {part: columns[name] for part, name in sheet_parts(raw).items() if name in columns}
        )
        if changed is None:
            return None
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
            for entry in before.infolist():
                content = changed.pop(entry.filename, None)
                after.writestr(entry.filename, before.read(entry) if content is None else content)
    return out.getvalue()


def _changed(archive: zipfile.ZipFile, columns: Mapping[str, Column]) -> dict[str, bytes] | None:
    """Return the parts that become others, by name: the sheets, and the styles with one more look."""
    names = {name.lower(): name for name in archive.namelist()}
    styles, look = _with_look(archive.read(names[_STYLES])) if _STYLES in names else (b"", b"")
    changed = {names[_STYLES]: styles} if look else {}
    for part, (place, texts) in columns.items():
        sheet = _with_column(archive.read(names[part]), place, texts, look) if part in names else None
        if sheet is None:
            return None
        changed[names[part]] = sheet
    return changed


def _with_look(styles: bytes) -> tuple[bytes, bytes]:
    """Return the styles with one more, a coloured cell with wrapped text, and the attribute that names it."""
    fills = _counted(styles, b"fills", b"fill", _FILL)
    if fills is None:
        return styles, b""
    styles_filled, fill = fills
    look = (
        b'<xf numFmtId="0" fontId="0" fillId="%d" borderId="0" xfId="0" applyFill="1" applyAlignment="1">'
        b'<alignment vertical="top" wrapText="1"/></xf>' % fill
    )
    found = _counted(styles_filled, b"cellXfs", b"xf", look)
    return (styles, b"") if found is None else (found[0], b' s="%d"' % found[1])


def _counted(text: bytes, of: bytes, one: bytes, more: bytes) -> tuple[bytes, int] | None:
    """Return the text with one more element at the end of a list, and its place in the list."""
    match = re.search(rb"<%s\b[^>]*>(.*?)</%s>" % (of, of), text, re.DOTALL)
    if match is None:
        return None
    count = len(re.findall(rb"<%s\b" % one, match[1]))
    listed = b'<%s count="%d">%s%s</%s>' % (of, count + 1, match[1], more, of)
    return text[: match.start()] + listed + text[match.end() :], count


def _with_column(sheet: bytes, place: int, texts: Mapping[int, str], look: bytes) -> bytes | None:
    """Return a sheet with its column, or nothing if a row that should have a text was not found."""
    done: set[int] = set()

    def rewritten(match: re.Match[bytes]) -> bytes:
        number = _NUMBER.search(match[1])
        row = int(number[1]) if number else 0
        if row not in texts or row in done:
            return match[0]
        done.add(row)
        cell = _cell(f"{letters(place)}{row}", texts[row], look)
        return b"<row%s>%s</row>" % (_SPANS.sub(b"", match[1]), _put(match[2] or b"", place, cell))

    written = _DIMENSION.sub(b"", _ROW.sub(rewritten, sheet), count=1)
    return _with_width(written, place + 1) if done == set(texts) else None


def _with_width(sheet: bytes, number: int) -> bytes:
    """Return a sheet in which one column, counted from 1, is wide enough to read."""
    wide = b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (number, number, WIDTH)
    match = _COLUMNS.search(sheet)
    if match is None:
        return sheet.replace(b"<sheetData", b"<cols>%s</cols><sheetData" % wide, 1)
    before, after = b"", b""
    for one in _COLUMN.finditer(match[1]):
        first, last = (int(found[1]) for found in (_MIN.search(one[0]), _MAX.search(one[0])) if found)
        before += _reaching(one[0], first, min(last, number - 1))
        after += _reaching(one[0], max(first, number + 1), last)
    return sheet[: match.start(1)] + before + wide + after + sheet[match.end(1) :]


def _reaching(column: bytes, first: int, last: int) -> bytes:
    """Return the looks of a run of columns for a part of it, or nothing where no part is left."""
    if first > last:
        return b""
    return _MAX.sub(b'max="%d"' % last, _MIN.sub(b'min="%d"' % first, column, count=1), count=1)


def _put(cells: bytes, place: int, cell: bytes) -> bytes:
    """Return the cells of a row with one more in its place."""
    name = letters(place).encode()
    for match in _CELL.finditer(cells):
        if match[1] == name:
            return cells[: match.start()] + cell + cells[match.end() :]
        if (len(match[1]), match[1]) > (len(name), name):
            return cells[: match.start()] + cell + cells[match.start() :]
    return cells + cell


def _cell(reference: str, text: str, look: bytes) -> bytes:
    plain = escape(_UNSEEN.sub("", text)).encode()
    return b'<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (
        reference.encode(),
        look,
        plain,
    )
