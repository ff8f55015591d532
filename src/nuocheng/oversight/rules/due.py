"""Until when the report on a month is to be handed in: a pure count over a calendar that is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nuocheng.kernel.workdays import Calendar, next_workday_on_or_after, previous_workday_on_or_before


@dataclass(frozen=True, slots=True)
class Terms:
    """What the law in force says: the day of the next month, whether it counts, and what a rest day does."""

    day: int
    included: bool
    on_rest_day: str


def month_after(month: date) -> date:
    """Return the first day of the month after *month*."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_day(month: date, terms: Terms, calendar: Calendar) -> date:
    """Return the last day on which the report on *month* is on time."""
    day = month_after(month).replace(day=terms.day)
    if not terms.included:
        day -= timedelta(days=1)
    if terms.on_rest_day == "previous":
        return previous_workday_on_or_before(calendar, day)
    if terms.on_rest_day == "next":
        return next_workday_on_or_after(calendar, day)
    return day
