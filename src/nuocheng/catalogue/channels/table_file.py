"""Tables that people made: read with strict headings, every fault told by row, column and what to do."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from nuocheng.kernel.errors import Malformed

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 20_000
BOM = b"\xef\xbb\xbf"
#: A cell that begins so is run by table software as a formula when somebody opens the file.
FORMULA = "=+-@＝＋－＠\t\r"
_BLANK = {"-", "－", "—", "——", "/", "／", "无此项"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column by its meaning: what it is called, how else it may be headed, and how long a cell may be."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    longest: int = 400
    required: bool = False


#: Every column we understand (layouts of domain b.9 and of our own data set); anything else is refused.
COLUMNS: tuple[Column, ...] = (
    Column("id", "序号", ("编号",), 40),
    Column("code", "事项编码", ("实施编码", "基本编码"), 39),
    Column("item_name", "事项名称", ("政务服务事项", "政务服务事项名称"), 200, required=True),
    Column("item_type", "事项类型", ("事项类别",), 40),
    Column("department", "责任单位", ("单位代码", "责任单位代码"), 60, required=True),
    Column("certificate_name", "证明名称", ("证明材料名称", "证明事项名称"), 200, required=True),
    Column("purpose", "证明用途", ("用途",), 400),
    Column("legal_basis", "设定依据", ("设定及保留依据", "依据名称、文号及条文内容"), 1000),
    Column("basis_level", "效力层级", ("依据层级",), 60),
    Column("issuing_body", "开具单位", (), 200),
    Column("demanding_body", "索要单位", (), 200),
    Column("disposition", "处置", ("处置方式",), 20),
    Column("exclusion_ground", "不能承诺的情形", ("不能实行告知承诺的情形",), 60),
    Column("reason", "理由", ("不能实行告知承诺及保留原因", "不能实行及保留原因", "处置理由"), 400),
    Column("replaced_by", "取消替代方式", ("替代方式",), 200),
    Column("verification_method", "核查方式", ("核查方法",), 200),
    Column("domain", "领域", ("行业",), 60),
    Column("admin_level", "行使层级", (), 60),
    Column("region", "地区", (), 60),
    Column("row_kind", "行类型", (), 40),
    Column("verify_source_guess", "核查来源（初步判断）", (), 100),
    Column("exclusion_flag_guess", "不能承诺的情形（初步判断）", (), 100),
    Column("source_title", "来源", ("来源标题",), 300),
    Column("source_url", "来源网址", (), 500),
    Column("notes", "备注", (), 1000),
)
TITLES: Mapping[str, str] = {column.key: column.title for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a table: where it is, what is wrong, and what to do about it."""

    row: int
    column: str
    reason: str
    advice: str

    def __str__(self) -> str:
        """Write the fault as one line."""
        return f"第{self.row}行“{self.column}”：{self.reason}。{self.advice}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number as table software shows it, and its cells by meaning."""

    row: int
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the cell under a meaning, empty where the table has no such column."""
        return self.cells.get(key, "")

    def problem(self, key: str, reason: str, advice: str) -> Problem:
        """Return a fault of one of its cells."""
        return Problem(self.row, TITLES[key], reason, advice)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: every line, and the faults of those that have some."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def faulty(self) -> frozenset[int]:
        """Return the numbers of the rows that have a fault."""
        return frozenset(one.row for one in self.problems)


def read_table(raw: bytes, name: str) -> Table:
    """Read the table in a file; a reader is chosen by the ending of its name.

    Raises:
        Malformed: The file as a whole cannot be read: too large, of another kind, or wrongly headed.

    """
    ending = PurePath(name).suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        known = "、".join(READERS)
        raise Malformed.at(
            "file", f"只能读{known}文件，您给的是{ending or '没有扩展名的文件'}，请另存后再导入"
        )
    if len(raw) > LARGEST:
        raise Malformed.at("file", f"文件超过{LARGEST // 1024 // 1024}MB，请分成几个文件导入")
    return _typed(reader(raw))


def _rows_of_csv(raw: bytes) -> Iterator[list[str]]:
    """Yield the rows of a CSV file.

    Raises:
        Malformed: It is in no encoding we know, or no CSV.

    """
    text = _decoded(raw)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as fault:
        raise Malformed.at("file", "文件里的引号没有配对，请用表格软件打开，另存为CSV后再导入") from fault


#: How each kind of file becomes rows of cells; a further kind is one more function here.
READERS: Mapping[str, Callable[[bytes], Iterable[Sequence[str]]]] = {".csv": _rows_of_csv}


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


def _typed(rows: Iterable[Sequence[str]]) -> Table:
    """Turn rows of cells into lines by meaning, and gather every fault on the way."""
    numbered = enumerate(rows, start=1)
    heading = next(numbered, (1, ()))[1]
    columns = _columns(heading)
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        if len(lines) == MOST_ROWS:
            raise Malformed.at("file", f"超过{MOST_ROWS}行，请分成几个文件导入")
        problems += _faults(number, cells, columns)
        lines.append(Line(number, _by_meaning(cells, columns)))
    if not lines:
        raise Malformed.at("file", "表里没有内容，请核对是不是选错了文件")
    return Table(tuple(lines), tuple(problems))


def _columns(heading: Sequence[str]) -> list[Column]:
    """Return what each column means.

    Raises:
        Malformed: A heading is unknown or comes twice, or a column that must be there is missing.

    """
    known = {alias: column for column in COLUMNS for alias in (column.key, column.title, *column.aliases)}
    names = [_plain(name) for name in heading]
    while names and not names[-1]:
        names.pop()
    strange = [name or f"第{place}列" for place, name in enumerate(names, start=1) if name not in known]
    if strange:
        raise Malformed.at(
            "file", f"第1行有不认识的列：{'、'.join(strange)}。请改成模板里的列名，或者删掉这些列"
        )
    columns = [known[name] for name in names]
    twice = {column.title for column in columns if columns.count(column) > 1}
    if twice:
        raise Malformed.at("file", f"第1行有两列都是“{'、'.join(sorted(twice))}”，请删掉一列")
    missing = [column.title for column in COLUMNS if column.required and column not in columns]
    if missing:
        raise Malformed.at("file", f"第1行缺这些列：{'、'.join(missing)}，请补上")
    return columns


def _faults(number: int, cells: Sequence[str], columns: Sequence[Column]) -> Iterator[Problem]:
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    if extra:
        yield Problem(number, "整行", "内容比列名多，可能是单元格里的逗号没有加引号", "请核对这一行")
        return
    for place, column in enumerate(columns):
        cell = cells[place] if place < len(cells) else ""
        fault = _fault(cell, column)
        if fault:
            yield Problem(number, column.title, *fault)


def _fault(cell: str, column: Column) -> tuple[str, str] | None:
    """Return what is wrong with one cell and what to do, or nothing."""
    text = _plain(cell)
    if column.required and not text:
        return "空着", f"请填写{column.title}"
    if is_formula(cell):
        return f"以“{cell.lstrip(' 　')[:1]}”开头，表格软件会当成公式", "请去掉开头的符号"
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in cell):
        return "有看不见的控制字符", "请删掉后重新输入"
    if len(text) > column.longest:
        return f"有{len(text)}个字，最多{column.longest}个字", "请改短"
    return None


def is_formula(cell: str) -> bool:
    """Say whether table software would run a cell as a formula."""
    text = cell.lstrip(" 　\ufeff\u200b")
    return bool(text) and text.strip() not in _BLANK and text[0] in FORMULA


def neutral(cell: str) -> str:
    """Return a cell that no table software runs: what looks like a formula is marked as text."""
    return f"'{cell}" if is_formula(cell) else cell


def _plain(cell: str) -> str:
    text = cell.strip(" 　\t\r\n\ufeff\u200b")
    return "" if text in _BLANK else text


def _by_meaning(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    return {column.key: _plain(cell) for column, cell in zip(columns, cells, strict=False)}


def report(problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> bytes:
    """Write faults as a table that table software opens as it is: row, column, reason, what to do."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["行号", "列", "轻重", "说明", "怎么改"])
    marked = [("问题", one) for one in problems] + [("提醒", one) for one in warnings]
    for weight, one in sorted(marked, key=lambda pair: pair[1].row):
        cells = (one.column, weight, one.reason, one.advice)
        writer.writerow([str(one.row), *(neutral(cell) for cell in cells)])
    return BOM + out.getvalue().encode()
