"""Several walks along indexes in one statement, each read no further than is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet


def first_keys(walks: Iterable[QuerySet[Any]], most: int) -> list[Any]:
    """Return the keys of the first rows of each walk, walk by walk, *most* in all and none twice; in one statement.

    Every walk brings its order: without it a database may prefer another index, and read all of it.
    """
    parts = [rows.values_list("pk")[:most].query.sql_with_params() for rows in walks]
    sql = " UNION ALL ".join(f"SELECT * FROM ({one}) AS walk" for one, _ in parts)  # noqa: S608 - Django's own words
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, given in parts for value in given])
        return list(dict.fromkeys(key for (key,) in cursor.fetchall()))[:most]
