"""The statutory clock of a case: stopped, started again, and what that did to the term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nuocheng.cases.models import Case, Pause
from nuocheng.kernel.workdays import remaining, term_end
from nuocheng.law import queries as law

CORRECTION = "correction"
PROCEDURE = "procedure"


@dataclass(frozen=True)
class Restarted:
    """A clock that runs again: the pause to be kept, and the columns of the case that change."""

    rows: list[Pause]
    columns: dict[str, Any]


def stopped(today: date, kind: str) -> dict[str, Any]:
    """Return the columns of a case whose clock stops today."""
    return {"paused_on": today, "pause": kind}


def restarted(case: Case, until: date, reason: str) -> Restarted:
    """Return what starts the clock of a case again: the working days since it stopped do not count.

    The day it stopped has been used; the day it starts again has not. So exactly as many working days are
    left as there were. A clock that runs already stays as it is.
    """
    if case.paused_on is None:
        return Restarted([], {})
    calendar = law.calendar()
    ended = max(until, case.paused_on)
    days = remaining(calendar, case.paused_on, ended)
    pause = Pause(
        case=case,
        kind=case.pause,
        reason=reason,
        began_on=case.paused_on,
        ended_on=ended,
        workdays=days,
    )
    columns = {
        "paused_on": None,
        "pause": "",
        "answer_due_on": None,
        "excluded_days": case.excluded_days + days,
        "due_on": term_end(calendar, case.due_on, days).on,
    }
    return Restarted([pause], columns)
