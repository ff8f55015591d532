"""What a platform said of a batch: row by row taken or sent back, or not there at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from nuocheng.handover.models import (
    ACCEPTED,
    GONE,
    PARKED,
    REFUSED,
    SENT,
    SETTLED,
    WAITING,
    Consignment,
    Destination,
    Handed,
)
from nuocheng.platforms.channels.pace import PACE

#: How long after a batch arrived its receipt is asked for again.
ASK_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What a receipt says: its number, whether it speaks of every row, and which rows were sent back and why."""

    receipt: str
    whole: bool
    refused: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def note_receipt(batch: Consignment, told: Told, at: datetime) -> None:
    """Keep a receipt: once it is whole, each row of the batch is taken or sent back; before that it is asked for again.

    A row that changed meanwhile waits to be packed again: it only remembers that it was sent back, so that it goes.
    """
    batch.receipt = told.receipt[:64] or batch.receipt
    batch.said, batch.tries = "", 0
    rows = Handed.objects.filter(consignment=batch)
    if told.whole:
        for key, why in told.refused.items():
            reason = (why or "对方没有说明原因")[:400]
            rows.filter(key=key, state=WAITING).update(why=reason)
            rows.filter(key=key, state=SENT).update(state=REFUSED, why=reason, changed_at=at)
        rows.filter(state=SENT).update(state=ACCEPTED, why="", changed_at=at)
        batch.refused = len(told.refused)
        batch.accepted = batch.many - batch.refused
        batch.state, batch.settled_at = SETTLED, at
    else:
        batch.state, batch.due_at = GONE, at + ASK_AGAIN
    batch.save(
        update_fields=["receipt", "said", "tries", "refused", "accepted", "state", "settled_at", "due_at"]
    )
    Destination.objects.filter(pk=batch.destination_id).update(failures=0, rests_until=None, arrived_at=at)


def note_failure(batch: Consignment, said: str, at: datetime, *, away: bool) -> None:
    """Keep that a batch could not be sent or asked about, and decide when to try again; at last it is parked."""
    batch.tries += 1
    batch.said = said[:200]
    wait = PACE.again(batch.tries)
    if wait is None:
        batch.state, batch.settled_at = PARKED, at
    else:
        batch.due_at = at + wait
    batch.save(update_fields=["tries", "said", "state", "settled_at", "due_at"])
    if away:
        one = Destination.objects.get(pk=batch.destination_id)
        rest = PACE.rest(one.failures + 1)
        Destination.objects.filter(pk=one.pk).update(failures=one.failures + 1, rests_until=at + rest)


def carried_off(batch: Consignment, at: datetime) -> None:
    """Note that somebody took a batch away as a file: from now on its receipt is awaited."""
    if batch.state not in {GONE, SETTLED}:
        batch.state, batch.tries = GONE, batch.tries + 1
        batch.save(update_fields=["state", "tries"])
        Destination.objects.filter(pk=batch.destination_id).update(arrived_at=at)
