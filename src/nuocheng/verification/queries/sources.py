"""How the data sources are: what the administrator sees, and what need not be asked now; read at a flat cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum

from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.channels.ledger import EDGES_MS, hour_of
from nuocheng.verification.channels.pace import PACE
from nuocheng.verification.channels.sources import title_of
from nuocheng.verification.channels.trouble import NOT_ASKED, Trouble
from nuocheng.verification.lifecycle import OPEN, SourceState, TaskState
from nuocheng.verification.models import Source, SourceCall, SourceHealth, SourceHour, Task
from nuocheng.verification.queries import Resting

#: How people read how a source is (正常、变慢、失败、停用).
NORMAL, SLOW, FAILING, OFF = "正常", "变慢", "失败", "停用"
#: Slower than this at the median is slow; fewer usable answers of a hundred than this is failing.
SLOW_MS = 3000
FAILING_BELOW = 50
#: How long before its end an authorisation is spoken of, and over how many days use is averaged.
WARN = timedelta(days=15)
USUAL_DAYS = 7
LAST_CALLS = 20
FEW = 12
#: What says nothing about the source itself: it was asked, and its answer could be used.
GOOD = (Trouble.NONE, Trouble.STALE)


@dataclass(slots=True)
class Counted:
    """The questions of a while to one source: by trouble, and by class of latency."""

    troubles: Counter[str] = field(default_factory=Counter)
    slots: Counter[int] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """Return how many questions really went out."""
        return self.troubles.total() - sum(self.troubles[str(one)] for one in NOT_ASKED)

    @property
    def usable(self) -> int:
        """Return how many brought an answer that could be used."""
        return sum(self.troubles[str(one)] for one in GOOD)

    @property
    def rate(self) -> int | None:
        """Return how many of a hundred questions brought a usable answer; nothing where none went out."""
        return round(100 * self.usable / self.asked) if self.asked else None

    @property
    def median_ms(self) -> int | None:
        """Return the upper edge of the class in which the median latency lies; nothing where none went out."""
        return _median(self.slots)


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """How one source is now."""

    key: str
    channel: str
    title: str
    status: str
    state: str
    entry: Source | None
    health: SourceHealth | None
    day: Counted
    used: int
    open_tasks: int
    usual_calls: int
    alerts: tuple[str, ...]

    @property
    def quota(self) -> int:
        """Return how often a day it may be asked; 0 is without limit."""
        return self.entry.quota if self.entry else 0

    @property
    def last_success(self) -> datetime | None:
        """Return when it last gave an answer that could be used."""
        return self.health.succeeded_at if self.health else None

    @property
    def authorised_until(self) -> date | None:
        """Return on which day the authorisation to ask it ends."""
        return self.entry.authorised_until if self.entry else None

    @property
    def changed_at(self) -> datetime | None:
        """Return when its answers last had another form than agreed."""
        return self.health.changed_at if self.health else None


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom it touches when a source is not asked: certificates, open tasks, and questions on a usual day."""

    certificates: tuple[str, ...]
    more: int
    open_tasks: int
    waiting: int
    calls_a_day: int


def exists(key: str) -> bool:
    """Say whether there is an entry of this key."""
    return Source.objects.filter(reference=key).exists()


def source_or_none(key: str) -> Source | None:
    """Return the entry of a source, if there is one."""
    return Source.objects.filter(reference=key).first() if key else None


def entries() -> list[Source]:
    """Return the entries of all sources."""
    return list(Source.objects.order_by("channel", "reference"))


def overview(now: datetime) -> list[SourceStanding]:
    """Return how every source is that has an entry, or was asked in the last day: some grouped queries, however many calls."""
    since = hour_of(now) - timedelta(hours=23)
    listed = {one.reference: one for one in entries()}
    healths = {(one.channel, one.source): one for one in SourceHealth.objects.all()}
    days = _counted(since)
    keys = {(one.channel, key) for key, one in listed.items()} | set(days) | set(healths)
    usual = _usual(now)
    midnight = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    today = {place: one.asked for place, one in _counted(midnight).items()}
    waiting = dict(
        Task.objects.filter(state__in=OPEN, source__in=[key for _, key in keys])
        .values_list("source")
        .annotate(count=Count("reference"))
    )
    return [
        _standing(
            (channel, key),
            listed.get(key),
            healths.get((channel, key)),
            days.get((channel, key), Counted()),
            _More(waiting.get(key, 0), usual.get((channel, key), 0), today.get((channel, key), 0), now),
        )
        for channel, key in sorted(keys)
    ]


def standing(key: str, now: datetime) -> SourceStanding:
    """Return how one source is.

    Raises:
        NotFound: There is no such source.

    """
    for one in overview(now):
        if one.key == key:
            return one
    raise NotFound("没有这个数据来源")


def strip(key: str, now: datetime) -> list[tuple[datetime, Counted]]:
    """Return the last 24 hours of a source, hour by hour, the oldest first; an hour without questions is empty."""
    last = hour_of(now)
    rows = SourceHour.objects.filter(source=key, hour__gte=last - timedelta(hours=23))
    found: dict[datetime, Counted] = {}
    for one in rows:
        counted = found.setdefault(hour_of(one.hour), Counted())
        _add(counted, one.trouble, one.slot, one.calls)
    hours = [last - timedelta(hours=back) for back in reversed(range(24))]
    return [(hour, found.get(hour, Counted())) for hour in hours]


def last_calls(key: str, limit: int = LAST_CALLS) -> list[SourceCall]:
    """Return the last questions to a source, the newest first; about whom they were is not known here."""
    return list(SourceCall.objects.filter(source=key).order_by("-id")[:limit])


def affected(key: str, now: datetime) -> Affected:
    """Return whom it touches when a source is not asked."""
    rows = Task.objects.filter(source=key, state__in=OPEN)
    names = list(rows.order_by("certificate").values_list("certificate", flat=True).distinct())
    counts = rows.aggregate(
        open=Count("reference"), waiting=Count("reference", filter=Q(state=TaskState.OWED))
    )
    usual = sum(calls for (_, source), calls in _usual(now, key).items() if source == key)
    shown = tuple(names[:FEW])
    return Affected(shown, len(names) - len(shown), counts["open"], counts["waiting"], usual)


def resting(now: datetime) -> Resting:
    """Return the sources that need not be asked now, so that nothing that can be asked stands behind them."""
    today = now.astimezone(CHINA).date()
    wholly, again = set(), set()
    quotas = {}
    for key, state, quota, until in Source.objects.values_list(
        "reference", "state", "quota", "authorised_until"
    ):
        quotas[key] = quota
        if state == SourceState.SUSPENDED:
            wholly.add(key)
        elif state == SourceState.BY_PEOPLE or (until is not None and until < today):
            again.add(key)
    busy = SourceHealth.objects.filter(Q(rests_until__gt=now) | Q(used_on=today))
    for key, rests_until, used_on, used in busy.values_list("source", "rests_until", "used_on", "used"):
        spent = used_on == today and 0 < quotas.get(key, 0) <= used
        if spent or (rests_until is not None and rests_until > now):
            wholly.add(key)
    return Resting(frozenset(wholly), frozenset(again))


@dataclass(frozen=True, slots=True)
class _More:
    """What else is known of a source beside its entry, its health and its day."""

    open_tasks: int
    usual_calls: int
    used: int
    now: datetime


def _standing(
    place: tuple[str, str], entry: Source | None, health: SourceHealth | None, day: Counted, more: _More
) -> SourceStanding:
    channel, key = place
    today = more.now.astimezone(CHINA).date()
    return SourceStanding(
        key=key,
        channel=channel,
        title=entry.title if entry else title_of(key),
        status=_status(entry, health, day),
        state=entry.state if entry else str(SourceState.CONNECTED),
        entry=entry,
        health=health,
        day=day,
        used=more.used,
        open_tasks=more.open_tasks,
        usual_calls=more.usual_calls,
        alerts=tuple(_alerts(entry, health, today)),
    )


def _status(entry: Source | None, health: SourceHealth | None, day: Counted) -> str:
    if entry is not None and entry.state in {SourceState.SUSPENDED, SourceState.BY_PEOPLE}:
        return OFF
    if health is not None and health.failures >= PACE.failures:
        return FAILING
    if day.rate is not None and day.rate < FAILING_BELOW:
        return FAILING
    return SLOW if day.median_ms is not None and day.median_ms > SLOW_MS else NORMAL


def _alerts(entry: Source | None, health: SourceHealth | None, today: date) -> Iterable[str]:
    if health is not None and health.failures >= PACE.failures:
        yield f"连续{health.failures}次失败：{health.said}"
    if (
        health is not None
        and health.changed_at is not None
        and _after(health.changed_at, health.succeeded_at)
    ):
        yield f"返回字段变了：{health.changed}"
    until = entry.authorised_until if entry else None
    if until is not None and until < today:
        yield "授权已经到期，现在不能查"
    elif until is not None and until - today <= WARN:
        yield f"授权{(until - today).days}天后到期"
    if entry is not None and entry.state == SourceState.ON_FALLBACK:
        yield f"正在用备用来源“{entry.fallback}”"


def _after(one: datetime, other: datetime | None) -> bool:
    return other is None or one > other


def _counted(since: datetime) -> dict[tuple[str, str], Counted]:
    found: dict[tuple[str, str], Counted] = {}
    rows = SourceHour.objects.filter(hour__gte=since).order_by()
    sums = rows.values_list("channel", "source", "trouble", "slot").annotate(sum=Sum("calls"))
    for channel, key, trouble, slot, calls in sums:
        _add(found.setdefault((channel, key), Counted()), trouble, slot, calls)
    return found


def _add(counted: Counted, trouble: str, slot: int, calls: int) -> None:
    counted.troubles[trouble] += calls
    if trouble not in NOT_ASKED:
        counted.slots[slot] += calls


def _usual(now: datetime, key: str = "") -> Mapping[tuple[str, str], int]:
    """Return how many questions go to each source on a usual day, rounded up: the mean of the last days."""
    since = hour_of(now) - timedelta(days=USUAL_DAYS)
    rows = SourceHour.objects.filter(hour__gte=since).exclude(trouble__in=[str(one) for one in NOT_ASKED])
    if key:
        rows = rows.filter(source=key)
    sums = rows.values_list("channel", "source").annotate(sum=Sum("calls")).order_by()
    return {(channel, source): -(-calls // USUAL_DAYS) for channel, source, calls in sums}


def _median(slots: Mapping[int, int]) -> int | None:
    total = sum(slots.values())
    if not total:
        return None
    passed, edges = 0, (*EDGES_MS, EDGES_MS[-1] * 2)
    for slot in sorted(slots):
        passed += slots[slot]
        if passed >= (total + 1) // 2:
            return edges[slot]
    return edges[-1]
