"""What the window reads of cases: those of a clerk that are not handed in yet."""

from __future__ import annotations

from datetime import datetime

from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case

#: States in which a case waits for the window.
AT_THE_WINDOW = (
    CaseState.OPENED,
    CaseState.ELIGIBLE,
    CaseState.NOTIFIED,
    CaseState.ACKNOWLEDGED,
    CaseState.ORDINARY,
    CaseState.SUPPLEMENTING,
)
MOST = 20


def unfinished(clerk: str, since: datetime) -> list[Case]:
    """Return a clerk's own cases since then that are not handed in yet, newest first."""
    rows = Case.objects.filter(taken_by=clerk, opened_at__gte=since, state__in=AT_THE_WINDOW)
    return list(rows.order_by("-opened_at")[:MOST])
