"""Plain tables to hand out: CSV and XLSX in which no table software ever runs a cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook

from nuocheng.catalogue.channels.tables.cells import neutral
from nuocheng.kernel.errors import NotFound

BOM = b"\xef\xbb\xbf"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WIDEST = 60
Cell = str | int


def plain_table(kind: str, title: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a file of a kind; texts that look like a formula are marked as text.

    Raises:
        NotFound: There is no such kind.

    """
    if kind not in TYPES:
        raise NotFound("只能下载XLSX或CSV")
    safe = [[neutral(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return _xlsx(title, heading, safe) if kind == "xlsx" else _csv(heading, safe)


def _csv(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return BOM + out.getvalue().encode()


def _xlsx(title: str, heading: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    out = io.BytesIO()
    never = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, never) as book:
        sheet = book.add_worksheet(title[:31])
        strong = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.write_row(0, 0, heading, strong)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row, wrapped)
        for place, name in enumerate(heading):
            longest = max((len(str(row[place])) for row in rows), default=0)
            sheet.set_column(place, place, min(_WIDEST, 2 * max(longest, len(name)) + 2))
        sheet.freeze_panes(1, 0)
    return out.getvalue()
