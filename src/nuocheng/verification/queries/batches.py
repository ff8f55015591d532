"""What is known of reference sets and of runs of batch verification, and what can be matched with what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law
from nuocheng.verification.lifecycle import RUNNING, BatchState, SnapshotState, TaskState
from nuocheng.verification.models import Advance, Batch, Snapshot, Task

#: The outcome of a source that gave no answer; such a task still waits.
SILENT = "source_down"
WAITING = Q(state=TaskState.OWED) | Q(state=TaskState.ANSWERED, outcome=SILENT)
#: How many tasks are fetched at once while claims are laid out.
CHUNK = 2_000
#: How many tasks are looked at to say what waits.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Usable:
    """A column of a snapshot that claims can be matched with."""

    snapshot: str
    source: str
    field: str
    type: str
    column: str
    many: bool
    as_of: date


def waits(task: Task) -> bool:
    """Say whether a task still waits for an answer of its source."""
    silent = task.state == TaskState.ANSWERED and task.outcome == SILENT
    return task.state == TaskState.OWED or silent


def batch(reference: str) -> Batch:
    """Return one run.

    Raises:
        NotFound: There is no such run.

    """
    return Batch.load(reference)


def snapshot(reference: str) -> Snapshot:
    """Return one snapshot.

    Raises:
        NotFound: There is no such snapshot.

    """
    return Snapshot.load(reference)


def batches(department: str, after: str = "") -> Page[Batch]:
    """Return a page of the runs of a department, the newest first."""
    return page(Batch.objects.filter(department=department), ("-opened_at", "-reference"), after)


def snapshots(after: str = "") -> Page[Snapshot]:
    """Return a page of the snapshots, the newest first."""
    return page(Snapshot.objects.all(), ("-opened_at", "-reference"), after)


def under_way(department: str) -> Batch | None:
    """Return the run that a department has under way, if it has one."""
    return Batch.objects.filter(department=department, state__in=RUNNING).first()


def at_work() -> list[Batch]:
    """Return the runs that the system has to go on with."""
    return list(Batch.objects.filter(state__in=RUNNING).order_by("reference"))


def over() -> list[str]:
    """Return the newest runs of which nothing is needed on disk any more."""
    rows = Batch.objects.filter(state=BatchState.DONE).order_by("-opened_at")
    return list(rows.values_list("reference", flat=True)[:100])


def to_load() -> list[Snapshot]:
    """Return the snapshots that are to be laid out."""
    return list(Snapshot.objects.filter(state=SnapshotState.LOADING).order_by("reference"))


def removed() -> list[str]:
    """Return the newest snapshots whose rows have to go from disk."""
    rows = Snapshot.objects.filter(state__in=[SnapshotState.REMOVED, SnapshotState.REFUSED])
    return list(rows.order_by("-moved_at").values_list("reference", flat=True)[:100])


def loaded_on(source: str, as_of: date) -> bool:
    """Say whether a source is loaded as of one day."""
    return Snapshot.objects.filter(state=SnapshotState.LOADED, source=source, as_of=as_of).exists()


def matched_with(reference: str) -> bool:
    """Say whether a run under way, or one that could go on, needs a snapshot."""
    rows = Batch.objects.filter(state__in=[*RUNNING, BatchState.STOPPED])
    return any(one["snapshot"] == reference for row in rows for one in row.threads)


def usable(today: date) -> dict[tuple[str, str, str], Usable]:
    """Return the columns of the newest snapshot of each source by (source, field, type), where it is fresh enough."""
    oldest = today - timedelta(days=law.term("term.verification.freshness", today).amount)
    rows = Snapshot.objects.filter(state=SnapshotState.LOADED, as_of__gte=oldest).order_by("source", "as_of")
    newest = {row.source: row for row in rows}
    return {
        (row.source, one["field"], one["type"]): Usable(
            row.reference, row.source, one["field"], one["type"], one["column"], row.many, row.as_of
        )
        for row in newest.values()
        for one in row.described
        if one["field"]
    }


def covered(moment: datetime) -> tuple[Q, ...]:
    """Return what need not be asked one by one, because tonight's run matches it; what is due today does not wait."""
    today = moment.astimezone(CHINA).date()
    return tuple(
        Q(source=source, source_field=field, fact_type=kind, due_on__gt=today)
        for source, field, kind in usable(today)
    )


def waiting(department: str, today: date) -> bool:
    """Say whether something of a department waits that can be matched."""
    known = usable(today)
    kinds = _candidates(department, known).values_list("source", "source_field", "fact_type")
    return any(kind in known for kind in kinds.iterator(CHUNK))


def waiting_for(department: str, known: dict[tuple[str, str, str], Usable]) -> dict[Usable, list[str]]:
    """Return which of the *known* columns something of a department can be matched with, and which facts; of the first ones."""
    found: dict[Usable, list[str]] = {}
    wanted = ("source", "source_field", "fact_type", "label")
    for *kind, label in _candidates(department, known).values_list(*wanted)[:LOOKED_AT]:
        column = known.get((kind[0], kind[1], kind[2]))
        if column is not None and label not in found.setdefault(column, []):
            found[column].append(label)
    return found


def to_match(department: str, today: date) -> Iterator[tuple[Usable, dict[str, Any]]]:
    """Yield what waits in a department and can be matched, each with the column it is matched with."""
    known = usable(today)
    wanted = (
        "reference",
        "label",
        "source",
        "source_field",
        "fact_type",
        "comparison",
        "claimed",
        "party",
        "party_name",
    )
    for row in _candidates(department, known).values(*wanted).iterator(CHUNK):
        column = known.get((row["source"], row["source_field"], row["fact_type"]))
        if column is not None:
            yield column, row


def departments(today: date) -> list[str]:
    """Return the departments in which something waits that may be matched, and no run is under way."""
    sources = {source for source, _, _ in usable(today)}
    running = Batch.objects.filter(state__in=RUNNING).values_list("department", flat=True)
    rows = Task.objects.filter(WAITING, source__in=sources).exclude(department__in=list(running))
    return sorted(rows.order_by().values_list("department", flat=True).distinct())


def opened_since(department: str, day: date) -> bool:
    """Say whether a run of a department was opened on or after a day."""
    return Batch.objects.filter(department=department, opened_at__date__gte=day).exists()


def advance(reference: str) -> Advance:
    """Return how far something has come."""
    return Advance.objects.filter(pk=reference).first() or Advance(reference=reference)


def _candidates(department: str, known: dict[tuple[str, str, str], Usable]) -> QuerySet[Task]:
    sources = {source for source, _, _ in known}
    return Task.objects.filter(WAITING, department=department, source__in=sources).order_by("reference")
