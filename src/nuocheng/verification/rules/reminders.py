"""When an officer is reminded of a verification: half of its time gone, and its term over."""

from __future__ import annotations

from datetime import date, timedelta

from nuocheng.kernel.workdays import Calendar, remaining, term_end

_DAY = timedelta(days=1)


def first_reminder(calendar: Calendar, begins: date, due: date) -> date:
    """Return the day on which somebody is first reminded: when half of the working days are gone.

    A term of one working day or less has no half: the first word is then that it is over.
    """
    half = remaining(calendar, begins, due) // 2
    return term_end(calendar, begins, half).on if half > 0 else overdue_from(due)


def overdue_from(due: date) -> date:
    """Return the first day on which a verification is overdue."""
    return due + _DAY
