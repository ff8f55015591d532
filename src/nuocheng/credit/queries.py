"""What others may read of credit: how a party stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from nuocheng.credit.lifecycle import ObjectionState, StandingState
from nuocheng.credit.models import Correction, IntegrityFile, Mark, Objection
from nuocheng.edge.keyset import Page, page
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Standing:
    """How a party stands (信用状况); *reference* is empty where there is no integrity file yet."""

    reference: str
    barred: bool
    repairing: bool
    reason: str
    basis: str
    since: datetime | None


#: Verbs of the journal by which a mark comes, and by which it counts no more.
ENTERING = ("integrity.enter_mark", "integrity.note_mark")
CORRECTING = ("integrity.correct_mark", "integrity.note_correction")
MOST_OBJECTIONS = 50
NO_FILE = Standing("", barred=False, repairing=False, reason="", basis="", since=None)


def standing(party: str, *, lock: bool = False) -> Standing:
    """Return how a party stands; with *lock*, held until the end of the transaction on PostgreSQL.

    An act that relies on the standing locks it, so that no mark can be entered in between.
    """
    rows = IntegrityFile.objects.filter(party=party)
    if lock and connection.features.has_select_for_update:
        rows = rows.select_for_update()
    row = next(iter(rows.values_list("reference", "state", "reason", "basis", "barred_at")), None)
    if row is None:
        return NO_FILE
    reference, state, reason, basis, since = row
    return Standing(
        reference,
        barred=state != StandingState.CLEAR,
        repairing=state == StandingState.REPAIRING,
        reason=reason,
        basis=basis,
        since=since,
    )


def integrity_file(party: str) -> IntegrityFile | None:
    """Return the integrity file of a party, if there is one."""
    return IntegrityFile.objects.filter(party=party).first()


def marks(reference: str) -> list[Mark]:
    """Return the marks in an integrity file, newest first."""
    return list(Mark.objects.filter(file_id=reference).order_by("-at"))


def by_reference(reference: str) -> IntegrityFile:
    """Return one integrity file.

    Raises:
        NotFound: There is no such file.

    """
    return IntegrityFile.load(reference)


def repairs_asked(after: str = "") -> Page[IntegrityFile]:
    """Return a page of the integrity files whose repair was asked for, the oldest first."""
    rows = IntegrityFile.objects.filter(state=StandingState.REPAIRING)
    return page(rows, ("moved_at", "reference"), after)


def mark(key: str) -> Mark:
    """Return one mark by its id in hexadecimal, with the file it is in.

    Raises:
        NotFound: There is no such mark.

    """
    try:
        found = Mark.objects.select_related("file").filter(pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("没有找到这条记录，请从诚信档案里点进来")
    return found


def corrected(reference: str) -> dict[str, Correction]:
    """Return the corrections in an integrity file, by the mark's id in hexadecimal."""
    rows = Correction.objects.filter(mark__file_id=reference)
    return {row.mark_id.hex: row for row in rows}


def entered_by(mark: Mark) -> str:
    """Return who entered a mark, as the journal has it."""
    lines = journal.history(IntegrityFile.kind, mark.file_id)
    of_mark = (line for line in lines if line.verb in ENTERING and line.note.get("matter") == mark.matter)
    return next((line.actor for line in of_mark), "")


def barring(reference: str) -> list[str]:
    """Return the matters whose marks keep a party from pledging now, oldest first."""
    held: dict[str, None] = {}
    for line in journal.history(IntegrityFile.kind, reference):
        matter = str(line.note.get("matter", ""))
        if line.verb == "integrity.enter_mark":
            held[matter] = None
        elif line.verb in CORRECTING:
            held.pop(matter, None)
        elif line.verb == "integrity.repair":
            held.clear()
    return list(held)


def objection(reference: str) -> Objection:
    """Return one objection.

    Raises:
        NotFound: There is no such objection.

    """
    return Objection.load(reference)


def objections_of(party: str) -> list[Objection]:
    """Return the newest objections of a party."""
    return list(Objection.objects.filter(party=party).order_by("-opened_at")[:MOST_OBJECTIONS])


def open_objection(mark_key: str) -> Objection | None:
    """Return the objection to a mark that is not answered yet, if there is one."""
    return Objection.objects.filter(mark=mark_key, state=ObjectionState.FILED).first()


def objections_waiting(department: str = "", after: str = "") -> Page[Objection]:
    """Return a page of the objections that wait for an answer, the most urgent first; of a department, or of all."""
    rows = Objection.objects.filter(state=ObjectionState.FILED)
    if department:
        rows = rows.filter(department=department)
    return page(rows, ("due_on", "reference"), after)
