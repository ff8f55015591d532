"""The statutory clock of a case: stopped, started again, and what that did to the term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nuocheng.cases.models import Case, Pause
from nuocheng.kernel.workdays import (
    Calendar,
    next_workday_on_or_after,
    previous_workday_on_or_before,
    remaining,
    term_end,
)
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
        "due_on": due_after(calendar, case.due_on, case.paused_on, ended),
    }
    return Restarted([pause], columns)


def due_after(calendar: Calendar, due_on: date, stopped: date, started: date) -> date:
    """Return the last day of a term whose clock stood still from one day to another.

    As many working days are left as there were; where none was left but the day itself, and time starts again on
    a day that is not worked, the next working day is still in time (民法典第二百零三条).
    """
    left = remaining(calendar, stopped, due_on)
    if left > 0:
        return term_end(calendar, started, left).on
    if left == 0:
        return next_workday_on_or_after(calendar, started)
    paused = term_end(calendar, due_on, remaining(calendar, stopped, started)).on
    # A term that was over stays so, even where the pause began on a day off and took only that.
    return max(due_on, min(paused, previous_workday_on_or_before(calendar, started - timedelta(days=1))))
