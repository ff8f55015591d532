"""What others may read of subscribers, of what is sent to them, of the feed of changes, and of portals and tickets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.crypto import constant_time_compare

from nuocheng.edge.keyset import Page, page
from nuocheng.journal import queries as journal
from nuocheng.journal.files import kinds
from nuocheng.journal.queries import Change
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.platforms.channels.signing import fingerprint, secret_of
from nuocheng.platforms.models import PARKED, SENT, WAITING, Dispatch, FeedMark, Portal, Subscriber, Ticket

#: What is sent for a mark by who begins to follow.
NOW = "now"
#: How many changes are looked at for one page of the feed: what is left out by department costs no more.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of changes, and where the next one begins: always given, for one asks again later."""

    rows: list[Change]
    next: str
    more: bool


def subscribers() -> list[Subscriber]:
    """Return every subscriber, in the order in which they came."""
    return list(Subscriber.objects.all())


def subscriber(key: str | UUID) -> Subscriber:
    """Return one subscriber.

    Raises:
        NotFound: There is none of that id.

    """
    try:
        found = Subscriber.objects.filter(pk=UUID(str(key))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("没有这个订阅，请回到“对接平台”重新选")
    return found


def counts() -> dict[UUID, dict[str, int]]:
    """Return how many messages of each subscriber wait and are parked."""
    rows = Dispatch.objects.filter(state__in=[WAITING, PARKED]).values_list("subscriber_id", "state")
    found: dict[UUID, dict[str, int]] = {}
    for key, state, many in rows.annotate(many=Count("id")).order_by():
        found.setdefault(key, {})[state] = many
    return found


def dispatches(key: UUID, state: str, after: str = "") -> Page[Dispatch]:
    """Return a page of one subscriber's messages in one state, newest first."""
    return page(Dispatch.objects.filter(subscriber_id=key, state=state), ("-id",), after)


def last_sent(key: UUID) -> datetime | None:
    """Return when a message last arrived."""
    rows = Dispatch.objects.filter(subscriber_id=key, state=SENT).order_by("-id")
    return rows.values_list("done_at", flat=True).first()


def due(key: UUID, at: datetime, size: int) -> list[Dispatch]:
    """Return the messages to send now, in their order; none overtakes an earlier one about the same file."""
    waiting = Dispatch.objects.filter(subscriber_id=key, state=WAITING)
    earlier = Dispatch.objects.filter(
        subscriber_id=key,
        state=WAITING,
        kind=OuterRef("kind"),
        subject=OuterRef("subject"),
        place__lt=OuterRef("place"),
        due_at__gt=at,
    )
    return list(waiting.filter(~Exists(earlier), due_at__lte=at).order_by("place")[:size])


def ready(at: datetime) -> list[Subscriber]:
    """Return the subscribers that may be written to now and for whom something waits."""
    waits = Exists(Dispatch.objects.filter(subscriber=OuterRef("pk"), state=WAITING, due_at__lte=at))
    rests = Q(rests_until=None) | Q(rests_until__lte=at)
    return list(Subscriber.objects.filter(rests, waits, live=True))


def live_secrets(one: Subscriber, at: datetime) -> list[str]:
    """Return the secrets that sign now: the newest, and the one before it until its day is over.

    Raises:
        Malformed: The installation's own secret was changed since: the subscriber needs a new one.

    """
    newest = secret_of(one.salt)
    if fingerprint(newest) != one.fingerprint:
        raise Malformed("本系统的密钥换过，这个订阅的签名密钥已经失效，请换一个")
    if one.old_salt and one.old_until and at < one.old_until:
        return [newest, secret_of(one.old_salt)]
    return [newest]


def kinds_and_verbs() -> dict[str, list[str]]:
    """Return the verbs of every kind of file there is."""
    return {one.kind: [f"{one.kind}.{verb}" for verb in sorted(one.lifecycle.verbs)] for one in kinds()}


def feed(after: str, departments: Iterable[str] | None) -> Feed:
    """Return what changed behind the mark *after*, for some departments or (None) for all.

    After "now" nothing is returned but the mark of this moment: who begins to follow need not read what was.

    Raises:
        Malformed: *after* is no mark of ours.

    """
    mark = FeedMark.objects.first()
    settled = mark.settled if mark else 0
    begin = settled if after == NOW else _place(after)
    looked = journal.changes(begin, settled, LOOKED_AT)
    seen = None if departments is None else frozenset(departments)
    rows = [one for one in looked if seen is None or one.department in seen]
    last = looked[-1].place if looked else min(begin, settled)
    return Feed(rows, str(last), len(looked) == LOOKED_AT)


def _place(after: str) -> int:
    if not after:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise Malformed.at("after", "位置不对，请用上一次答复里的next，或者留空从头开始")
    return int(after)


def digest_of(secret: str) -> str:
    """Return that by which a secret is known."""
    return hashlib.sha256(secret.encode()).hexdigest()


def portals() -> list[Portal]:
    """Return every portal, in the order in which they came."""
    return list(Portal.objects.all())


def portal(key: str | UUID) -> Portal:
    """Return one portal.

    Raises:
        NotFound: There is none of that id.

    """
    found = Portal.objects.filter(pk=key).first()
    if found is None:
        raise NotFound("没有这个接入平台，请回到“接入平台”重新选")
    return found


@dataclass(frozen=True, slots=True)
class Lately:
    """How many tickets a portal was given in thirty days, and how many were opened."""

    total: int
    opened: int


def opened_lately(one: Portal, since: datetime) -> Lately:
    """Return how many tickets a portal was given since a moment, and how many of them were opened."""
    rows = Ticket.objects.filter(portal=one, made_at__gte=since)
    return Lately(**rows.aggregate(total=Count("id"), opened=Count("opened_at")))


def portal_of(account: str) -> Portal | None:
    """Return the portal that asks by an account, if there is one that is on."""
    return Portal.objects.filter(account=account, live=True).first()


def ticket(key: UUID) -> Ticket | None:
    """Return a ticket with its portal."""
    return Ticket.objects.select_related("portal").filter(pk=key).first()


def ticket_by_secret(key: UUID, secret: str) -> Ticket | None:
    """Return a ticket to whoever knows its secret."""
    found = ticket(key)
    return found if found and constant_time_compare(found.digest, digest_of(secret)) else None
