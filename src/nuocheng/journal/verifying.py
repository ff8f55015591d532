"""Verifying the journal: every file replayed, every sealed row held to its seal, every leaf recomputed.

Memory is bounded whatever the size of the database: files are read in chunks, sealed rows in batches, and
what was seen sealed is kept in a temporary file. It may run while the house works: whatever looks wrong
because somebody acted meanwhile is looked at again before it is called a fault.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from nuocheng.journal.files import File, Kept, Record, kept, kinds, new_id, records
from nuocheng.journal.models import Entry, Outbox
from nuocheng.journal.replaying import Check, Fault, Replayed, Seals, content_fault, replay, seals_of

FILES = 200
ROWS = 400
#: Rows held at once: a certificate handed in may be megabytes.
FETCH = 8
TRIES = 3
#: Whoever began this long before the verification has surely committed by its end.
LONGEST_ACT_MS = 600_000
#: What reading a damaged row may raise: a date that is none, a number that is none, bytes that are no text.
UNREADABLE = (ValueError, TypeError, OverflowError, DatabaseError)

Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """How much there is to verify."""

    files: int
    entries: int
    rows: int
    leaves: int


def summary() -> Summary:
    """Count what a verification goes through."""
    return Summary(
        files=sum(_all(model).count() for model in kinds()),
        entries=Entry.objects.count(),
        rows=sum(_all(model).count() for model in (*records(), *kept())),
        leaves=Outbox.objects.count(),
    )


def faults(step: Step = lambda _: None) -> Iterator[Fault]:
    """Yield everything that is not as the door wrote it; *step* hears of every few entries replayed."""
    since = _earlier(new_id())
    with Seals() as sealed:
        for model in kinds():
            yield from _files(model, sealed, step)
        yield from _strays()
        yield from _orphan_leaves()
        for rows in records():
            yield from _unsealed(rows, sealed, since)
        for store in kept():
            yield from _contents(store)


def _files(model: type[File], sealed: Seals, step: Step) -> Iterator[Fault]:
    """Replay every file of one kind, chunk by chunk in the order of their numbers."""
    last = ""
    while True:
        try:
            rows = _all(model).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
            chunk = list(rows[:FILES])
        except UNREADABLE as broken:
            yield Fault(
                model.kind, 0, Check.UNREADABLE, f"这一类卷宗有编号读不出来，后面的没有核对：{broken}"
            )
            return
        if not chunk:
            return
        for done in _settled(model, chunk):
            yield from done.faults
            yield from sealed.note(done)
            step(done.entries)
        last = chunk[-1]


def _settled(model: type[File], references: Sequence[str]) -> Iterator[Replayed]:
    """Replay files; one that looks wrong is replayed alone, until nobody acted on it meanwhile."""
    try:
        replayed = _replayed(model, references)
    except UNREADABLE as broken:
        if len(references) == 1:
            yield Replayed(
                references[0], [Fault(f"{model.kind} {references[0]}", 0, Check.UNREADABLE, str(broken))]
            )
            return
        for reference in references:
            yield from _settled(model, [reference])
        return
    for done in replayed:
        yield _alone(model, done) if done.faults else done


def _alone(model: type[File], suspect: Replayed) -> Replayed:
    """Return what a suspect file looks like once nobody acts on it between two readings."""
    for _ in range(TRIES):
        before = _head(model, suspect.reference)
        try:
            suspect = next(iter(_replayed(model, [suspect.reference])), suspect)
        except UNREADABLE as broken:
            label = f"{model.kind} {suspect.reference}"
            return Replayed(
                suspect.reference, [*suspect.faults, Fault(label, 0, Check.UNREADABLE, str(broken))]
            )
        if not suspect.faults or before == _head(model, suspect.reference):
            break
    return suspect


def _head(model: type[File], reference: str) -> tuple[Any, ...] | None:
    rows = _all(model).filter(pk=reference).values_list("entries", "head")
    return next(iter(rows), None)


def _replayed(model: type[File], references: Sequence[str]) -> list[Replayed]:
    """Replay some files of one kind: one query for them, one for their entries, one per kind of row."""
    files = {file.pk: file for file in _all(model).filter(pk__in=references)}
    rows = Entry.objects.filter(kind=model.kind, subject__in=list(files)).select_related("outbox")
    entries = rows.order_by("subject", "number").iterator(chunk_size=ROWS)
    found = {
        subject: replay(files[subject], chain)
        for subject, chain in groupby(entries, key=lambda entry: entry.subject)
        if subject in files
    }
    done = [found.get(reference) or replay(file, []) for reference, file in files.items()]
    _hold(done)
    return done


def _hold(done: list[Replayed]) -> None:
    """Hold every row that some files sealed against its seal."""
    by_model: dict[type[Record], list[tuple[Replayed, str]]] = {}
    known = {model._meta.label: model for model in records()}
    for file in done:
        for label in file.seals:
            model = known.get(label.partition(":")[0])
            if model is None:
                file.blame(label, Check.ROW_MISSING, f"封存的“{label}”不是本系统的记录")
            else:
                by_model.setdefault(model, []).append((file, label))
    for model, wanted in by_model.items():
        for start in range(0, len(wanted), ROWS):
            _hold_rows(model, wanted[start : start + ROWS])


def _hold_rows(model: type[Record], wanted: list[tuple[Replayed, str]]) -> None:
    """Compare one batch of rows of one model with their seals."""
    left: dict[Any, tuple[Replayed, str]] = {}
    for file, label in wanted:
        left[_key(label)] = (file, label)
    try:
        for row in _all(model).filter(pk__in=[key for key in left if key]).iterator(chunk_size=FETCH):
            file, label = left.pop(row.pk)
            _hold_row(row, file, label)
    except UNREADABLE as broken:
        if len(wanted) > 1:
            for one in wanted:
                _hold_rows(model, [one])
            return
        file, label = wanted[0]
        file.blame(label, Check.UNREADABLE, f"“{label}”读不出来：{broken}")
        return
    for file, label in left.values():
        file.blame(label, Check.ROW_MISSING, f"封存的“{label}”不见了")


def _hold_row(row: Record, file: Replayed, label: str) -> None:
    if row.seal() != file.seals[label][1]:
        file.blame(label, Check.ROW_CHANGED, f"“{label}”与封存时不一样")
    fault = content_fault(row)
    if fault:
        file.blame(label, Check.CONTENT_CHANGED, f"“{label}”{fault}")


def _key(label: str) -> UUID | None:
    try:
        return UUID(label.partition(":")[2])
    except ValueError:
        return None


def _all(model: type[Model]) -> QuerySet[Any]:
    """Return every stored row of a model, whatever its own managers would hide."""
    return QuerySet(model)


def _strays() -> Iterator[Fault]:
    """Yield entries that belong to no file."""
    every = list(kinds())
    for model in every:
        here = Exists(_all(model).filter(pk=OuterRef("subject")))
        yield from _lost(Entry.objects.filter(kind=model.kind).exclude(here))
    yield from _lost(Entry.objects.exclude(kind__in=[model.kind for model in every]))


def _lost(rows: Any) -> Iterator[Fault]:
    try:
        for kind, subject, number in rows.values_list("kind", "subject", "number").iterator(chunk_size=ROWS):
            yield Fault(f"{kind} {subject}", number, Check.STRAY_ENTRY, "这条记录没有对应的卷宗")
    except UNREADABLE as broken:
        yield Fault("journal", 0, Check.UNREADABLE, f"有一条没有卷宗的记录读不出来：{broken}")


def _orphan_leaves() -> Iterator[Fault]:
    """Yield leaves that belong to no entry."""
    rows = Outbox.objects.exclude(Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    for key in rows.values_list("pk", flat=True).iterator(chunk_size=ROWS):
        yield Fault(f"outbox {key}", 0, Check.STRAY_LEAF, "日志里这一条没有对应的办理记录")


def _contents(store: type[Kept]) -> Iterator[Fault]:
    """Yield kept content that is not what its digest says, that is missed, or that nobody named."""
    label = store._meta.label
    for one in _all(store).iterator(chunk_size=FETCH):
        if hashlib.sha256(one.content).hexdigest() != one.digest:
            yield Fault(f"{label}:{one.digest}", 0, Check.CONTENT_CHANGED, "存放的内容与它的摘要值不符")
    naming = [(model, column) for model in records() for column in model.keeps]
    for model, column in naming:
        here = Exists(_all(store).filter(pk=OuterRef(column)))
        lost = _all(model).exclude(here).filter(*_nowhere_else(model))
        for key in lost.values_list("pk", flat=True).iterator(chunk_size=ROWS):
            yield Fault(f"{model._meta.label}:{key.hex}", 0, Check.CONTENT_MISSING, "所存的内容不见了")
    unnamed = _all(store)
    for model, column in naming:
        unnamed = unnamed.exclude(Exists(_all(model).filter(**{column: OuterRef("pk")})))
    for key in unnamed.values_list("pk", flat=True).iterator(chunk_size=ROWS):
        yield Fault(f"{label}:{key}", 0, Check.ROW_UNSEALED, "没有任何记录提到这份内容，不是经办理产生的")


def _nowhere_else(model: type[Record]) -> list[Q]:
    """Return the condition that a row no longer holds the bytes itself."""
    return [Q(**{name: b""}) for name in model.moved]


def _unsealed(model: type[Record], sealed: Seals, since: UUID) -> Iterator[Fault]:
    """Yield rows of one model that no entry seals: they slipped in past the door."""
    keys = _all(model).values_list(Cast("pk", TextField()), flat=True)
    suspects: set[str] = set()
    try:
        for key in keys.iterator(chunk_size=ROWS):
            label = f"{model._meta.label}:{key.replace('-', '')}"
            if label not in sealed:
                suspects.add(label)
    except UNREADABLE as broken:
        yield Fault(model._meta.label, 0, Check.UNREADABLE, f"有编号读不出来：{broken}")
    if suspects:
        suspects -= _sealed_since(since)
    for label in sorted(suspects):
        yield Fault(label, 0, Check.ROW_UNSEALED, "这一行没有任何记录封存，不是经办理产生的")


def _sealed_since(since: UUID) -> set[str]:
    """Return what was sealed while the verification ran: those files were passed already."""
    rows = Entry.objects.filter(pk__gte=since).only("seals").iterator(chunk_size=ROWS)
    return {label for entry in rows for label in seals_of(entry)}


def _earlier(key: UUID) -> UUID:
    """Return the id that would have been drawn ten minutes before *key*."""
    stamp = (key.int >> 80) - LONGEST_ACT_MS
    return UUID(int=max(stamp, 0) << 80)
