"""How the door writes a deed: few statements, set by set, each move a compare-and-set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, models

from nuocheng.journal.deeds import Deed, Held
from nuocheng.journal.files import Kept
from nuocheng.kernel.errors import Malformed, Overtaken


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its values; *moves* says that it must touch exactly one row."""

    sql: str
    values: list[Any]
    moves: bool = False


def write(deed: Deed, beside: Iterable[models.Model] = ()) -> None:
    """Write everything a deed holds, and the rows *beside* it, into the current transaction.

    Raises:
        Overtaken: A file was moved, or founded, by somebody else meanwhile.

    """
    moved = [held for held in deed.held.values() if held.changed and not held.born]
    born = [held.file for held in deed.held.values() if held.born]
    groups = _by_model([*born, *deed.rows, *deed.entries, *deed.leaves, *beside])
    statements = [*(_move(held) for held in moved), *(_insert(rows) for rows in groups)]
    try:
        touched = _at_once(statements) if connection.vendor == "postgresql" else _in_turn(statements)
    except IntegrityError as clash:
        raise Overtaken from clash
    if touched != len(moved):
        raise Overtaken


def _in_turn(statements: Sequence[Statement]) -> int:
    """Run the statements one after the other; return how many moves found their file as it was."""
    touched = 0
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.sql, statement.values)
            touched += cursor.rowcount if statement.moves else 0
    return touched


def _at_once(statements: Sequence[Statement]) -> int:
    """Run the statements as one: PostgreSQL writes many tables at the price of a single round trip.

    Several moves go ahead one by one, in the deed's order: within one statement their order would be
    anybody's guess, and an edition must leave before the next one may come.
    """
    moves = [one for one in statements if one.moves]
    if len(moves) > 1:
        return _in_turn(moves) + _at_once([one for one in statements if not one.moves])
    parts = [f"w{place} AS ({one.sql} RETURNING 1)" for place, one in enumerate(statements)]
    counts = [f"(SELECT count(*) FROM w{place})" for place, one in enumerate(statements) if one.moves]  # noqa: S608 - our own names
    sql = f"WITH {', '.join(parts)} SELECT {' + '.join(counts) or '0'}"
    values = [value for one in statements for value in one.values]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.fetchone()[0])


def _by_model(rows: Sequence[models.Model]) -> list[list[models.Model]]:
    """Group rows by model, in the order in which the models first appear."""
    groups: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return list(groups.values())


_WRITTEN: dict[type[models.Model], list[models.Field[Any, Any]]] = {}
_INSERTS: dict[tuple[type[models.Model], int], str] = {}


def _insert(rows: Sequence[models.Model]) -> Statement:
    """Return the INSERT of rows of one model, its SQL made once per model and length."""
    model = type(rows[0])
    fields = _written(model)
    if (model, len(rows)) not in _INSERTS:
        quote = connection.ops.quote_name
        listed = ", ".join(quote(str(field.column)) for field in fields)
        places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
        table = quote(model._meta.db_table)
        there = " ON CONFLICT DO NOTHING" if issubclass(model, Kept) else ""
        _INSERTS[model, len(rows)] = f"INSERT INTO {table} ({listed}) VALUES {places}{there}"  # noqa: S608 - names from models
    values = [_stored(field, row) for row in rows for field in fields]
    return Statement(_INSERTS[model, len(rows)], values)


def _stored(field: models.Field[Any, Any], row: models.Model) -> Any:
    """Return the value of one column as the database takes it.

    Raises:
        Malformed: The text is longer than the column; SQLite would keep it, PostgreSQL would break off.

    """
    value = getattr(row, field.attname)
    if field.max_length is not None and isinstance(value, str) and len(value) > field.max_length:
        raise Malformed.at(field.name, f"{field.verbose_name}太长了，最多写{field.max_length}个字，请改短")
    return field.get_db_prep_save(value, connection)


def _written(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields an INSERT of *model* names; the database draws automatic keys itself."""
    if model not in _WRITTEN:
        _WRITTEN[model] = [
            field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
        ]
    return _WRITTEN[model]


def _move(held: Held) -> Statement:
    """Return the UPDATE that moves one file only if it is still as it was when it was taken up."""
    file = held.file
    quote = connection.ops.quote_name
    model = type(file)
    changed = held.changed | {"entries", "head"}
    fields = [field for field in model._meta.concrete_fields if field.name in changed]
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    values = [_stored(field, file) for field in fields]
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    sql = (
        f"UPDATE {table} SET {sets} "  # noqa: S608 - names from models
        f"WHERE {key} = %s AND {quote('state')} = %s AND {quote('entries')} = %s"
    )
    return Statement(sql, [*values, file.pk, held.state, held.entries], moves=True)
