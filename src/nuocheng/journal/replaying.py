"""Replaying one file: what its entries say it must look like, held against what is stored."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from django.db import models

from nuocheng.journal.canonical import sha256
from nuocheng.journal.deeds import entry_digest, leaf_of
from nuocheng.journal.files import File
from nuocheng.journal.models import Entry
from nuocheng.kernel.errors import OutOfOrder

#: Columns that a column named “digest” is the digest of, wherever both stand in one row.
CONTENTS = ("content", "raw")


class Check(StrEnum):
    """What may be wrong: stable words for machines."""

    NO_ENTRY = "no_entry"
    ENTRY_MISSING = "entry_missing"
    ENTRY_CHANGED = "entry_changed"
    CHAIN_BROKEN = "chain_broken"
    TIME_BACKWARDS = "time_backwards"
    NOT_LEGAL = "not_legal"
    STATE_WRONG = "state_wrong"
    FILE_CHANGED = "file_changed"
    HEAD_WRONG = "head_wrong"
    ROW_CHANGED = "row_changed"
    ROW_MISSING = "row_missing"
    ROW_SEALED_TWICE = "row_sealed_twice"
    ROW_UNSEALED = "row_unsealed"
    CONTENT_CHANGED = "content_changed"
    CONTENT_MISSING = "content_missing"
    LEAF_MISSING = "leaf_missing"
    LEAF_CHANGED = "leaf_changed"
    STRAY_ENTRY = "stray_entry"
    STRAY_LEAF = "stray_leaf"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the door wrote it: on which file, at which entry (0: none), and what."""

    file: str
    entry: int
    check: Check
    what: str

    def __str__(self) -> str:
        """Write the fault as one line."""
        place = f"第{self.entry}条" if self.entry else "整件"
        return f"{self.file}　{place}　{self.what}（{self.check}）"


@dataclass
class Replayed:
    """One file replayed: its faults, and which entry sealed which row with which digest."""

    reference: str
    faults: list[Fault] = field(default_factory=list)
    seals: dict[str, tuple[int, str]] = field(default_factory=dict)
    entries: int = 0
    label: str = ""

    def blame(self, label: str, check: Check, what: str) -> None:
        """Enter a fault of a row that this file sealed."""
        self.faults.append(Fault(self.label, self.seals[label][0], check, what))


@dataclass
class _Chain:
    """How far the replay of a chain has come."""

    state: Any = None
    legal: bool = True
    number: int = 0
    digest: str = ""
    at: datetime | None = None
    file_seal: str = ""


def replay(file: File, entries: Iterable[Entry]) -> Replayed:
    """Replay the entries of one file, oldest first, and compare the end with the file as stored."""
    label = f"{file.kind} {file.pk}"
    done = Replayed(file.pk, label=label)
    chain = _Chain()
    for entry in entries:
        found = [*_link(entry, chain), *_legal(file, entry, chain), *_leaf(entry, file.token)]
        done.faults += [Fault(label, entry.number, check, what) for check, what in found]
        done.entries += 1
        seals = seals_of(entry)
        chain.file_seal = seals.pop(f"{file._meta.label}:{file.pk}", "")
        for row, seal in seals.items():
            if row in done.seals:
                done.faults.append(Fault(label, entry.number, Check.ROW_SEALED_TWICE, f"“{row}”被封存了两次"))
            done.seals[row] = (entry.number, seal)
        chain.number, chain.digest, chain.at = entry.number, entry.digest, entry.at
    done.faults += [Fault(label, 0, check, what) for check, what in _end(file, chain)]
    return done


def seals_of(entry: Entry) -> dict[str, str]:
    """Return what an entry sealed; nothing where it cannot be read, for then its digest is wrong too."""
    try:
        seals = json.loads(entry.seals)
    except ValueError:
        return {}
    return {str(label): str(seal) for label, seal in seals.items()} if isinstance(seals, Mapping) else {}


def content_fault(row: models.Model) -> str:
    """Return what is wrong with a digest that a row keeps of its own content, or nothing."""
    names = {one.attname for one in row._meta.concrete_fields}
    if "digest" not in names:
        return ""
    gone = {name for name in getattr(type(row), "moved", {}) if not getattr(row, name)}
    for name in CONTENTS:
        if name in names - gone and _sha256(getattr(row, name)) != row.digest:  # type: ignore[attr-defined]  # looked up above
            return f"的内容与它自己记的摘要值（{name}）不符"
    return ""


def _sha256(content: str | bytes | memoryview) -> str:
    return sha256(content) if isinstance(content, str) else hashlib.sha256(content).hexdigest()


def _link(entry: Entry, before: _Chain) -> Iterator[tuple[Check, str]]:
    """Compare one entry with the one before it and with its own digest."""
    if entry.number != before.number + 1:
        yield Check.ENTRY_MISSING, f"第{before.number}条之后应是第{before.number + 1}条，中间少了记录"
    elif entry.previous != before.digest:
        yield Check.CHAIN_BROKEN, "与上一条接不上"
    if entry_digest(entry) != entry.digest:
        yield Check.ENTRY_CHANGED, "这条记录的内容与它的摘要值不符"
    if before.at is not None and entry.at is not None and entry.at < before.at:
        yield Check.TIME_BACKWARDS, "时间早于上一条"


def _legal(file: File, entry: Entry, chain: _Chain) -> Iterator[tuple[Check, str]]:
    """Follow the lifecycle by one entry; after the first illegal one the state is not known any more."""
    if not chain.legal:
        return
    kind, _, verb = entry.verb.partition(".")
    table = file.lifecycle
    try:
        chain.state = table.born(verb) if chain.state is None else table.after(verb, chain.state)
    except OutOfOrder as refusal:
        chain.legal = False
        yield Check.NOT_LEGAL, f"“{entry.verb}”不能这样办：{refusal.text}"
    if kind != file.kind:
        yield Check.NOT_LEGAL, f"“{entry.verb}”不是这一类卷宗的办理"


def _leaf(entry: Entry, token: str) -> Iterator[tuple[Check, str]]:
    """Compare the leaf that was laid out for the public log with the entry it speaks of."""
    row = getattr(entry, "outbox", None)
    if row is None:
        yield Check.LEAF_MISSING, "待公开的日志里没有这一条"
        return
    if row.leaf != leaf_of(entry, token) or row.leaf_digest != sha256("\x00" + row.leaf):
        yield Check.LEAF_CHANGED, "待公开的日志里这一条与办理记录不符"


def _end(file: File, chain: _Chain) -> Iterator[tuple[Check, str]]:
    """Compare the end of the chain with the file as stored."""
    if not chain.number:
        yield Check.NO_ENTRY, "没有任何记录，不是经办理产生的"
        return
    if file.entries != chain.number or file.head != chain.digest:
        yield (
            Check.HEAD_WRONG,
            f"卷宗记着{file.entries}条记录，查到的最末一条是第{chain.number}条，或者摘要值不符",
        )
    if chain.legal and file.state != chain.state:
        yield Check.STATE_WRONG, f"按记录应是“{chain.state}”，卷宗写的是“{file.state}”"
    if file.seal() != chain.file_seal:
        yield Check.FILE_CHANGED, "卷宗内容与最末一条记录封存时不一样"
    fault = content_fault(file)
    if fault:
        yield Check.CONTENT_CHANGED, f"卷宗{fault}"


class Seals:
    """Every row that some entry sealed, kept in a temporary file so that memory stays small."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute("CREATE TABLE sealed (label TEXT PRIMARY KEY) WITHOUT ROWID")
        self._store.execute("BEGIN")

    def __enter__(self) -> Self:
        """Open the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Throw the store away."""
        self._store.close()

    def note(self, file: Replayed) -> Iterator[Fault]:
        """Keep what one file sealed; yield a fault for each row that another file sealed already."""
        for label, (number, _) in file.seals.items():
            added = self._store.execute("INSERT OR IGNORE INTO sealed VALUES (?)", [label]).rowcount
            if not added:
                yield Fault(file.label, number, Check.ROW_SEALED_TWICE, f"“{label}”被封存了两次")

    def __contains__(self, label: str) -> bool:
        """Say whether some entry sealed this row."""
        return self._store.execute("SELECT 1 FROM sealed WHERE label = ?", [label]).fetchone() is not None
