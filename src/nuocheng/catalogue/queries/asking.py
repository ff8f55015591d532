"""Which certificates may be asked for, by which items, and which of them no pledge replaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet

from nuocheng.catalogue.models import CertificateName, ListingInForce
from nuocheng.catalogue.queries.matching import asked
from nuocheng.catalogue.queries.search import ITEMS, NAMES
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.edge.keyset import Page, page

#: More than these are not counted: a page says so many and more.
MOST_COUNTED: Final = 999
#: How many items are weighed for the answer in one sentence.
MOST_WEIGHED: Final = 1000
_OF_A_GROUND: Final = "WHERE ground = %s AND NOT (ground = '') AND disposition = 'submit' AND NOT is_alias"
_COUNTED: Final = f"(SELECT count(*) FROM (SELECT 1 FROM catalogue_listinginforce {_OF_A_GROUND} LIMIT {MOST_COUNTED + 1}) AS c)"  # noqa: S608
_FIRST: Final = f"SELECT disposition, department FROM catalogue_listinginforce WHERE asked_id = %s{{only}} ORDER BY place, id LIMIT {MOST_WEIGHED}"  # noqa: S608
_WEIGHED: Final = (
    f"SELECT disposition, department, count(*) FROM ({_FIRST}) AS first GROUP BY disposition, department"  # noqa: S608
)


def negative(words: str = "", after: str = "", size: int = 16, *, ground: str = "") -> Page[ListingInForce]:
    """Return a page of the negative list (附件3): certificates in force that cannot be pledged, by ground."""
    rows = _excluded()
    if ground:
        rows = rows.filter(ground=ground)
    if words:
        wanted = asked(words)
        if not wanted.words:
            return Page([], "")
        question = wanted.anywhere()
        named = wanted.named()
        rows = rows.filter(Q(asked__in=NAMES.keys(question)) | Q(place__in=ITEMS.keys(named)))
    rows = rows.select_related("edition", "listing").defer("edition__content", "edition__words")
    return page(rows, ("ground", "certificate", "id"), after, size)


def excluded_by_ground(grounds: Sequence[str]) -> dict[str, int]:
    """Return how many certificates in force each of these grounds excludes, those that exclude any.

    Nobody reads ten thousand: more than ``MOST_COUNTED`` are not counted on.
    """
    if not grounds:
        return {}
    sql = "SELECT " + ", ".join([_COUNTED] * len(grounds))
    with connection.cursor() as cursor:
        cursor.execute(sql, list(grounds))
        counts = cursor.fetchone()
    return {ground: count for ground, count in zip(grounds, counts, strict=True) if count}


def _excluded() -> QuerySet[ListingInForce]:
    # The words of this condition are those of the partial index that answers it.
    return ListingInForce.objects.filter(disposition=Disposition.SUBMIT, is_alias=False).exclude(ground="")


def asked_for(
    name: CertificateName, after: str = "", size: int = 20, *, department: str = ""
) -> Page[ListingInForce]:
    """Return a page of what items in force make of the certificate of that name, the most used items first."""
    rows = _about(name, department)
    return page(
        rows.select_related("edition", "listing").defer("edition__words"), ("place", "id"), after, size
    )


def weighed(name: CertificateName, *, department: str = "") -> Counter[tuple[str, str]]:
    """Return what the first items in force make of the certificate of that name: how many, by what and unit."""
    only = " AND department = %s" if department else ""
    given: list[int | str] = [name.pk, department] if department else [name.pk]
    with connection.cursor() as cursor:
        cursor.execute(_WEIGHED.format(only=only), given)
        return Counter({(disposition, unit): count for disposition, unit, count in cursor.fetchall()})


def _about(name: CertificateName, department: str) -> QuerySet[ListingInForce]:
    rows = ListingInForce.objects.filter(asked=name)
    return rows.filter(department=department) if department else rows
