"""Finding cases at the desk: by number, by check code, or by the beginning of a name.

Each way goes through one index and reads no more than a page, however many cases there are.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from nuocheng.cases.models import Case
from nuocheng.edge.bytewise import LAST, ByteByByte
from nuocheng.edge.keyset import PAGE, Page, mark_of, page, values_of
from nuocheng.kernel.numbers import BadNumber, read_check_code, read_file_number, reference_of

#: How many years back a number without its year is looked for.
YEARS = 10
NAME, NEWEST = ("party_name",), ("-opened_at", "-reference")


def search(department: str, words: str, today: date, after: str = "") -> Page[Case]:
    """Return a page of a department's cases that bear a number or a check code, or whose party is called so.

    Names are read in order, cases of one name newest first; without words every case, newest first.
    """
    words = words.replace("\0", "")
    rows = Case.objects.filter(department=department)
    if not words:
        return page(rows, NEWEST, after)
    numbered = [] if after else list(_numbered(rows, words, today))
    return Page(numbered, "") if numbered else _named(rows, words, after)


def _numbered(rows: QuerySet[Case], words: str, today: date) -> QuerySet[Case]:
    """Return the cases with a number or a check code, the newest first; a number without a year has one a year."""
    try:
        return rows.filter(code=read_check_code(words))
    except BadNumber:
        read = read_file_number(words, settings.NUOCHENG_MARK)
    if read is None:
        return rows.none()
    year, serial = read
    years = [year] if year else range(today.year, today.year - YEARS, -1)
    return rows.filter(reference__in=[reference_of(one, serial) for one in years]).order_by(*NEWEST)


def _named(rows: QuerySet[Case], words: str, after: str) -> Page[Case]:
    """Return a page of the cases whose party's name begins with these words."""
    named: QuerySet[Any] = rows.alias(name=ByteByByte("party_name"))
    if not after:
        return _page([], named.filter(name__gte=words, name__lt=words + LAST))
    name, _, place = after.partition(".")
    said = values_of(Case, NAME, name)[0]
    same = page(named.filter(name=said), NEWEST, place)
    if same.next:
        return _page(same.rows, named.none(), more=True)
    return _page(same.rows, named.filter(name__gt=said, name__lt=words + LAST))


def _page(same: list[Case], others: QuerySet[Any], *, more: bool = False) -> Page[Case]:
    """Return a page of what is left of one name, and of the names after it."""
    space = PAGE - len(same)
    found = list(others.order_by("name", *NEWEST)[: space + 1])
    rows = [*same, *found[:space]]
    if not more and len(found) <= space:
        return Page(rows, "")
    return Page(rows, f"{mark_of(rows[-1], NAME)}.{mark_of(rows[-1], NEWEST)}")
