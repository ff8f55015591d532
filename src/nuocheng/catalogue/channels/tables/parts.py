"""The guard of one XML part of a workbook: it stops at what no plain table has."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import cache
from xml.parsers import expat

from nuocheng.catalogue.channels.tables.cells import letters
from nuocheng.catalogue.channels.tables.grid import SHEET_COLUMNS, SHEET_ROWS
from nuocheng.kernel.errors import Malformed

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FIRST_COLUMNS = {letters(place): place + 1 for place in range(SHEET_COLUMNS)}
_ENCODINGS = {None, "utf-8", "utf-16", "us-ascii", "ascii"}
#: Formulas named in a refusal, at most.
MOST_NAMED = 3
DOCUMENT_TYPE = "工作簿里夹带了外部实体定义（DOCTYPE），不是正常的表格，没有打开"


class Strings:
    """How long each shared string is: one long string in many cells is as good as a bomb."""

    def __init__(self) -> None:
        self.lengths = array("I")

    def may_exceed(self, cells: int, most: int) -> bool:
        """Say whether so many cells could have more than *most* signs together."""
        return cells * max(self.lengths, default=0) > most

    def total(self, used: Iterable[array[int]]) -> int:
        """Return how many signs all cells have together that refer to shared strings."""
        count = len(self.lengths)
        return sum(self.lengths[index] for indices in used for index in indices if index < count)


class PartGuard:
    """A parser of one part: it looks, keeps nothing, and raises at what must not be there."""

    def __init__(self, sheet: str, strings: Strings, *, counting: bool = False) -> None:
        self.sheet = sheet
        self.strings = strings
        self._counting = counting
        self.strings_used = array("I")
        self._row = self._column = self._filled = 0
        self._shared = False
        self._row_name = ""
        self._digits = ""
        self._formulas: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.StartElementHandler = self._root

    def feed(self, piece: bytes) -> None:
        """Look at the next piece.

        Raises:
            Malformed: There is something that no plain table has.

        """
        self._parser.Parse(piece, False)

    def close(self) -> None:
        """End the part.

        Raises:
            Malformed: There were formulas.

        """
        self._parser.Parse(b"", True)
        if self._formulas:
            self._refuse_formulas()

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding.lower() if encoding else None) not in _ENCODINGS:
            raise Malformed.at("file", f"工作簿用了不常见的文字编码{encoding}，没有打开。请另存后再导入")

    def _document_type(self, *_: object) -> None:
        raise Malformed.at("file", DOCUMENT_TYPE)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        root = name.rpartition(":")[2]
        self._parser.StartElementHandler = None
        if root in {"worksheet", "chartsheet"}:
            self._parser.StartElementHandler = self._in_sheet
        elif root == "sst":
            self._parser.StartElementHandler = self._in_strings
        elif root == "Types":
            self._parser.StartElementHandler = self._in_types
        elif root == "externalLink":
            raise Malformed.at("file", "工作簿链接了别的文件，没有打开。请断开链接、只留数值后再导入")

    def _in_types(self, name: str, attributes: dict[str, str]) -> None:
        said = attributes.get("ContentType", "").lower()
        if "macroenabled" in said or "vbaproject" in said or "macrosheet" in said:
            raise Malformed.at("file", "工作簿里有宏，没有打开。请另存为不带宏的Excel工作簿（.xlsx）后再导入")

    # Shared strings --------------------------------------------------------------------------------------

    def _in_strings(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self.strings.lengths.append(0)
            self._parser.CharacterDataHandler = self._count_text

    def _count_text(self, text: str) -> None:
        self.strings.lengths[-1] += len(text)

    # Sheets ----------------------------------------------------------------------------------------------

    def _in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        local = name if ":" not in name else name.rpartition(":")[2]
        if local == "c":
            self._at_cell(attributes.get("r", ""))
            self._shared = attributes.get("t") == "s"
        elif local in {"v", "is"}:
            self._with_value()
        elif local == "row":
            given = attributes.get("r", "")
            self._row_name = given if given.isascii() and given.isdecimal() else ""
            self._row = int(given) if self._row_name else self._row + 1
            self._column = 0
        elif local == "f":
            self._formula()

    def _at_cell(self, reference: str) -> None:
        if not reference:
            self._column += 1
            return
        # Nearly every cell lies in the row that it stands in, and in one of the first columns.
        if self._row_name and reference.endswith(self._row_name):
            near = _FIRST_COLUMNS.get(reference[: -len(self._row_name)])
            if near:
                self._row, self._column = int(self._row_name), near
                return
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise Malformed.at("file", "工作簿里有位置写错的单元格，请用表格软件打开，另存后再导入")
        self._row = int(match[2])
        self._column = _column(match[1])

    def _with_value(self) -> None:
        """Hold a cell that says something to the bounds of a sheet."""
        where = f"“{self.sheet}”的" if self.sheet else ""
        if self._row > SHEET_ROWS:
            raise Malformed.at(
                "file", f"{where}第{self._row}行还有内容，最多{SHEET_ROWS}行。请分成几个文件导入"
            )
        if self._column > SHEET_COLUMNS:
            place = letters(self._column - 1)
            raise Malformed.at("file", f"{where}{place}列还有内容，最多{SHEET_COLUMNS}列。请删掉用不着的列")
        if self._shared and self._counting:
            self._digits = ""
            self._parser.CharacterDataHandler = self._reading
            self._parser.EndElementHandler = self._read

    def _reading(self, text: str) -> None:
        self._digits += text

    def _read(self, name: str) -> None:
        self._parser.EndElementHandler = self._parser.CharacterDataHandler = None
        if self._digits.isascii() and self._digits.isdecimal() and len(self._digits) < 9:
            self.strings_used.append(int(self._digits))

    def _formula(self) -> None:
        self._formulas.append(f"{letters(self._column - 1)}{self._row}")
        if len(self._formulas) > MOST_NAMED:
            self._refuse_formulas()

    def _refuse_formulas(self) -> None:
        """Refuse the workbook for its formulas, the first of them by name.

        Raises:
            Malformed: Always.

        """
        raise Malformed.at("file", formulas_refused(self.sheet, self._formulas))


@cache
def _column(name: str) -> int:
    """Return the number of a column by its letters, counted from 1."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def formulas_refused(sheet: str, cells: list[str]) -> str:
    """Return the sentence that refuses a workbook for formulas in these cells."""
    advice = "请把公式改成数值（复制，选择性粘贴为数值）后再导入"
    if not cells:
        return f"“{sheet}”里有公式。{advice}" if sheet else f"表里有公式。{advice}"
    where = f"“{sheet}”的" if sheet else ""
    more = "等单元格" if len(cells) > MOST_NAMED else ""
    return f"{where}{'、'.join(cells[:MOST_NAMED])}{more}是公式。{advice}"
