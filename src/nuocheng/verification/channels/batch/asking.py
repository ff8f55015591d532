"""Ask a reference set about one party as one asks a register: with purpose and basis, and the answer is the same kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nuocheng.verification.channels.batch import store
from nuocheng.verification.channels.exchange_answer import plain_name
from nuocheng.verification.channels.internal_record import InternalRecord, Row
from nuocheng.verification.rules.columns import party_check, party_key

KEY, TITLE = "reference_set", "参照库批量核查"
#: What stands for the name where a record is about somebody else: whose, nobody is told.
SOMEBODY_ELSE = "（另一个名字）"


class ReferenceSet(InternalRecord):
    """A reference set as a channel: no network, and nothing can be read of it without a question."""

    @property
    def key(self) -> str:
        """Name the channel for programs."""
        return KEY

    @property
    def title(self) -> str:
        """Name the channel for people."""
        return TITLE


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a question is about."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a set on disk, under the name by which plans know it."""

    path: Path
    column: str
    source: str
    field: str
    as_of: date
    many: bool


def about(column: Column, parties: Iterable[Party]) -> ReferenceSet:
    """Return the channel that answers about these parties: what is held of them is read in one go."""
    asked = {one.number: one for one in parties}
    held: dict[int, list[tuple[int, str | None]]] = {}
    for key, who, text in store.texts(column.path, column.column, map(party_key, asked)):
        held.setdefault(key, []).append((who, text))

    def rows(_source: str, number: str) -> list[Row]:
        party = asked[number]
        check = party_check(number, plain_name(party.name))
        return [_row(column, party, text, own=who == check) for who, text in held.get(party_key(number), [])]

    return ReferenceSet(rows, many=frozenset({column.source} if column.many else ()))


def _row(column: Column, party: Party, text: str | None, *, own: bool) -> Row:
    values: Mapping[str, str | None] = {column.field: text}
    return Row(party.number, party.name if own else SOMEBODY_ELSE, column.as_of, values)
