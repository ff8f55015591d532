"""Writing tables of the catalogue: streamed row by row, every cell a text, nothing that would ever run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from nuocheng.catalogue.channels.columns import MAIN, PARTS, TITLES, About, Column
from nuocheng.catalogue.channels.exporting.explaining import EXAMPLE, HOW, REQUIRED, WHAT_TO_KNOW
from nuocheng.catalogue.channels.exporting.layouts import LAYOUTS, Head, Published
from nuocheng.catalogue.channels.exporting.rows import Cells, Setting, main_rows, part_rows
from nuocheng.catalogue.channels.matching import LAYOUT_TITLES, Layout
from nuocheng.catalogue.channels.parts import COMPARISON_TITLES, FACT_TYPE_TITLES
from nuocheng.catalogue.channels.table_file import rows_as_csv
from nuocheng.catalogue.channels.tables.cells import is_formula
from nuocheng.catalogue.channels.ways import HARM_WORDS, PRIVACY_WORDS
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    KIND_TITLES,
    STEP_ACTOR_TITLES,
    STEP_PATH_TITLES,
    TIMING_TITLES,
    Item,
)

#: The layouts that are written: ours, and those of published lists.
EXPORTED = (Layout.TEMPLATE, *LAYOUTS)
_MAIN_SHEET = "事项目录"
_OWNER = ("code", "item_name", "key", "certificate_name")
_PREFIX: Mapping[Layout, str] = {Layout.STEPS: "step_", Layout.FACTS: "fact_", Layout.PLANS: "plan_"}
_LAST_ROW = 20_000
_NEVER_RUN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDE, _NARROW = 32, 14


def write(
    out: BinaryIO,
    items: Iterable[Item],
    setting: Setting,
    *,
    layout: Layout = Layout.TEMPLATE,
    as_csv: bool = False,
) -> int:
    """Write items as a table, and return how many rows it has.

    Our own template carries everything an item says, so that importing it again changes nothing; as CSV it
    carries what one table can. The other layouts are for publishing; as CSV their heading is one row, and no
    title stands above it.
    """
    if as_csv:
        keys, names, of = _csv_columns(layout)
        counter = _Counter(row for item in items for row in of(item, setting))
        rows = ([row.get(key, "") for key in keys] for row in counter)
        if layout in LAYOUTS:
            rows = ([str(counter.count), *cells[1:]] for cells in rows)
        out.writelines(rows_as_csv(_after(names, rows)))
        return counter.count
    with Workbook(out, {"constant_memory": True, **_NEVER_RUN}) as book:
        if layout in LAYOUTS:
            return _write_published(_Pen(book), LAYOUTS[layout], items, setting)
        return _write_own(_Pen(book), items, setting)


def write_template(out: BinaryIO, setting: Setting) -> None:
    """Write our template, empty, with drop-down lists and a sheet that explains every column."""
    write(out, (), setting)


def _csv_columns(layout: Layout) -> tuple[list[str], list[str], Callable[[Item, Setting], Iterator[Cells]]]:
    """Return the meanings and names of the columns of a layout, and what makes rows of an item."""
    if layout in LAYOUTS:
        heads = LAYOUTS[layout].heads
        return [one.key for one in heads], [one.name for one in heads], LAYOUTS[layout].rows
    keys = [column.key for column in MAIN]
    return keys, [TITLES[key] for key in keys], main_rows


class _Counter:
    """Counts rows while they go by."""

    def __init__(self, rows: Iterable[Cells]) -> None:
        self.count = 0
        self._rows = rows

    def __iter__(self) -> Iterator[Cells]:
        for row in self._rows:
            self.count += 1
            yield row


def _after(heading: list[str], rows: Iterable[list[str]]) -> Iterator[list[str]]:
    yield heading
    yield from rows


class _Pen:
    """Writes cells: texts only, and those that look like a formula with the sign that they are none."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        plain = {
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "border_color": "#BFBFBF",
            "num_format": "@",
        }
        self.text = book.add_format(plain)
        self.quoted = book.add_format({**plain, "quote_prefix": True})
        head = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
        self.head = book.add_format({**head, "bg_color": "#E7EEF7"})
        self.other_head = book.add_format({**head, "bg_color": "#EAF3E6"})
        self.title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        self.line = book.add_format({"align": "left"})

    def row(self, sheet: Any, row: int, cells: Sequence[str], *, ruled: bool = True) -> None:
        """Write one row; in one that is not ruled, an empty cell is left to the looks of its column."""
        for place, cell in enumerate(cells):
            if cell or ruled:
                sheet.write_string(row, place, cell, self.quoted if is_formula(cell) else self.text)


def _write_own(pen: _Pen, items: Iterable[Item], setting: Setting) -> int:
    """Write our template: the one table, the further sheets, and the sheet that explains."""
    main = pen.book.add_worksheet(_MAIN_SHEET)
    _head(pen, main, MAIN)
    _drop_downs(main, MAIN, setting)
    parts = {layout: pen.book.add_worksheet(LAYOUT_TITLES[layout]) for layout in _PREFIX}
    columns = {layout: _columns_of(layout) for layout in _PREFIX}
    for layout, sheet in parts.items():
        _head(pen, sheet, columns[layout])
        _drop_downs(sheet, columns[layout], setting)
    _explain(pen, setting)
    count, at = 0, dict.fromkeys(parts, 1)
    for item in items:
        for cells in main_rows(item, setting):
            count += 1
            pen.row(main, count, [cells.get(column.key, "") for column in MAIN], ruled=False)
        for layout, sheet in parts.items():
            for cells in part_rows(layout, item):
                said = [cells.get(column.key, "") for column in columns[layout]]
                pen.row(sheet, at[layout], said, ruled=False)
                at[layout] += 1
    return count


def _columns_of(layout: Layout) -> list[Column]:
    owner = [column for column in MAIN if column.key in _OWNER[: 2 if layout is Layout.STEPS else 4]]
    return [*owner, *(column for column in PARTS if column.key.startswith(_PREFIX[layout]))]


def _head(pen: _Pen, sheet: Any, columns: Sequence[Column]) -> None:
    """Write the heading, in two colours: what is said of the item, and what of the certificate."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDE if column.longest >= 200 else _NARROW, pen.text)
        sheet.write_string(0, place, column.title, pen.head if column.about is About.ITEM else pen.other_head)
    sheet.freeze_panes(1, 2)


def _drop_downs(sheet: Any, columns: Sequence[Column], setting: Setting) -> None:
    """Offer what may be chosen; a cell may also list several, so another word only brings up a hint."""
    offered = {
        "item_type": KIND_TITLES.values(),
        "disposition": DISPOSITION_TITLES.values(),
        "exclusion_ground": setting.standards.grounds.values(),
        "basis_level": setting.standards.levels.values(),
        "on_the_spot": ("是", "否"),
        "bars_after_withdrawal": ("是", "否"),
        "for_whom": ("个人", "企业和其他组织", "个人、企业和其他组织"),
        "step_actor": STEP_ACTOR_TITLES.values(),
        "step_path": STEP_PATH_TITLES.values(),
        "fact_type": FACT_TYPE_TITLES.values(),
        "plan_timing": TIMING_TITLES.values(),
        "fact_comparison": COMPARISON_TITLES.values(),
        "fact_privacy": PRIVACY_WORDS.values(),
        "plan_harm": HARM_WORDS.values(),
        "plan_shows": ("是", "否"),
    }
    for place, column in enumerate(columns):
        if column.key in offered:
            choice = {
                "validate": "list",
                "source": list(offered[column.key]),
                "error_type": "stop" if column.single else "information",
                "error_title": column.title,
                "error_message": "请从下拉列表里选",
            }
            sheet.data_validation(1, place, _LAST_ROW, place, choice)


def _explain(pen: _Pen, setting: Setting) -> None:
    """Write the sheet that explains: what to know, and for each column whether and how it is filled in."""
    sheet = pen.book.add_worksheet("填写说明")
    for place, width in enumerate((18, 12, 60, 40)):
        sheet.set_column(place, place, width)
    for row, text in enumerate(WHAT_TO_KNOW):
        sheet.write_string(row, 0, text, pen.line)
    row = len(WHAT_TO_KNOW) + 1
    for place, name in enumerate(("这一列", "要填吗", "怎么填", "一行例子")):
        sheet.write_string(row, place, name, pen.head)
    for column in (*MAIN, *PARTS):
        row += 1
        asked = "要填" if column.key in REQUIRED else "可以不填"
        pen.row(sheet, row, [column.title, asked, HOW.get(column.key, ""), EXAMPLE.get(column.key, "")])


def _write_published(pen: _Pen, layout: Published, items: Iterable[Item], setting: Setting) -> int:
    """Write a list as it is published: title, line above, heading of one row or two, numbered rows."""
    sheet = pen.book.add_worksheet(layout.sheet)
    last = len(layout.heads) - 1
    for place, head in enumerate(layout.heads):
        sheet.set_column(place, place, head.width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    line = layout.line(setting)
    texts = [
        (layout.title.format(district=setting.district), pen.title),
        *([(line, pen.line)] if line else []),
    ]
    for row, (text, look) in enumerate(texts):
        sheet.write_string(row, 0, text, look)
        _merge(sheet, row, 0, row, last)
    below = _published_head(pen, sheet, layout, len(texts))
    sheet.repeat_rows(len(texts), below - 1)
    sheet.freeze_panes(below, 0)
    count = 0
    for item in items:
        for cells in layout.rows(item, setting):
            count += 1
            numbered = cells | {"id": str(count)}
            pen.row(sheet, below + count - 1, [numbered.get(head.key, "") for head in layout.heads])
    return count


def _published_head(pen: _Pen, sheet: Any, layout: Published, row: int) -> int:
    """Write the heading, and return the row below it."""
    if not layout.spans:
        for place, head in enumerate(layout.heads):
            sheet.write_string(row, place, head.name, pen.head)
        return row + 1
    for place, head in enumerate(layout.heads):
        first = place == 0 or layout.heads[place - 1].above != head.above
        sheet.write_string(row, place, (head.above or head.name) if first or not head.above else "", pen.head)
    for place, head in enumerate(layout.heads):
        sheet.write_string(row + 1, place, head.name if head.above else "", pen.head)
    for left, right, above in _spans(layout.heads):
        _merge(sheet, row, left, row if above else row + 1, right)
    return row + 2


def _spans(heads: Sequence[Head]) -> Iterator[tuple[int, int, str]]:
    """Yield each run of columns under one name, and each column that stands alone."""
    for (_, above), run in groupby(
        enumerate(heads), key=lambda one: (one[0] if not one[1].above else -1, one[1].above)
    ):
        places = [place for place, _ in run]
        yield places[0], places[-1], above


def _merge(sheet: Any, top: int, left: int, bottom: int, right: int) -> None:
    """Merge cells that are written already: ``merge_range`` would write them anew, and a streamed row is gone."""
    if (top, left) != (bottom, right):
        sheet.merge.append([top, left, bottom, right])
