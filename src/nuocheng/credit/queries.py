"""What others may read of credit: how a party stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from nuocheng.credit.lifecycle import StandingState
from nuocheng.credit.models import IntegrityFile, Mark
from nuocheng.edge.keyset import Page, page


@dataclass(frozen=True, slots=True)
class Standing:
    """How a party stands (信用状况); *reference* is empty where there is no integrity file yet."""

    reference: str
    barred: bool
    repairing: bool
    reason: str
    basis: str
    since: datetime | None


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
