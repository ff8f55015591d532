"""The lines of a table by meaning: headings, titles, notes and merged cells taken away, every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nuocheng.catalogue.channels.columns import BY_KEY, FORMS, TITLES, About, Column, bare
from nuocheng.catalogue.channels.matching import Items, Matched, Matching
from nuocheng.catalogue.channels.matching import Units as UnitsFrom
from nuocheng.catalogue.channels.tables import MOST_ROWS, Sheet, Workbook
from nuocheng.catalogue.channels.tables.cells import is_formula, normal, one_line, plain, restored
from nuocheng.catalogue.channels.tables.kinds import CSV
from nuocheng.catalogue.channels.units import Units
from nuocheng.kernel.errors import Malformed

_NOTE = re.compile(r"^(?:注|说明|备注|填表|填报|联系|审核|负责人|经办|制表|单位负责人|以上|本表|\*|※)")
_TOTAL = frozenset({"合计", "总计", "小计", "共计"})
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WHOLE_ROW = "整行"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a table: where it is, what is wrong, and what to do about it."""

    row: int
    column: str
    reason: str
    advice: str
    sheet: str = ""

    def __str__(self) -> str:
        """Write the fault as one line."""
        where = f"“{self.sheet}”第{self.row}行" if self.sheet else f"第{self.row}行"
        return f"{where}“{self.column}”：{self.reason}。{self.advice}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number as table software shows it, its cells by meaning, and how it is read.

    *settled*: the catalogue says all of it already, in so many words.
    """

    row: int
    cells: Mapping[str, str]
    sheet: str = ""
    matching: Matching = field(default_factory=lambda: Matching(""))
    settled: bool = False

    def __getitem__(self, key: str) -> str:
        """Return the cell under a meaning, empty where the table has no such column."""
        return self.cells.get(key, "")

    @property
    def place(self) -> tuple[str, int]:
        """Return where the line is: sheet and row."""
        return self.sheet, self.row

    def problem(self, key: str, reason: str, advice: str) -> Problem:
        """Return a fault of one of its cells."""
        return Problem(self.row, TITLES[key], reason, advice, self.sheet)


@dataclass(frozen=True, slots=True)
class Table:
    """A workbook as read: the lines of its tables, those of further sheets, faults, and what was passed over."""

    lines: tuple[Line, ...]
    parts: tuple[Line, ...]
    problems: tuple[Problem, ...]
    told: tuple[str, ...]

    @property
    def faulty(self) -> frozenset[tuple[str, int]]:
        """Return the places of the lines that have a fault."""
        return frozenset((one.sheet, one.row) for one in self.problems)


def read_lines(workbook: Workbook, matchings: Iterable[Matching], units: Units) -> Table:
    """Read the lines of a workbook as the matchings say.

    Raises:
        Malformed: A matching cannot be used, a sheet of it is not there, there is no line at all, or too many.

    """
    matchings = tuple(matchings)
    objections = [text for one in matchings for text in one.objections]
    if objections:
        raise Malformed.at("file", "；".join(objections))
    several = sum(one.read for one in matchings) > 1
    lines: list[Line] = []
    problems: list[Problem] = []
    told: list[str] = []
    for matching in matchings:
        sheet = workbook.sheet(matching.sheet)
        if sheet is None:
            raise Malformed.at("file", f"文件里没有“{matching.sheet}”这张工作表，请重新选文件")
        label = f"“{sheet.name}”：" if len(workbook.sheets) > 1 else ""
        told += [f"{label}{text}" for text in matching.told]
        if matching.read:
            reader = _Reader(sheet, matching, units, strict=workbook.kind == CSV, named=several)
            lines += _bounded(reader.lines(), sum(not one.matching.is_part for one in lines))
            problems += reader.problems
            told += [f"{label}{text}" for text in reader.told()]
    main = tuple(one for one in lines if not one.matching.is_part)
    if not main:
        raise Malformed.at("file", "表里没有内容，请核对是不是选错了文件")
    return Table(main, tuple(one for one in lines if one.matching.is_part), tuple(problems), tuple(told))


def _bounded(lines: Iterable[Line], before: int) -> Iterator[Line]:
    for number, line in enumerate(lines, start=before + 1):
        if number > MOST_ROWS and not line.matching.is_part:
            raise Malformed.at("file", f"超过{MOST_ROWS}行，请分成几个文件导入")
        yield line


class _Reader:
    """Reads one sheet from below its heading to its end."""

    def __init__(self, sheet: Sheet, matching: Matching, units: Units, *, strict: bool, named: bool) -> None:
        self.problems: list[Problem] = []
        self._sheet, self._matching, self._units = sheet, matching, units
        self._strict = strict
        self._name = sheet.name if named else ""
        self._columns = [(one, BY_KEY[one.key]) for one in matching.columns if one.key]
        self._columns = [(one, column) for one, column in self._columns if column.about is not About.NOTHING]
        self._heading = [
            [bare(cell) for cell in sheet.filled(row - 1)]
            for row in matching.heading
            if row <= len(sheet.rows)
        ]
        self._skipped: dict[str, list[int]] = {}
        self._section = ""
        self._above: Mapping[str, str] = {}

    def lines(self) -> Iterator[Line]:
        """Yield every line of the table; what is none is noted."""
        for row in range(self._matching.heading[-1], len(self._sheet.rows)):
            there = [place for place, cell in enumerate(self._sheet.rows[row]) if plain(cell)]
            cells = self._sheet.filled(row) if row in self._sheet.by_row else self._sheet.rows[row]
            if not any(plain(cell) for cell in cells):
                continue
            passed = self._passed_over(row, there, cells)
            if passed:
                self._skipped.setdefault(passed, []).append(row + 1)
                continue
            yield self._line(row, cells)

    def told(self) -> Iterator[str]:
        """Yield what was passed over, with its rows."""
        for what, rows in self._skipped.items():
            yield f"第{'、'.join(str(row) for row in rows[:5])}{'等' if len(rows) > 5 else ''}行当作{what}"

    def _passed_over(self, row: int, there: Sequence[int], cells: Sequence[str]) -> str:
        """Return what a row is that is no line of the table, in a word; empty if it is one."""
        first = plain(cells[there[0]]) if there else ""
        if there and any(bare(first) == names[there[0]] for names in self._heading if there[0] < len(names)):
            names = [bare(cell) for cell in cells]
            if any(names == those for those in self._heading):
                return "重复的列名"
        if bare(first) in _TOTAL:
            return "合计"
        alone = len(there) == 1 and len({plain(cell) for cell in cells if plain(cell)}) == 1
        if not alone or self._matching.is_part:
            return ""
        wide = any(one.right - one.left >= 2 for one in self._sheet.by_row.get(row, ()))
        if _NOTE.match(first):
            return "备注"
        unit = "" if "department" in self._matching.places else self._units.guess(one_line(first))
        self._section = unit or self._section
        return "小标题" if unit else ("备注" if wide else "")

    def _line(self, row: int, cells: Sequence[str]) -> Line:
        said = {column.key: self._text(cells, one, column) for one, column in self._columns}
        if self._matching.fill_down:
            empty = [key for key, text in said.items() if not text and BY_KEY[key].about is About.ITEM]
            said |= {key: self._above.get(key, "") for key in empty}
            self._above = said
        if not self._matching.is_part:
            self._stand_in(said)
        line = Line(row + 1, said, self._name, self._matching)
        self.problems += self._faults(line, cells)
        return line

    def _text(self, cells: Sequence[str], one: Matched, column: Column) -> str:
        cell = cells[one.place] if one.place < len(cells) else ""
        return normal(restored(cell) if self._strict else cell, FORMS[column.key])

    def _stand_in(self, said: dict[str, str]) -> None:
        """Say what the sheet says once for all its rows: the unit, and how items are named."""
        matching, given = self._matching, self._section or self._matching.department
        if matching.units_from is UnitsFrom.DEMANDER and not said.get("department"):
            said["department"] = self._units.find(said.get("demanding_body", "")) or given
            said["department"] = said["department"] or said.get("demanding_body", "")
        if matching.units_from is UnitsFrom.CATALOGUE and not said.get("department"):
            said["department"] = self._units.find(said.get("demanding_body", ""))
        if not said.get("department"):
            said["department"] = given
        if said.get("item_name"):
            return
        if matching.items_from is Items.PURPOSE:
            said["item_name"] = one_line(said.get("purpose", ""))
        elif matching.items_from is Items.DEPARTMENT and said["department"]:
            code = self._units.find(said["department"])
            said["item_name"] = f"{self._units.name(code) if code else said['department']}证明事项"
        elif matching.items_from is Items.GIVEN:
            said["item_name"] = matching.item_name

    def _faults(self, line: Line, cells: Sequence[str]) -> Iterator[Problem]:
        extra = [cell for cell in cells[len(self._matching.columns) :] if cell.strip()]
        if extra and self._strict:
            reason = "内容比列名多，可能是单元格里的逗号没有加引号"
            yield Problem(line.row, _WHOLE_ROW, reason, "请核对这一行", line.sheet)
            return
        for one, column in self._columns:
            cell = cells[one.place] if one.place < len(cells) else ""
            fault = _fault(cell, line[column.key], column, strict=self._strict)
            if fault:
                yield line.problem(column.key, *fault)
        if self._matching.is_part:
            return
        yield from unsaid(line)


def unsaid(line: Line) -> Iterator[Problem]:
    """Yield where a line names neither its item nor its unit, nor anything in their place."""
    for key in ("item_name", "department"):
        if line[key]:
            continue
        from_purpose = key == "item_name" and line.matching.items_from is Items.PURPOSE
        instead = "purpose" if from_purpose else key
        yield line.problem(instead, "空着", f"请填写{TITLES[instead]}")


def _fault(cell: str, text: str, column: Column, *, strict: bool) -> tuple[str, str] | None:
    """Return what is wrong with one cell and what to do, or nothing."""
    if not cell:
        return None
    if strict and is_formula(cell):
        return f"以“{cell.lstrip(' 　')[:1]}”开头，表格软件会当成公式", "请去掉开头的符号"
    if _INVISIBLE.search(cell):
        return "有看不见的控制字符", "请删掉后重新输入"
    if len(text) > column.longest:
        return f"有{len(text)}个字，最多{column.longest}个字", "请改短"
    return None
