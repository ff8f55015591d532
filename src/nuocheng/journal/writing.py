"""How the door writes a deed: few statements, set by set, each move a compare-and-set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, models

from nuocheng.journal.deeds import Deed, Held
from nuocheng.kernel.errors import Overtaken


def write(deed: Deed) -> None:
    """Write everything a deed holds into the current transaction.

    Raises:
        Overtaken: A file was moved, or founded, by somebody else meanwhile.

    """
    for held in deed.held.values():
        if held.changed and not held.born:
            _move(held)
    born = [held.file for held in deed.held.values() if held.born]
    try:
        for rows in _by_model([*born, *deed.rows, *deed.entries]):
            put(rows)
        put(deed.leaves)
    except IntegrityError as clash:
        raise Overtaken from clash


def put(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model with one statement, its SQL made once per model and length."""
    if not rows:
        return
    model = type(rows[0])
    fields = _written(model)
    values: list[Any] = []
    for row in rows:
        values += [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_insert(model, len(rows)), values)


def _by_model(rows: Sequence[models.Model]) -> list[list[models.Model]]:
    """Group rows by model, in the order in which the models first appear."""
    groups: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return list(groups.values())


_WRITTEN: dict[type[models.Model], list[models.Field[Any, Any]]] = {}
_INSERTS: dict[tuple[type[models.Model], int], str] = {}


def _written(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields an INSERT of *model* names; the database draws automatic keys itself."""
    if model not in _WRITTEN:
        _WRITTEN[model] = [
            field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
        ]
    return _WRITTEN[model]


def _insert(model: type[models.Model], count: int) -> str:
    """Return the INSERT of *count* rows of *model*."""
    if (model, count) not in _INSERTS:
        quote = connection.ops.quote_name
        fields = _written(model)
        listed = ", ".join(quote(str(field.column)) for field in fields)
        places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
        table = quote(model._meta.db_table)
        _INSERTS[model, count] = f"INSERT INTO {table} ({listed}) VALUES {places}"  # noqa: S608 - names from models
    return _INSERTS[model, count]


def _move(held: Held) -> None:
    """Move one file, only if it is still as it was when it was taken up.

    Raises:
        Overtaken: It is not.
    """
    file = held.file
    quote = connection.ops.quote_name
    model = type(file)
    changed = held.changed | {"entries", "head"}
    fields = [field for field in model._meta.concrete_fields if field.name in changed]
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    values = [field.get_db_prep_save(getattr(file, field.attname), connection) for field in fields]
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    sql = (
        f"UPDATE {table} SET {sets} "  # noqa: S608 - names from models
        f"WHERE {key} = %s AND {quote('state')} = %s AND {quote('entries')} = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, file.pk, held.state, held.entries])
        if cursor.rowcount != 1:
            raise Overtaken
