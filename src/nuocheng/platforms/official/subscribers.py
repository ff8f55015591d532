"""The door through which subscribers are kept (the administrator's), and what is sent to them is laid out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from nuocheng.journal import queries as journal
from nuocheng.journal.files import new_token
from nuocheng.journal.queries import Change
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.people import queries as people
from nuocheng.platforms import queries
from nuocheng.platforms.channels.addresses import objection
from nuocheng.platforms.channels.pace import PACE
from nuocheng.platforms.channels.posting import Fate, Posted
from nuocheng.platforms.channels.signing import fingerprint, secret_of
from nuocheng.platforms.models import PARKED, SENT, WAITING, Dispatch, FeedMark, Subscriber

#: How many changes are laid out in one transaction.
AT_ONCE = 200
FORGOTTEN_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What a subscriber is to be: its name, its address, and what it wants to hear of."""

    name: str
    url: str
    wanted: tuple[str, ...]
    department: str = ""


def subscribe(wish: Wish, by: str, at: datetime) -> tuple[Subscriber, str]:
    """Add a subscriber; return it with its secret, which is told this once.

    Raises:
        Malformed: Something about it cannot be.
        NotFound: There is no such department.

    """
    _look_at(wish, Subscriber.objects.all())
    salt = new_token()
    secret = secret_of(salt)
    made = Subscriber.objects.create(
        name=wish.name,
        url=wish.url,
        department=wish.department,
        wanted=" ".join(wish.wanted),
        salt=salt,
        fingerprint=fingerprint(secret),
        made_by=by,
        made_at=at,
    )
    return made, secret


def change(one: Subscriber, wish: Wish) -> None:
    """Change name, address or what is wanted; what already waits goes to the new address.

    Raises:
        Malformed: Something about it cannot be.
        NotFound: There is no such department.

    """
    _look_at(wish, Subscriber.objects.exclude(pk=one.pk))
    one.name, one.url, one.department = wish.name, wish.url, wish.department
    one.wanted = " ".join(wish.wanted)
    one.failures, one.rests_until = 0, None
    one.save(update_fields=["name", "url", "department", "wanted", "failures", "rests_until"])


def new_secret(one: Subscriber, at: datetime) -> str:
    """Give a subscriber a new secret, told this once; the one before goes on signing for a while."""
    one.old_salt, one.old_until = one.salt, at + timedelta(hours=PACE.old_secret_hours)
    one.salt = new_token()
    secret = secret_of(one.salt)
    one.fingerprint = fingerprint(secret)
    one.save(update_fields=["old_salt", "old_until", "salt", "fingerprint"])
    return secret


def switch(one: Subscriber, *, live: bool, why: str = "") -> None:
    """Switch a subscriber on or off; while it is off nothing is laid out for it."""
    one.live, one.why_off = live, why
    one.failures, one.rests_until = 0, None
    one.save(update_fields=["live", "why_off", "failures", "rests_until"])


def send_again(one: Subscriber, at: datetime, key: UUID | None = None) -> int:
    """Have a parked message sent again, or all of one subscriber's; return how many."""
    rows = Dispatch.objects.filter(subscriber=one, state=PARKED)
    if key is not None:
        rows = rows.filter(pk=key)
    return rows.update(state=WAITING, tries=0, due_at=at, done_at=None)


def lay_out(at: datetime) -> int:
    """Read on in the journal, and lay one message per change and subscriber; return how many were laid."""
    mark = FeedMark.objects.get_or_create(name="outbox")[0]
    if journal.newest_place() > mark.settled:
        with transaction.atomic():
            settled = journal.settled_place()
            FeedMark.objects.filter(pk=mark.pk, settled__lt=settled).update(settled=settled)
        mark.refresh_from_db()
    laid = 0
    while mark.laid_out < mark.settled:
        laid += _lay_some(mark, at)
    return laid


@transaction.atomic
def _lay_some(mark: FeedMark, at: datetime) -> int:
    """Lay out one portion, and move the mark with it; another worker who was first is let be."""
    changes = journal.changes(mark.laid_out, mark.settled, AT_ONCE)
    last = changes[-1].place if len(changes) == AT_ONCE else mark.settled
    moved = FeedMark.objects.filter(pk=mark.pk, laid_out=mark.laid_out).update(laid_out=last)
    if not moved:
        mark.refresh_from_db()
        return 0
    mark.laid_out = last
    live = list(Subscriber.objects.filter(live=True))
    made = [
        _message(one, change_, at)
        for change_ in changes
        for one in live
        if one.wants(change_.kind, change_.verb, change_.department)
    ]
    Dispatch.objects.bulk_create(made)
    return len(made)


def _message(one: Subscriber, told: Change, at: datetime) -> Dispatch:
    row = Dispatch(
        subscriber=one, place=told.place, kind=told.kind, subject=told.reference, verb=told.verb,
        due_at=at, made_at=at,
    )  # fmt: skip
    row.body = json.dumps(event(row.pk, told), ensure_ascii=False, separators=(",", ":"))
    return row


def event(key: UUID, told: Change) -> dict[str, object]:
    """Return what a subscriber is sent (CloudEvents 1.0): nothing about any person."""
    return {
        "specversion": "1.0",
        "id": key.hex,
        "source": settings.NUOCHENG_ADDRESS,
        "type": f"nuocheng.{told.verb}",
        "subject": f"{told.kind}/{told.reference}",
        "time": told.at.isoformat(),
        "datacontenttype": "application/json",
        "data": {
            "kind": told.kind,
            "reference": told.reference,
            "number": told.number,
            "verb": told.verb,
            "state": told.state,
            "at": told.at.isoformat(),
            "department": told.department,
            "digest": told.digest,
        },
    }


def note(row: Dispatch, how: Posted, at: datetime) -> None:
    """Keep what became of one attempt, and decide when to try again."""
    taken = how.fate is Fate.TAKEN
    row.tries += 1
    row.said = how.said
    wait = PACE.again(row.tries)
    if taken:
        row.state, row.done_at = SENT, at
    elif how.fate is Fate.GONE or wait is None:
        row.state, row.done_at = PARKED, at
    else:
        row.due_at = at + max(wait, timedelta(seconds=how.wait_s))
    row.save(update_fields=["state", "tries", "said", "due_at", "done_at"])
    _note_address(row.subscriber_id, how, at)


def _note_address(key: UUID, how: Posted, at: datetime) -> None:
    """Leave an address alone for a while when it does not answer, and for good when it says so."""
    rows = Subscriber.objects.filter(pk=key)
    if how.fate is Fate.GONE:
        rows.update(live=False, why_off=f"{how.said}，系统已自动停用")
        return
    if how.fate is not Fate.AWAY:
        rows.filter(failures__gt=0).update(failures=0, rests_until=None)
        return
    one = rows.first()
    if one is not None:
        rest = max(PACE.rest(one.failures + 1), timedelta(seconds=how.wait_s))
        rows.update(failures=one.failures + 1, rests_until=at + rest)


def forget_sent(at: datetime) -> int:
    """Forget messages that arrived long ago, a portion at a time; return how many."""
    old = Dispatch.objects.filter(state=SENT, done_at__lt=at - timedelta(days=PACE.kept_days))
    keys = list(old.order_by("done_at").values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
    if not keys:
        return 0
    return Dispatch.objects.filter(pk__in=keys).delete()[0]


def _look_at(wish: Wish, others: QuerySet[Subscriber]) -> None:
    if not wish.name.strip():
        raise Malformed.at("name", "请写平台名称")
    against = objection(wish.url)
    if against:
        raise Malformed.at("url", against)
    if others.filter(url=wish.url, department=wish.department).exists():
        raise Malformed.at("url", "这个地址已经订阅了同样单位的变动，请回到列表改原来那一个")
    if wish.department and people.department(wish.department) is None:
        raise NotFound("没有这个单位，请核对单位代码")
    known = _known()
    strange = [one for one in wish.wanted if one not in known]
    if strange:
        raise Malformed.at("wanted", f"没有这种变动：{'、'.join(strange)}，请照清单填写")
    if not wish.wanted:
        raise Malformed.at("wanted", "请至少选一种变动")


def _known() -> frozenset[str]:
    listed: Iterable[tuple[str, list[str]]] = queries.kinds_and_verbs().items()
    return frozenset(word for kind, verbs in listed for word in (kind, *verbs))
