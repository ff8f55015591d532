"""When what was pledged runs out, and from when on it is verified again."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from nuocheng.kernel.workdays import Calendar, previous_workday_on_or_before, term_end

_DAY = timedelta(days=1)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Expiry:
    """When something runs out, when its verification opens, and by when it is done."""

    expires_on: date
    opens_on: date
    due_on: date
    provisional: bool


def expiry(calendar: Calendar, expires_on: date, lead: int, workdays: int, today: date) -> Expiry:
    """Return the days of a verification on expiry: it opens *lead* working days before, else the day after.

    What has run out already is verified from today on.
    """
    opens_on = expires_on + _DAY
    if lead:
        opens_on = expires_on
        for _ in range(lead):
            opens_on = previous_workday_on_or_before(calendar, opens_on - _DAY)
    opens_on = max(opens_on, today)
    due = term_end(calendar, opens_on, workdays)
    return Expiry(expires_on, opens_on, due.on, due.provisional)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
