"""The ladder by which an answer that does not come is asked for: a reminder, two chasers, the Justice Bureau."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nuocheng.kernel.workdays import Calendar, previous_workday_on_or_before, term_end

#: The verb of each rung, from the first on.
RUNGS = ("remind", "chase", "chase", "escalate")


@dataclass(frozen=True, slots=True)
class Pace:
    """How many working days before, and after, the day on which the answer is due each rung is reached."""

    remind: int
    chase: int
    chase_again: int
    escalate: int


def days_of(calendar: Calendar, due_on: date, pace: Pace) -> tuple[date, ...]:
    """Return the day of each rung."""
    before = due_on
    for _ in range(pace.remind):
        before = previous_workday_on_or_before(calendar, before - timedelta(days=1))
    after = (pace.chase, pace.chase_again, pace.escalate)
    return (before, *(term_end(calendar, due_on, days).on for days in after))


def reached(days: Sequence[date], today: date) -> int:
    """Return how many rungs are reached by today; a day on which nothing ran is made up for by the highest."""
    return sum(day <= today for day in days)
