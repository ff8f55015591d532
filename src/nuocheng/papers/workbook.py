"""Registers and rules as workbooks: the same content that is printed, every cell a text, nothing that would ever run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

_NEVER_RUN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SHARE = 6.0
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
Head = Mapping[str, Any]


def workbook(content: Mapping[str, Any]) -> bytes:
    """Return a register or rules, from their plain content, as XLSX: title, line over the table, merged heads, rows.

    Raises:
        ValueError: The content has no table.

    """
    tables = [content["table"]] if "table" in content else list(content.get("tables", ()))
    if not tables:
        raise ValueError("this paper has no table")
    out = BytesIO()
    with Workbook(out, _NEVER_RUN) as book:
        if content.get("chapters"):
            _articles(book, content)
        for table in tables:
            _table(book, content, table)
    return out.getvalue()


def _articles(book: Workbook, content: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("正文")
    sheet.set_column(0, 0, 96)
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    lines = [(content["title"].replace("\n", ""), bold)]
    for chapter in content["chapters"]:
        lines += [(chapter["title"], bold), *((text, wrapped) for text in chapter["articles"])]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text, style)


def _table(book: Workbook, content: Mapping[str, Any], table: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(table["caption"].translate(_FORBIDDEN)[:31] or None)
    framed = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format({**framed, "bold": True, "align": "center", "bg_color": "#F2F2F2"})
    cell = book.add_format(framed)
    title = book.add_format({"bold": True, "align": "center", "font_size": 16})
    leaves = list(_leaves(table["columns"]))
    last = len(leaves) - 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for place, one in enumerate(leaves):
        sheet.set_column(place, place, _SHARE * max(one["share"], 1))
    row = 0
    for text in filter(None, (content["annex"], "", *content.get("above", ()))):
        sheet.write_string(row, 0, text)
        row += 1
    sheet.merge_range(row, 0, row, last, content["title"].replace("\n", ""), title)
    row += 1
    depth = _depth(table["columns"])
    for top, left, bottom, right, text in _heads(table["columns"], row, 0, row + depth - 1):
        if (top, left) == (bottom, right):
            sheet.write_string(top, left, text, head)
        else:
            sheet.merge_range(top, left, bottom, right, text, head)
    row += depth
    sheet.repeat_rows(row - depth, row - 1)
    sheet.freeze_panes(row, 0)
    for texts in table["rows"]:
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, cell)
        row += 1
    for note in table["notes"]:
        sheet.write_string(row, 0, note)
        row += 1


def _heads(
    heads: Sequence[Head], top: int, left: int, bottom: int
) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield each head with the cells it takes: from row and column to row and column."""
    for one in heads:
        width = len(list(_leaves([one])))
        yield top, left, top if one["under"] else bottom, left + width - 1, one["title"]
        yield from _heads(one["under"], top + 1, left, bottom)
        left += width


def _leaves(heads: Sequence[Head]) -> Iterator[Head]:
    for one in heads:
        yield from _leaves(one["under"]) if one["under"] else [one]


def _depth(heads: Sequence[Head]) -> int:
    return 1 + max((_depth(one["under"]) for one in heads if one["under"]), default=0)
