"""Reading the journal: a file's history, and what a department did in a month."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nuocheng.journal.models import Entry, Outbox


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
