"""What happens by itself in hand-over: changes are noticed, packed and sent, receipts fetched, days reconciled."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.edge.clock import now
from nuocheng.handover import official, queries
from nuocheng.handover.channels.talking import Line, Receipt, Unanswered, ask_held, ask_receipt, hand
from nuocheng.handover.models import GONE, PUSH
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import CHINA
from nuocheng.platforms.channels.pace import PACE

#: How many batches of one platform are sent or asked about in one round.
BATCHES = 20


def hand_over(at: datetime) -> int:
    """Notice what changed, pack it and send what is due; return how many batches got through.

    Whenever this process dies the next run goes on: a batch is sent again with the same id and bytes, and the
    platform keeps the newest version of each row.
    """
    for one in queries.destinations():
        if one.live:
            official.notice_changes(one, at)
            if one.way == PUSH or queries.pack_is_due(one, at):
                official.pack(one, at)
    until = at + timedelta(seconds=PACE.budget_s)
    return sum(_talk(one, at, until) for one in queries.ready(at))


def reconcile_due(at: datetime) -> int:
    """Compare the days that are over with what each platform says it holds; return how many days were compared."""
    yesterday = at.astimezone(CHINA).date() - timedelta(days=1)
    return sum(reconcile(one, at, queries.to_reconcile(one, yesterday)) for one in queries.ready(at))


def reconcile(one: official.Destination, at: datetime, days: list[queries.Day]) -> int:
    """Compare some days of one platform; return how many were compared. The first silence ends it for now."""
    done = 0
    for table, day in days:
        try:
            theirs = ask_held(_line(one), table, day, now())
        except (Unanswered, Malformed) as why:
            official.note_silence(one, table, day, str(why), at)
            break
        official.note_compared(one, table, day, theirs, at)
        done += 1
    return done


def _talk(one: official.Destination, at: datetime, until: datetime) -> int:
    """Send one platform what is due, in order; stop where it is out of reach or time is up."""
    done = 0
    for batch in queries.due(one, max(at, now()), BATCHES):
        moment = now()
        if moment > until:
            break
        try:
            receipt = _receipt(_line(one), batch, moment)
        except Unanswered as why:
            official.note_failure(batch, str(why), now(), away=why.away)
            if why.away:
                break
            continue
        except Malformed as lost:
            official.note_failure(batch, lost.text, now(), away=True)
            break
        official.note_receipt(batch, official.Told(receipt.number, receipt.whole, receipt.refused), now())
        done += 1
    return done


def _receipt(line: Line, batch: official.Consignment, at: datetime) -> Receipt:
    if batch.state == GONE:
        return ask_receipt(line, batch.pk.hex, at)
    return hand(line, batch.pk.hex, bytes(batch.content), at)


def _line(one: official.Destination) -> Line:
    return Line(one.url, queries.secret(one))
