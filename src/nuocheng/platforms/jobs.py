"""What happens by itself: reading on in the journal, and sending what waits, several subscribers side by side."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from nuocheng.edge.clock import now
from nuocheng.kernel.errors import Malformed
from nuocheng.platforms import official, queries
from nuocheng.platforms.channels.pace import PACE
from nuocheng.platforms.channels.posting import Fate, Parcel, Posted, post
from nuocheng.platforms.channels.signing import signed
from nuocheng.platforms.models import Dispatch, Subscriber

#: What carries one attempt: the message, and what became of it; nothing at the end of a subscriber's turn.
Attempt = tuple[Dispatch, Posted] | None


def send_changes(at: datetime) -> int:
    """Lay out what changed, and send what is due; return how many messages arrived.

    Every attempt is written down as soon as it is over. If this process dies between the two, the message
    is sent again, with the same id: a receiver keeps the ids it has seen.
    """
    official.lay_out(at)
    until = at + timedelta(seconds=PACE.budget_s)
    arrived, moment = 0, at
    while moment < until:
        went = [how.fate for how in _round(queries.ready(moment), moment, until)]
        if not went:  # nobody waits, or whoever does waits for an earlier message about the same file
            break
        arrived += went.count(Fate.TAKEN)
        moment = max(now(), moment)
    return arrived


def forget_sent(at: datetime) -> int:
    """Forget what arrived long ago, and the tickets that nobody opened."""
    return official.forget_sent(at) + official.forget_tickets(at)


def _round(ready: list[Subscriber], at: datetime, until: datetime) -> Iterator[Posted]:
    """Send one batch to each subscriber; only this thread speaks to the database."""
    said: queue.SimpleQueue[Attempt] = queue.SimpleQueue()
    turns = [(one, rows) for one in ready if (rows := queries.due(one.pk, at, PACE.batch))]
    with ThreadPoolExecutor(PACE.side_by_side) as hands:
        for one, rows in turns:
            hands.submit(_turn, one, rows, until, said)
        left = len(turns)
        while left:
            attempt = said.get()
            if attempt is None:
                left -= 1
                continue
            row, how = attempt
            official.note(row, how, now())
            yield how


def _turn(one: Subscriber, rows: list[Dispatch], until: datetime, said: queue.SimpleQueue[Attempt]) -> None:
    """Send one subscriber its batch, in order; stop where the address is down or time is up."""
    try:
        held: set[tuple[str, str]] = set()
        for row in rows:
            if (row.kind, row.subject) in held:
                continue
            how = _sent(one, row)
            said.put((row, how))
            if how.fate in {Fate.AWAY, Fate.GONE} or now() > until:
                return
            if how.fate is not Fate.TAKEN:
                held.add((row.kind, row.subject))
    finally:
        said.put(None)


def _sent(one: Subscriber, row: Dispatch) -> Posted:
    moment = now()
    try:
        secrets = queries.live_secrets(one, moment)
    except Malformed as lost:
        return Posted(Fate.AWAY, lost.text)
    headers = {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "user-agent": "nuocheng-webhooks/1",
        **signed(secrets, f"msg_{row.pk.hex}", moment, row.body),
    }
    return post(Parcel(one.url, headers, row.body))
