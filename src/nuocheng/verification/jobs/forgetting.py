"""The log of calls does not grow for ever: single calls go after a year, counts by the hour after two."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.verification.channels.pace import PACE
from nuocheng.verification.models import SourceCall, SourceHour

#: How many rows go in one run, so that nobody waits for the end of a long statement.
AT_ONCE = 5000


def forget_calls(at: datetime) -> int:
    """Forget calls and counts that are older than they are kept; return how many rows went."""
    calls = SourceCall.objects.filter(asked_at__lt=at - timedelta(days=PACE.kept_days))
    hours = SourceHour.objects.filter(hour__lt=at - timedelta(days=PACE.hours_kept_days))
    old_calls = list(calls.order_by("asked_at").values_list("pk", flat=True)[:AT_ONCE])
    old_hours = list(hours.order_by("hour").values_list("pk", flat=True)[:AT_ONCE])
    gone, _ = SourceCall.objects.filter(pk__in=old_calls).delete()
    more, _ = SourceHour.objects.filter(pk__in=old_hours).delete()
    return gone + more
