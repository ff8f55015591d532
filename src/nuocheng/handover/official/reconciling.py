"""How what was handed over compares with what a platform holds, and what is done about the difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nuocheng.handover import queries
from nuocheng.handover.models import ACCEPTED, SENT, WAITING, Destination, Handed, Reconciliation
from nuocheng.handover.rules.columns import Compared, compared

#: So many numbers that a platform holds and we never sent are named.
NAMED = 50
#: How many rows one statement names: databases take only so many.
AT_ONCE = 500


@transaction.atomic
def note_compared(
    one: Destination, table: str, day: date, theirs: Mapping[str, str], at: datetime
) -> Compared:
    """Compare a day with what the platform says it holds, keep the result, and hand over anew what it lacks."""
    ours = queries.handed_on(one, table, day)
    found = compared(ours, theirs.items())
    told = {
        "ours": len(ours),
        "theirs": len(theirs),
        "missing": len(found.missing),
        "differing": len(found.differing),
        "strange": len(found.strange),
        "strangers": "、".join(found.strange[:NAMED]),
        "said": "",
        "open": False,
    }
    _keep(one, table, day, {**told, "at": at})
    again = [*found.missing, *found.differing]
    for start in range(0, len(again), AT_ONCE):
        rows = Handed.objects.filter(destination=one, table=table, key__in=again[start : start + AT_ONCE])
        rows.filter(state__in=[SENT, ACCEPTED]).update(state=WAITING, consignment=None, changed_at=at)
    return found


def note_silence(one: Destination, table: str, day: date, said: str, at: datetime) -> None:
    """Keep that a day could not be reconciled, and why: it is tried again."""
    _keep(one, table, day, {"said": said[:200], "open": True, "at": at})


def note_packed(one: Destination, table: str, day: date, at: datetime) -> None:
    """Keep that rows of a table go on this day: when it is over it is to be compared, once more where it was already."""
    kept = Reconciliation(destination=one, table=table, day=day, at=at)
    Reconciliation.objects.bulk_create(
        [kept],
        update_conflicts=True,
        unique_fields=["destination", "table", "day"],
        update_fields=["open", "at"],
    )


def _keep(one: Destination, table: str, day: date, told: Mapping[str, Any]) -> None:
    Reconciliation.objects.update_or_create(destination=one, table=table, day=day, defaults=told)
