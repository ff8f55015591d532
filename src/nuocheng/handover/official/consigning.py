"""What changed is noticed, filled in, looked through and packed into batches; nothing is handed over twice the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from nuocheng.consequences import queries as consequences
from nuocheng.handover import queries
from nuocheng.handover.models import (
    ACCEPTED,
    HELD,
    PARKED,
    READY,
    REFUSED,
    SENT,
    SETTLED,
    WAITING,
    Consignment,
    Destination,
    Handed,
)
from nuocheng.handover.official.reconciling import note_packed
from nuocheng.handover.queries.filling import KINDS, Filled, filled
from nuocheng.handover.queries.tables import table
from nuocheng.handover.rules.columns import digest, objection, renamed
from nuocheng.kernel.occasion import CHINA
from nuocheng.platforms import queries as platforms

#: How many rows go in one batch, and how many portions of changes are read in one go.
AT_ONCE = 500
PORTIONS = 20
PROTOCOL = "nuocheng-handover/1"


def notice_changes(one: Destination, at: datetime) -> int:
    """Read on in the feed of changes, and mark the rows that speak anew; return how many changes were looked at."""
    looked = 0
    for _ in range(PORTIONS):
        feed = platforms.feed(one.mark, None)
        if feed.next == (one.mark or "0") and not feed.rows:
            break
        looked += len(feed.rows)
        if not _noticed(one, feed, at) or not feed.more:
            break
    return looked


@transaction.atomic
def _noticed(one: Destination, feed: platforms.Feed, at: datetime) -> bool:
    """Mark one portion, and move the mark with it; where another worker was first nothing is done."""
    if not Destination.objects.filter(pk=one.pk, mark=one.mark).update(mark=feed.next):
        return False
    one.mark = feed.next
    chosen = set(one.tables.split())
    keys = {(KINDS[row.kind], row.reference) for row in feed.rows if row.kind in KINDS}
    moved = [row.reference for row in feed.rows if row.kind == "matter"]
    keys |= {("supervision", task) for task in consequences.tasks_behind(moved)}
    wanted = [(name, key) for name, key in sorted(keys) if name in chosen]
    rows = [Handed(destination=one, table=name, key=key, changed_at=at) for name, key in wanted]
    Handed.objects.bulk_create(rows, ignore_conflicts=True)
    for name in sorted(chosen):
        again = [key for table_, key in wanted if table_ == name]
        Handed.objects.filter(destination=one, table=name, key__in=again).update(state=WAITING, changed_at=at)
    return True


def pack(one: Destination, at: datetime, limit: int = AT_ONCE) -> int:
    """Fill in what waits and pack it into batches, one of each table; return how many rows were packed."""
    return sum(_pack(one, name, at, limit) for name in one.tables.split())


@transaction.atomic
def _pack(one: Destination, name: str, at: datetime, limit: int) -> int:
    rows = list(
        Handed.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("consignment")
        .filter(destination=one, state=WAITING, table=name)
        .order_by("id")[:limit]
    )
    if not rows:
        return 0
    known = frozenset(row.key for row in rows if row.digest)
    told = filled(name, [row.key for row in rows], replace(queries.wanted(one), known=known))
    going = [row for row in rows if _settle(row, told.get(row.key), at)]
    dropped = [row.pk for row in rows if row.key not in told and not row.digest]
    Handed.objects.filter(pk__in=dropped).delete()
    if going:
        _lay(one, name, going, told, at)
    kept = [row for row in rows if row.pk not in set(dropped)]
    Handed.objects.bulk_update(
        kept, ["version", "digest", "state", "why", "consignment", "day", "changed_at"], batch_size=AT_ONCE
    )
    return len(going)


def _settle(row: Handed, told: Filled | None, at: datetime) -> bool:
    """Say whether a row has to go; one that says nothing new or is not whole stays, with the reason."""
    row.changed_at = at
    if told is None:
        row.state = ACCEPTED if row.digest else WAITING
        return False
    seal = digest(told.row)
    before = row.consignment
    if seal == row.digest and before is not None and not row.why:
        row.state = ACCEPTED if before.state == SETTLED else SENT
        return False
    row.why = objection(table(row.table), told.row)[:400]
    row.state = HELD if row.why else SENT
    if row.why:
        return False
    row.version, row.digest, row.day = told.version, seal, at.astimezone(CHINA).date()
    return True


def _lay(one: Destination, name: str, going: list[Handed], told: dict[str, Filled], at: datetime) -> None:
    """Lay one batch with its bytes, and put its rows into it."""
    Destination.objects.filter(pk=one.pk).update(count=F("count") + 1)
    one.refresh_from_db(fields=["count"])
    batch = Consignment(
        destination=one, number=one.count, table=name, many=len(going), made_at=at, due_at=at, state=READY
    )
    batch.content = content(one, batch, [(row, told[row.key].row) for row in going])
    batch.digest = hashlib.sha256(batch.content).hexdigest()
    batch.save(force_insert=True)
    for row in going:
        row.consignment = batch
    note_packed(one, name, at.astimezone(CHINA).date(), at)


def content(one: Destination, batch: Consignment, rows: Iterable[tuple[Handed, dict[str, str]]]) -> bytes:
    """Return a batch as it is sent: JSON, the columns under the names that the platform wants."""
    names = queries.names(one)
    said = {
        "protocol": PROTOCOL,
        "source": settings.NUOCHENG_ADDRESS,
        "batch": batch.pk.hex,
        "number": batch.number,
        "table": batch.table,
        "region": one.region,
        "made_at": batch.made_at.astimezone(CHINA).isoformat(timespec="seconds"),
        "rows": [
            {"key": row.key, "version": row.version, "digest": row.digest, "data": renamed(cells, names)}
            for row, cells in rows
        ],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def send_again(one: Destination, at: datetime, number: int | None = None) -> int:
    """Have a parked batch sent again with the same bytes, or all of them; return how many."""
    rows = Consignment.objects.filter(destination=one, state=PARKED)
    if number is not None:
        rows = rows.filter(number=number)
    return rows.update(state=READY, tries=0, due_at=at, settled_at=None)


def hand_again(one: Destination, at: datetime, *, state: str) -> int:
    """Have every row that is held, or was sent back, filled in and looked at anew; return how many."""
    if state not in {HELD, REFUSED}:
        return 0
    rows = Handed.objects.filter(destination=one, state=state)
    return rows.update(state=WAITING, changed_at=at, consignment=None)
