"""Old Office files before anything reads them: the compound file (OLE2), and the records of an XLS workbook."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from nuocheng.catalogue.channels.tables.cells import letters
from nuocheng.catalogue.channels.tables.grid import SHEET_COLUMNS, SHEET_ROWS
from nuocheng.catalogue.channels.tables.parts import formulas_refused
from nuocheng.kernel.errors import Malformed

_BROKEN = "文件坏了，读不出来。请用表格软件打开，另存为Excel工作簿（.xlsx）后再导入"
_END_OF_CHAIN = 0xFFFFFFFA
_MACROS = {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"}
_OTHERS = {"WordDocument": "Word文档", "PowerPoint Document": "演示文稿"}
#: Records of a workbook stream that matter here.
_BOUND_SHEET, _FILE_PASS, _SUP_BOOK, _SHARED_STRINGS, _CONTINUE, _LABEL_SST = (
    0x85,
    0x2F,
    0x01AE,
    0xFC,
    0x3C,
    0xFD,
)
_FORMULAS = {0x0006, 0x0206, 0x0406, 0x0021, 0x0221}
_CELLS = {0x0203, 0x0204, 0x027E, 0xBD, _LABEL_SST, 0x0205, 0xD6, *_FORMULAS}
_SAME_BOOK = {0x0401, 0x3A01}
_STRINGS_AT_MOST = 64 * 1024 * 1024
_WORKSHEET, _CHART = 0, 2


def guard_compound(raw: bytes) -> None:
    """Let an XLS file go on to the reader only if it is a plain table within bounds.

    Raises:
        Malformed: It is no workbook, encrypted, broken, too large, or has macros, links to other files, or
            formulas.

    """
    try:
        streams = _Compound(raw)
        names = set(streams.entries)
        if "EncryptedPackage" in names or "EncryptionInfo" in names:
            raise Malformed.at("file", "文件加了密码，读不出来。请去掉密码后再导入")
        if names & _MACROS:
            raise Malformed.at("file", "工作簿里有宏，没有打开。请另存为不带宏的Excel工作簿（.xlsx）后再导入")
        book = next((name for name in ("Workbook", "Book", "WORKBOOK") if name in names), "")
        if not book:
            found = next((title for name, title in _OTHERS.items() if name in names), "别的旧版Office文件")
            raise Malformed.at("file", f"文件名写的是.xls，内容其实是{found}。请用表格软件另存为.xlsx")
        _Records(streams.read(book)).guard()
    except (struct.error, IndexError, ValueError, UnicodeDecodeError) as fault:
        raise Malformed.at("file", _BROKEN) from fault


class _Compound:
    """The streams of a compound file by name."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._size = 1 << struct.unpack_from("<H", raw, 30)[0]
        self._mini_size = 1 << struct.unpack_from("<H", raw, 32)[0]
        if self._size not in {512, 4096} or self._mini_size != 64:
            raise ValueError
        self._table = self._allocation()
        first = struct.unpack_from("<I", raw, 48)[0]
        self._cutoff = struct.unpack_from("<I", raw, 56)[0]
        self.entries: dict[str, tuple[int, int]] = {}
        self._mini = (0, 0)
        directory = self._chained(first)
        for at in range(0, len(directory), 128):
            self._enter(directory[at : at + 128])

    def _enter(self, entry: bytes) -> None:
        length = min(struct.unpack_from("<H", entry, 64)[0], 64)
        where = struct.unpack_from("<I", entry, 116)[0], struct.unpack_from("<I", entry, 120)[0]
        if entry[66] == 5:
            self._mini = where
        elif entry[66]:
            self.entries[entry[: max(length - 2, 0)].decode("utf-16-le")] = where

    def _allocation(self) -> array[int]:
        """Return the table that says which sector comes after which."""
        sectors = [one for one in struct.unpack_from("<109I", self._raw, 76) if one < _END_OF_CHAIN]
        following, count = struct.unpack_from("<II", self._raw, 68)
        for _ in range(min(count, len(self._raw) // self._size)):
            if following >= _END_OF_CHAIN:
                break
            more = array("I", self._sector(following))
            sectors += [one for one in more[:-1] if one < _END_OF_CHAIN]
            following = more[-1]
        table = array("I")
        for one in sectors[: len(self._raw) // self._size + 1]:
            table.frombytes(self._sector(one))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        found = self._raw[start : start + self._size]
        return found + bytes(-len(found) % 4) if found else bytes(self._size)

    def _chained(self, first: int) -> bytes:
        return b"".join(self._sector(one) for one in _chain(first, self._table))

    def read(self, name: str) -> bytes:
        """Return the whole of one stream.

        Raises:
            ValueError: Its sectors go in a circle.

        """
        first, size = self.entries[name]
        if size >= self._cutoff:
            return self._chained(first)[:size]
        mini = self._chained(self._mini[0])
        table = array("I")
        table.frombytes(self._chained(struct.unpack_from("<I", self._raw, 60)[0]))
        pieces = (mini[one * 64 : one * 64 + 64] for one in _chain(first, table))
        return b"".join(pieces)[:size]


def _chain(first: int, table: array[int]) -> Iterator[int]:
    """Yield the sectors of a chain.

    Raises:
        ValueError: It goes in a circle.

    """
    for _ in range(len(table) + 1):
        if first >= _END_OF_CHAIN:
            return
        yield first
        first = table[first]
    raise ValueError


class _Records:
    """The records of a workbook stream, walked once."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._sheets: list[tuple[int, str]] = []
        self._formulas: list[str] = []
        self._strings: list[bytes] = []
        self._labels = array("I")
        self._last = 0
        self._sheet_at = ""
        self._until = 0

    def guard(self) -> None:
        """Let the workbook go on only if nothing in it is out of bounds.

        Raises:
            Malformed: Something is.

        """
        at, length = 0, len(self._stream)
        while at + 4 <= length:
            kind, size = struct.unpack_from("<HH", self._stream, at)
            self._look(kind, self._stream[at + 4 : at + 4 + size], at)
            at += 4 + size
        if self._formulas:
            raise Malformed.at("file", formulas_refused(self._sheet_at, self._formulas))
        if self._labels and self._signs() > _STRINGS_AT_MOST:
            raise Malformed.at("file", "单元格里的文字太多，请分成几个文件导入")

    def _look(self, kind: int, data: bytes, at: int) -> None:
        if kind in _CELLS:
            self._cell(kind, data, at)
        elif kind == _BOUND_SHEET:
            self._bound_sheet(data)
        elif kind == _FILE_PASS:
            raise Malformed.at("file", "文件加了密码，读不出来。请去掉密码后再导入")
        elif kind == _SUP_BOOK and len(data) >= 4 and struct.unpack_from("<H", data, 2)[0] not in _SAME_BOOK:
            raise Malformed.at("file", "工作簿链接了别的文件，没有打开。请断开链接、只留数值后再导入")
        elif kind == _SHARED_STRINGS or (kind == _CONTINUE and self._last == _SHARED_STRINGS):
            self._strings.append(data)
        if kind != _CONTINUE:
            self._last = kind

    def _bound_sheet(self, data: bytes) -> None:
        start, _, kind, count = struct.unpack_from("<IBBB", data)
        if kind not in {_WORKSHEET, _CHART}:
            raise Malformed.at("file", "工作簿里有宏，没有打开。请另存为不带宏的Excel工作簿（.xlsx）后再导入")
        wide = len(data) > 7 and data[7] == 1
        text = data[8 : 8 + 2 * count].decode("utf-16-le") if wide else data[8 : 8 + count].decode("latin-1")
        self._sheets.append((start, text))

    def _enter_sheet(self, at: int) -> None:
        """Note in which sheet a place of the stream lies, and where the next sheet begins."""
        self._sheet_at = max((one for one in self._sheets if one[0] <= at), default=(0, ""))[1]
        self._until = min((start for start, _ in self._sheets if start > at), default=len(self._stream))

    def _cell(self, kind: int, data: bytes, at: int) -> None:
        row, column = struct.unpack_from("<HH", data)
        if at >= self._until:
            self._enter_sheet(at)
        where = f"“{self._sheet_at}”的" if self._sheet_at else ""
        if row >= SHEET_ROWS:
            raise Malformed.at(
                "file", f"{where}第{row + 1}行还有内容，最多{SHEET_ROWS}行。请分成几个文件导入"
            )
        if column >= SHEET_COLUMNS:
            raise Malformed.at(
                "file", f"{where}{letters(column)}列还有内容，最多{SHEET_COLUMNS}列。请删掉用不着的列"
            )
        if kind in _FORMULAS:
            self._formulas.append(f"{letters(column)}{row + 1}")
            if len(self._formulas) > 3:
                raise Malformed.at("file", formulas_refused(self._sheet_at, self._formulas))
        elif kind == _LABEL_SST and len(data) >= 10:
            self._labels.append(struct.unpack_from("<I", data, 6)[0])

    def _signs(self) -> int:
        lengths = _string_lengths(self._strings)
        return sum(lengths[one] for one in self._labels if one < len(lengths))


def _string_lengths(pieces: list[bytes]) -> array[int]:
    """Return the length of each shared string, those broken over several records included."""
    lengths = array("I")
    piece, at = 0, 8
    while piece < len(pieces):
        if at >= len(pieces[piece]):
            piece, at = piece + 1, at - len(pieces[piece]) if at > len(pieces[piece]) else 0
            continue
        count, flags = struct.unpack_from("<HB", pieces[piece], at)
        at += 3
        runs = extra = 0
        if flags & 8:
            runs = struct.unpack_from("<H", pieces[piece], at)[0]
            at += 2
        if flags & 4:
            extra = struct.unpack_from("<I", pieces[piece], at)[0]
            at += 4
        lengths.append(count)
        piece, at = _past(pieces, piece, at, count, flags & 1)
        at += 4 * runs + extra
    return lengths


def _past(pieces: list[bytes], piece: int, at: int, count: int, wide: int) -> tuple[int, int]:
    """Return where the signs of a string end; a continuing record begins with its own width."""
    while count:
        room = (len(pieces[piece]) - at) >> wide
        if room >= count:
            return piece, at + (count << wide)
        count -= room
        piece += 1
        wide, at = pieces[piece][0] & 1, 1
    return piece, at
