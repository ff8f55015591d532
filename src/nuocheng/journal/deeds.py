"""The deed: what one act wants written, gathered first and written by the door in one go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection

from nuocheng.journal.canonical import canonical, sha256, sm3
from nuocheng.journal.files import File, Kept, Record
from nuocheng.journal.models import Entry, Outbox
from nuocheng.kernel.occasion import Occasion

F = TypeVar("F", bound=File)

LEAF_VERSION = 1
ENTRY_VERSION = 1


@dataclass
class Held:
    """A file that a deed has in hand, with what it looked like when it was taken up."""

    file: File
    state: str
    entries: int
    born: bool
    changed: set[str] = field(default_factory=set)


@dataclass
class Deed:
    """Everything one act (and the acts within it) will write, in one transaction.

    An act never writes by itself: the door does, so that many deeds can one day share a commit.
    """

    on: Occasion
    held: dict[str, Held] = field(default_factory=dict)
    rows: list[Record | Kept] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    leaves: list[Outbox] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)

    def take(self, model: type[F], reference: str, *, lock: bool = False) -> F:
        """Return the file, read once per deed.

        Raises:
            NotFound: There is no such file.

        """
        held = self.held.get(f"{model._meta.label}:{reference}")
        if held is not None:
            assert isinstance(held.file, model)
            return held.file
        file = model.load(reference, lock=lock)
        self.held[file.sealed_as] = Held(file, file.state, file.entries, born=False)
        return file

    def found(
        self,
        file: F,
        verb: str,
        *,
        note: Mapping[str, object] | None = None,
        rows: Iterable[Record | Kept] = (),
    ) -> F:
        """Open a new file by *verb*; its first entry seals it and the *rows* that come with it.

        Raises:
            OutOfOrder: *verb* does not found files of this kind.

        """
        file.state = file.lifecycle.born(verb)
        file.opened_at = file.moved_at = self.on.at
        self.held[file.sealed_as] = Held(file, "", 0, born=True)
        self._enter(file, verb, note or {}, list(rows))
        return file

    def move(
        self,
        file: File,
        verb: str,
        *,
        note: Mapping[str, object] | None = None,
        rows: Iterable[Record | Kept] = (),
        **columns: Any,
    ) -> None:
        """Do *verb* on a file: the next state by its lifecycle, *columns* set, *rows* written, all sealed.

        Raises:
            OutOfOrder: The act is not possible in the file's state.

        """
        held = self.held[file.sealed_as]
        file.state = file.lifecycle.after(verb, file.state)
        file.moved_at = max(self.on.at, file.moved_at)
        known = {field.name for field in file._meta.concrete_fields}
        if not known.issuperset(columns):
            raise AttributeError(f"{file.kind} has no column {sorted(set(columns) - known)}")
        for name, value in columns.items():
            setattr(file, name, value)
        held.changed |= {"state", "moved_at", *columns}
        self._enter(file, verb, note or {}, list(rows))

    def _enter(self, file: File, verb: str, note: Mapping[str, object], rows: list[Record | Kept]) -> None:
        """Chain one entry onto the file, and lay its leaf in the outbox."""
        self.rows += rows
        seals = {row.sealed_as: row.seal() for row in rows if isinstance(row, Record)}
        seals[file.sealed_as] = file.seal()
        entry = Entry(
            kind=file.kind,
            subject=file.reference,
            number=file.entries + 1,
            verb=f"{file.kind}.{verb}",
            at=file.moved_at,
            actor=self.on.actor,
            post=str(self.on.post),
            department=file.department,
            door=str(self.on.door),
            note=canonical(note),
            seals=canonical(seals),
            salt=os.urandom(16).hex(),
            previous=file.head,
        )
        entry.digest = entry_digest(entry)
        file.entries, file.head = entry.number, entry.digest
        leaf = leaf_of(entry, file.token)
        self.entries.append(entry)
        self.leaves.append(Outbox(entry=entry, leaf=leaf, leaf_digest=sha256("\x00" + leaf)))
        self.verbs.append(entry.verb)


def entry_digest(entry: Entry) -> str:
    """Return the digest of everything an entry says, the previous digest included."""
    said = {
        "v": ENTRY_VERSION,
        "kind": entry.kind,
        "subject": entry.subject,
        "number": entry.number,
        "verb": entry.verb,
        "at": entry.at,
        "actor": entry.actor,
        "post": entry.post,
        "department": entry.department,
        "door": entry.door,
        "note": entry.note,
        "seals": entry.seals,
        "salt": entry.salt,
        "previous": entry.previous,
    }
    return sha256(canonical(said))


def leaf_of(entry: Entry, token: str) -> str:
    """Return the leaf for the public log: pseudonyms and salted commitments, no personal data."""
    return canonical(
        {
            "v": LEAF_VERSION,
            "type": entry.verb,
            "file": sha256(f"nuocheng-file|{token}")[:32],
            "seq": entry.number,
            "at": entry.at,
            "role": entry.post.partition("@")[0],
            "actor": sha256(f"{entry.salt}|{entry.actor}")[:32],
            "sha256": sha256(f"{entry.salt}|{entry.digest}"),
            "sm3": sm3(f"{entry.salt}|{entry.digest}"),
        }
    )


def next_number(series: str) -> int:
    """Draw the next running number of *series* inside the current transaction: no gap, no repeat."""
    return next_numbers(series, 1)[0]


def next_numbers(series: str, count: int) -> range:
    """Draw the next *count* running numbers of *series*, one after the other: nobody draws one between them."""
    table, name, last = (connection.ops.quote_name(word) for word in ("journal_series", "name", "last"))
    sql = (
        f"INSERT INTO {table} ({name}, {last}) VALUES (%s, %s) "  # noqa: S608 - fixed names only
        f"ON CONFLICT ({name}) DO UPDATE SET {last} = {table}.{last} + %s RETURNING {last}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [series, count, count])
        last_drawn = int(cursor.fetchone()[0])
    return range(last_drawn - count + 1, last_drawn + 1)
