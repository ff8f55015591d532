"""Tables as CSV: written so that table software opens them as they are, and runs nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from nuocheng.catalogue.channels.lines import Problem
from nuocheng.catalogue.channels.tables.cells import neutral

__all__ = ["BOM", "neutral", "report", "rows_as_csv"]

#: Without it, table software takes UTF-8 for the encoding of another age.
BOM = b"\xef\xbb\xbf"


def rows_as_csv(rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Yield rows of cells as lines of CSV, each cell marked where table software would run it."""
    yield BOM
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def report(problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> bytes:
    """Write faults as a table of their own: row, column, reason, what to do; the sheet where there are several."""
    found = [("问题", one) for one in problems] + [("提醒", one) for one in warnings]
    named = any(one.sheet for _, one in found)
    rows = [[*(["工作表"] if named else []), "行号", "列", "轻重", "说明", "怎么改"]]
    for weight, one in sorted(found, key=lambda pair: (pair[1].sheet, pair[1].row)):
        where = [*([one.sheet] if named else []), str(one.row)]
        rows.append([*where, one.column, weight, one.reason, one.advice])
    return b"".join(rows_as_csv(rows))
