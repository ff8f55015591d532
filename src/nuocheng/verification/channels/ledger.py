"""What all processes must know of a source together: how much was asked today, whether it rests, how it answered.

It lies in the database, outside any act: whoever asks has no transaction open, and what is written here is no part
of any file. Nothing in it says about whom was asked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When

from nuocheng.journal.official import inside_act
from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.channels.configured import Configured, configured
from nuocheng.verification.channels.pace import PACE
from nuocheng.verification.channels.protocol import Answer, Question
from nuocheng.verification.channels.trouble import ILL, Trouble
from nuocheng.verification.models import SourceCall, SourceHealth, SourceHour

#: The upper edges of the classes of latency, in milliseconds; what is slower lies in one more.
EDGES_MS = (20, 50, 100, 200, 400, 800, 1500, 3000, 6000)
LONGEST_ID, LONGEST_PURPOSE, LONGEST_SAID = 96, 40, 400


class Ledger(Protocol):
    """Where the guard looks before it asks, and writes down what came of it."""

    def configured(self, source: str) -> Configured | None:
        """Return what is set for a source."""

    def allowed(self, channel: str, source: str, quota: int, at: datetime) -> Trouble:
        """Return why a source must not be asked now, or that nothing speaks against it; a use is counted."""

    def note(self, question: Question, answer: Answer) -> None:
        """Write down how a question ended."""


class Kept:
    """The ledger in the database, one for all processes."""

    def configured(self, source: str) -> Configured | None:
        """Return what is set for a source."""
        return configured(source)

    def allowed(self, channel: str, source: str, quota: int, at: datetime) -> Trouble:
        """Return why a source must not be asked now; where nothing speaks against it one use of its quota is taken."""
        assert not inside_act()
        row = SourceHealth.objects.filter(channel=channel, source=source).first()
        if row is None and not quota:
            return Trouble.NONE
        if row is not None and row.rests_until is not None and not _may_probe(row, at):
            return Trouble(row.trouble) if row.trouble == Trouble.OVER_QUOTA else Trouble.BREAKER_OPEN
        if quota and not _taken(_row(channel, source), quota, at):
            return Trouble.OVER_QUOTA
        return Trouble.NONE

    def note(self, question: Question, answer: Answer) -> None:
        """Write down how a question ended: the call, the count of its hour, the health of its source."""
        assert not inside_act()
        with transaction.atomic():
            SourceCall.objects.create(
                channel=answer.channel,
                source=answer.source,
                asked_at=answer.asked_at,
                latency_ms=answer.latency_ms,
                outcome=str(answer.outcome),
                trouble=str(answer.trouble),
                receipt_no=answer.receipt_no[:64],
                attempts=answer.attempts,
                purpose=question.purpose[:LONGEST_PURPOSE],
                request_id=question.request_id[:LONGEST_ID],
            )
            _count(answer)
            if answer.attempts:
                _feel(answer)


def slot_of(latency_ms: int) -> int:
    """Return the class of a latency."""
    return sum(1 for edge in EDGES_MS if latency_ms > edge)


def hour_of(at: datetime) -> datetime:
    """Return the hour in which a moment lies."""
    return at.astimezone(CHINA).replace(minute=0, second=0, microsecond=0)


def _count(answer: Answer) -> None:
    place = {
        "channel": answer.channel,
        "source": answer.source,
        "hour": hour_of(answer.asked_at),
        "trouble": str(answer.trouble),
        "slot": slot_of(answer.latency_ms),
    }
    rows = SourceHour.objects.filter(**place)
    if rows.update(calls=F("calls") + 1):
        return
    try:
        with transaction.atomic():
            SourceHour.objects.create(**place, calls=1)
    except IntegrityError:  # another process opened the hour at the same moment
        rows.update(calls=F("calls") + 1)


def _row(channel: str, source: str) -> SourceHealth:
    return SourceHealth.objects.get_or_create(channel=channel, source=source)[0]


def _feel(answer: Answer) -> None:
    """Note how the source is after a question that really went out."""
    rows = SourceHealth.objects.filter(pk=_row(answer.channel, answer.source).pk)
    at, trouble = answer.asked_at, answer.trouble
    if trouble is Trouble.NONE:
        rows.update(failures=0, rests_until=None, succeeded_at=at, trouble="", said="")
        return
    said = answer.note[:LONGEST_SAID]
    changes = {"failed_at": at, "trouble": str(trouble), "said": said}
    if trouble is Trouble.SCHEMA_CHANGED:
        changes |= {"changed_at": at, "changed": said}
    if trouble is Trouble.OVER_QUOTA:
        changes |= {"rests_until": at + timedelta(seconds=PACE.over_quota_rest_s)}
    if trouble not in ILL:
        # It is up, and answers: what is wrong with what it says is for people to see, not for the breaker.
        rows.update(**changes, failures=0)
        return
    rows.update(**changes, failures=F("failures") + 1)
    [failures] = rows.values_list("failures", flat=True)
    if failures >= PACE.failures:
        rows.update(rests_until=at + PACE.rest(failures))


def _may_probe(row: SourceHealth, at: datetime) -> bool:
    """Let one question through after a rest: whoever moves the end of the rest asks, everybody else waits."""
    later = at + timedelta(seconds=PACE.probe_s)
    waiting = SourceHealth.objects.filter(pk=row.pk, rests_until__lte=at)
    return bool(waiting.update(rests_until=later))


def _taken(row: SourceHealth, quota: int, at: datetime) -> bool:
    """Take one use of the day's quota, if there is one left: one statement, so that no two take the same."""
    today = at.astimezone(CHINA).date()
    fresh = ~Q(used_on=today) | Q(used_on__isnull=True)
    free = SourceHealth.objects.filter(Q(pk=row.pk) & (fresh | Q(used__lt=quota)))
    counted = Case(When(used_on=today, then=F("used") + 1), default=Value(1))
    return bool(free.update(used=counted, used_on=today))
