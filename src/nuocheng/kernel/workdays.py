"""Statutory terms in working days (工作日), counted over a calendar that is given and never assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

_DAY = timedelta(days=1)
_SATURDAY = 5
# The notice for a year also settles the last days of the year before: 29 and 30 December have been working
# weekends, 31 December a holiday. From 25 December on a day is certain only once both notices are known.
_NEXT_NOTICE_FROM = (12, 25)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked: Monday to Friday, but for the *days* that a State Council notice moved.

    *known_years* are the years whose official notice is loaded; every other day is an estimate.
    """

    days: Mapping[date, bool]
    known_years: frozenset[int]

    def __post_init__(self) -> None:
        """Keep a private copy, so that a calendar in use cannot change."""
        object.__setattr__(self, "days", MappingProxyType(dict(self.days)))

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on that day."""
        moved = self.days.get(day)
        return day.weekday() < _SATURDAY if moved is None else moved

    def is_settled(self, day: date) -> bool:
        """Say whether official notices settle if that day is worked."""
        if day.year not in self.known_years:
            return False
        return (day.month, day.day) < _NEXT_NOTICE_FROM or day.year + 1 in self.known_years


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term; *provisional* while a later official notice may still move it."""

    on: date
    provisional: bool


def term_end(calendar: Calendar, start: date, days: int) -> Deadline:
    """Return the last day of a term of working days; the day it starts on is not counted.

    Raises:
        ValueError: The term is negative.

    """
    if days < 0:
        raise ValueError(f"a term of {days} working days has no end")
    end, left, settled = start, days, True
    while left:
        end += _DAY
        settled = settled and calendar.is_settled(end)
        left -= calendar.is_workday(end)
    return Deadline(end, provisional=not settled)


def remaining(calendar: Calendar, today: date, due: date) -> int:
    """Count the working days left after today, the due day included; below zero once it has passed.

    Overdue by a weekend only is already −1: what has passed is never shown as “today”.
    """
    if today <= due:
        return sum(calendar.is_workday(day) for day in _days_after(today, due))
    return -max(1, sum(calendar.is_workday(day) for day in _days_after(due, today)))


def previous_workday_on_or_before(calendar: Calendar, day: date) -> date:
    """Return that day if it is worked, else the last working day before it."""
    while not calendar.is_workday(day):
        day -= _DAY
    return day


def next_workday_on_or_after(calendar: Calendar, day: date) -> date:
    """Return that day if it is worked, else the first working day after it (民法典第二百零三条)."""
    while not calendar.is_workday(day):
        day += _DAY
    return day


def _days_after(first: date, last: date) -> Iterator[date]:
    """Yield the days after *first* up to and including *last*."""
    for offset in range(1, (last - first).days + 1):
        yield first + timedelta(days=offset)
