"""Counting as far as anybody reads: beyond a thousand a page says “999+”, and nothing walks on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

#: Further than this nobody counts.
MOST_COUNTED = 1000


def counted(parts: Iterable[Sequence[QuerySet[Any]]]) -> list[int]:
    """Return how many rows each part has, but never more than `MOST_COUNTED` of one query of it; in one statement."""
    written = [[_few(rows) for rows in one] for one in parts]
    sums = ", ".join(" + ".join(sql for sql, _ in one) for one in written)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sums}", [value for one in written for _, given in one for value in given])
        return list(cursor.fetchone())


def spoken(count: int) -> str:
    """Write a count; beyond a thousand nobody counts."""
    return str(count) if count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"


def _few(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    sql, given = rows.order_by().values_list("pk")[:MOST_COUNTED].query.sql_with_params()
    return f"(SELECT COUNT(*) FROM ({sql}) AS few)", given  # noqa: S608 - Django's own words
