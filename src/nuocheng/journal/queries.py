"""Reading the journal: a file's history, and what a department did in a month."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connection

from nuocheng.journal.deeds import entry_digest
from nuocheng.journal.files import kinds
from nuocheng.journal.models import Answered, Entry, Outbox
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.lifecycles import Lifecycle


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file's history."""

    number: int
    verb: str
    at: datetime
    actor: str
    post: str
    note: dict[str, Any]
    digest: str


def history(kind: str, reference: str) -> list[Line]:
    """Return what was done on a file, oldest first."""
    rows = Entry.objects.filter(kind=kind, subject=reference).order_by("number")
    return [
        Line(row.number, row.verb, row.at, row.actor, row.post, json.loads(row.note), row.digest)
        for row in rows
    ]


def actors(kind: str, references: Iterable[str]) -> dict[str, set[str]]:
    """Return who did anything on each of these files; the system itself is nobody."""
    found: dict[str, set[str]] = {}
    rows = Entry.objects.filter(kind=kind, subject__in=list(references)).exclude(actor="system").order_by()
    for subject, actor in rows.values_list("subject", "actor").distinct():
        found.setdefault(subject, set()).add(actor)
    return found


def answered(actor: str, key: str) -> str:
    """Return the reference of the file that a request under this key moved already; nothing if none did."""
    receipts = Answered.objects.filter(actor=actor, key=key).values_list("receipt", flat=True)
    return next((str(json.loads(one)["reference"]) for one in receipts if key), "")


@dataclass(frozen=True, slots=True)
class Sealed:
    """The entry that sealed a row: its place, its digest, the seal it keeps, and whether it is still what it was."""

    number: int
    digest: str
    seal: str
    intact: bool


def sealed_in(kind: str, reference: str, label: str) -> Sealed | None:
    """Return the entry of a file that sealed a row, the digest of that entry computed anew."""
    for row in Entry.objects.filter(kind=kind, subject=reference, seals__contains=label):
        seal = json.loads(row.seals).get(label)
        if seal is not None:
            return Sealed(row.number, row.digest, seal, entry_digest(row) == row.digest)
    return None


def unbroken(kind: str, reference: str) -> bool:
    """Say whether the entries of a file are whole and hang together from the first to the last."""
    before = ""
    for place, row in enumerate(
        Entry.objects.filter(kind=kind, subject=reference).order_by("number"), start=1
    ):
        if row.number != place or row.previous != before or entry_digest(row) != row.digest:
            return False
        before = row.digest
    return True


def done(
    department: str, verbs: Iterable[str], start: datetime, end: datetime
) -> list[tuple[str, str, datetime]]:
    """Return (verb, file, time) of every act of *verbs* in a department from *start* to before *end*."""
    rows = Entry.objects.filter(
        department=department, verb__in=list(verbs), at__gte=start, at__lt=end
    ).order_by("at", "id")
    return list(rows.values_list("verb", "subject", "at"))


@dataclass(frozen=True, slots=True)
class Told:
    """One act of a department, with what its entry notes."""

    verb: str
    reference: str
    at: datetime
    note: dict[str, Any]


def told(department: str, verbs: Iterable[str], start: datetime, end: datetime) -> list[Told]:
    """Return every act of *verbs* in a department from *start* to before *end*, with its note."""
    rows = Entry.objects.filter(
        department=department, verb__in=list(verbs), at__gte=start, at__lt=end
    ).order_by("at", "id")
    said = rows.values_list("verb", "subject", "at", "note")
    return [Told(verb, reference, at, json.loads(note)) for verb, reference, at, note in said]


def leaves_waiting() -> int:
    """Return how many entries still wait to be sequenced by the transparency log."""
    return Outbox.objects.filter(log_index=None).count()


@dataclass(frozen=True, slots=True)
class Change:
    """One entry as other systems are told of it: no names, no numbers of people, no notes."""

    place: int
    kind: str
    reference: str
    number: int
    verb: str
    state: str
    at: datetime
    department: str
    digest: str


def newest_place() -> int:
    """Return the place of the newest entry that can be seen now; older ones may still be on their way."""
    return Outbox.objects.order_by("-id").values_list("id", flat=True).first() or 0


def settled_place() -> int:
    """Return the place up to which no entry will turn up any more; only inside a transaction.

    PostgreSQL hands out places before the commit, so a later one may be seen first. Its lock waits for the
    writers that are under way, which takes as long as a commit. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Outbox._meta.db_table)} IN SHARE MODE")
    return newest_place()


def changes(after: int, until: int, size: int) -> list[Change]:
    """Return at most *size* entries behind the place *after*, up to *until*, in their order."""
    rows = Outbox.objects.filter(id__gt=after, id__lte=until).order_by("id").select_related("entry")
    found = list(rows.only("id", *(f"entry__{name}" for name in _TOLD))[:size])
    states = _states([one.entry for one in found])
    return [
        Change(one.pk, state=states.get((entry.kind, entry.subject, entry.number), ""), **_said(entry))
        for one in found
        for entry in [one.entry]
    ]


_TOLD = ("kind", "subject", "number", "verb", "at", "department", "digest")


def _said(entry: Entry) -> dict[str, Any]:
    return {"reference" if name == "subject" else name: getattr(entry, name) for name in _TOLD}


def _states(entries: list[Entry]) -> dict[tuple[str, str, int], str]:
    """Return the state in which each entry left its file, by replaying the verbs up to it."""
    lives = {model.kind: model.lifecycle for model in kinds()}
    subjects = {entry.subject for entry in entries}
    rows = Entry.objects.filter(kind__in={entry.kind for entry in entries}, subject__in=subjects)
    chains = rows.order_by("kind", "subject", "number").values_list("kind", "subject", "number", "verb")
    left: dict[tuple[str, str, int], str] = {}
    for (kind, subject), chain in groupby(chains, key=lambda row: (row[0], row[1])):
        if kind in lives:
            told = [(number, verb.partition(".")[2]) for _, _, number, verb in chain]
            left.update(((kind, subject, number), state) for number, state in _lived(lives[kind], told))
    return left


def _lived(life: Lifecycle[Any], told: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the state after each verb; a chain that cannot have been is for *verify* to find, not for here."""
    state = None
    for number, verb in told:
        try:
            state = life.born(verb) if state is None else life.after(verb, state)
        except OutOfOrder:
            return
        yield number, str(state)
