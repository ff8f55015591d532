"""How what was handed over compares with what a platform holds, and what is done about the difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from nuocheng.handover import queries
from nuocheng.handover.models import ACCEPTED, SENT, WAITING, Destination, Handed, Reconciliation
from nuocheng.handover.rules.columns import Compared, compared

#: So many numbers that a platform holds and we never sent are named.
NAMED = 50


@transaction.atomic
def note_compared(
    one: Destination, table: str, day: date, theirs: Mapping[str, str], at: datetime
) -> Compared:
    """Compare a day with what the platform says it holds, keep the result, and hand over anew what it lacks."""
    ours = queries.handed_on(one, table, day)
    found = compared(ours, theirs.items())
    _kept(one, table, day, at).update(
        ours=len(ours),
        theirs=len(theirs),
        missing=len(found.missing),
        differing=len(found.differing),
        strange=len(found.strange),
        strangers="、".join(found.strange[:NAMED]),
        said="",
    )
    hand_missing_again(one, table, [*found.missing, *found.differing], at)
    return found


def note_silence(one: Destination, table: str, day: date, said: str, at: datetime) -> None:
    """Keep that a day could not be reconciled, and why: it is tried again."""
    _kept(one, table, day, at).update(said=said[:200])


def hand_missing_again(one: Destination, table: str, keys: list[str], at: datetime) -> int:
    """Have rows filled in and handed over anew; return how many. What they were known by is forgotten, so they go."""
    rows = Handed.objects.filter(destination=one, table=table, key__in=keys, state__in=[SENT, ACCEPTED])
    return rows.update(state=WAITING, consignment=None, changed_at=at)


def _kept(one: Destination, table: str, day: date, at: datetime) -> QuerySet[Reconciliation]:
    made, _ = Reconciliation.objects.get_or_create(destination=one, table=table, day=day, defaults={"at": at})
    Reconciliation.objects.filter(pk=made.pk).update(at=at)
    return Reconciliation.objects.filter(pk=made.pk)
