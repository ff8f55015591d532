"""What offices keep: files that acts move from state to state, and records that never change."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import connection, models

from nuocheng.journal.canonical import seal
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.lifecycles import Lifecycle

#: Columns of a file that its entries produce; a seal of the file cannot cover them.
CHAIN_COLUMNS = frozenset({"entries", "head"})


_LAST_ID = itertools.count(1)
_SEQUENCE = 1 << 12


def new_id() -> UUID:
    """Return an id that no other process draws and that sorts by age, in order within one process.

    The clock here orders an index; it is never a legal time.
    """
    stamp = time.time_ns() // 1_000_000
    place = next(_LAST_ID) % _SEQUENCE
    tail = int.from_bytes(os.urandom(8), "big") >> 4
    return UUID(int=(stamp & (1 << 48) - 1) << 80 | place << 68 | tail)


def new_token() -> str:
    """Return 128 random bits in hexadecimal: what nobody can guess."""
    return os.urandom(16).hex()


class Record(models.Model):
    """A row that is written once, sealed by the entry of its act, and never changed.

    *later* names the columns that came with a later release: empty ones are no part of a seal. *keeps* names
    the columns that hold the digest of content kept apart (`Kept`); *moved* the columns whose bytes went there,
    each with the column of their digest, by which they are sealed as before (ADR 0017).
    """

    later: ClassVar[frozenset[str]] = frozenset()
    keeps: ClassVar[tuple[str, ...]] = ()
    moved: ClassVar[Mapping[str, str]] = {}

    id = models.UUIDField("内部编号", primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True

    @property
    def sealed_as(self) -> str:
        """Return the name under which an entry seals this row."""
        return f"{self._meta.label}:{self.pk.hex}"

    def seal(self) -> str:
        """Return the digest of every stored column."""
        return seal(self)


class Kept(models.Model):
    """Content that is kept once, under its own digest (SHA-256), and written once.

    It needs no seal: whoever names the digest is sealed, and the digest says what the content is.
    """

    digest = models.CharField("摘要值", max_length=64, primary_key=True)
    content = models.BinaryField("内容")

    class Meta:
        abstract = True


class File(models.Model):
    """A file (卷宗) with its own chain of entries; only acts move it.

    Subclasses say their *kind* (the first word of their verbs) and their *lifecycle*; *later* names the
    columns that came with a later release: empty ones are no part of a seal.
    """

    later: ClassVar[frozenset[str]] = frozenset()
    kind: ClassVar[str]
    lifecycle: ClassVar[Lifecycle[Any]]

    reference = models.CharField("编号", max_length=48, primary_key=True)
    department = models.CharField("主办单位", max_length=20, default="", blank=True)
    party = models.CharField("当事人号码", max_length=18, default="", blank=True)
    state = models.CharField("状态", max_length=24)
    token = models.CharField("查验凭据", max_length=32, default=new_token, editable=False)
    opened_at = models.DateTimeField("开立时间")
    moved_at = models.DateTimeField("最近办理时间")
    entries = models.PositiveIntegerField("记录条数", default=0)
    head = models.CharField("最末记录摘要", max_length=64, default="")

    class Meta:
        abstract = True

    @property
    def sealed_as(self) -> str:
        """Return the name under which an entry seals this file."""
        return f"{self._meta.label}:{self.pk}"

    @property
    def state_title(self) -> str:
        """Return the word people read for the state."""
        return str(self.lifecycle.titles.get(self.state, self.state))

    def in_charge(self, verb: str) -> str:
        """Return the department that takes a step: the file's own, unless its kind knows of another (被协助单位)."""
        del verb
        return self.department

    def is_of(self, party: str) -> bool:
        """Say whether a file is that party's: its kind may know of several (一次上门的每个当事人)."""
        return party == self.party

    def ready_for(self, verb: str) -> None:
        """Let an act go on to its rules only if its verb may be done in the file's state.

        Raises:
            OutOfOrder: It may not.

        """
        self.lifecycle.after(verb, self.state)

    def seal(self) -> str:
        """Return the digest of every column that is not the chain itself."""
        return seal(self, CHAIN_COLUMNS)

    @classmethod
    def load(cls, reference: str, *, lock: bool = False) -> Self:
        """Read one file by its number in one short statement; *lock* holds it on PostgreSQL.

        SQLite needs no lock: an act there begins with the write lock in hand.

        Raises:
            NotFound: There is no such file.

        """
        reading = _reading(cls)
        sql = reading.sql
        if lock and connection.features.has_select_for_update:
            sql += " FOR UPDATE"
        with connection.cursor() as cursor:
            cursor.execute(sql, [reference])
            row = cursor.fetchone()
        if row is None:
            raise NotFound
        values = list(row)
        for place, converts in reading.converters:
            for convert in converts:
                values[place] = convert(values[place], None, connection)
        return cls.from_db(connection.alias, reading.names, values)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one kind of file is read on one database: the statement, its columns, and their converters."""

    sql: str
    names: list[str]
    converters: list[tuple[int, list[Any]]]


_READINGS: dict[tuple[str, type[File]], _Reading] = {}


def _reading(model: type[File]) -> _Reading:
    """Return how *model* is read here, worked out once per process."""
    key = (connection.vendor, model)
    if key not in _READINGS:
        fields = model._meta.concrete_fields
        quote = connection.ops.quote_name
        listed = ", ".join(quote(str(field.column)) for field in fields)
        table, pk = quote(model._meta.db_table), quote(str(model._meta.pk.column))
        converters = [(place, _converters(field)) for place, field in enumerate(fields)]
        _READINGS[key] = _Reading(
            f"SELECT {listed} FROM {table} WHERE {pk} = %s",  # noqa: S608 - names from models
            [field.attname for field in fields],
            [(place, converts) for place, converts in converters if converts],
        )
    return _READINGS[key]


def _converters(field: models.Field[Any, Any]) -> list[Any]:
    """Return what turns a stored value of *field* into a Python one on this database."""
    expression = field.get_col(field.model._meta.db_table)
    return [*connection.ops.get_db_converters(expression), *field.get_db_converters(connection)]


def kinds() -> Iterator[type[File]]:
    """Yield every concrete kind of file that an office keeps."""
    yield from _concrete(File)  # type: ignore[type-abstract]  # only its subclasses are yielded


def records() -> Iterator[type[Record]]:
    """Yield every concrete kind of record that an office keeps."""
    yield from _concrete(Record)  # type: ignore[type-abstract]  # only its subclasses are yielded


def kept() -> Iterator[type[Kept]]:
    """Yield every concrete store of content under its digest."""
    yield from _concrete(Kept)  # type: ignore[type-abstract]  # only its subclasses are yielded


M = TypeVar("M", bound=models.Model)


def _concrete(base: type[M]) -> Iterator[type[M]]:
    for model in base.__subclasses__():
        if model._meta.abstract:
            yield from _concrete(model)
        else:
            yield model


def in_lifecycle(lifecycle: Lifecycle[Any], name: str) -> models.CheckConstraint:
    """Return the CHECK that repeats in SQL which states the table of moves knows."""
    states = sorted(str(state) for state in lifecycle.titles)
    return models.CheckConstraint(
        condition=models.Q(state__in=states), name=name, violation_error_message="状态不在办理流程之内"
    )
