"""The ladder of an answer that does not come, over a calendar with a holiday in it."""

from __future__ import annotations

from datetime import date

import pytest

from nuocheng.kernel.workdays import Calendar
from nuocheng.verification.rules.ladder import RUNGS, Pace, days_of, reached

PACE = Pace(remind=1, chase=1, chase_again=2, escalate=3)
#: A week in which Wednesday is a holiday and Saturday is worked instead.
CALENDAR = Calendar({date(2026, 11, 11): False, date(2026, 11, 14): True}, frozenset({2026}))
THURSDAY = date(2026, 11, 12)
DAYS = (date(2026, 11, 10), date(2026, 11, 13), date(2026, 11, 14), date(2026, 11, 16))


@pytest.mark.req("S8.5")
def test_each_rung_is_counted_in_working_days() -> None:
    assert days_of(CALENDAR, THURSDAY, PACE) == DAYS
    assert len(DAYS) == len(RUNGS)


@pytest.mark.parametrize(
    ("day", "rungs"), [(9, 0), (10, 1), (11, 1), (12, 1), (13, 2), (14, 3), (15, 3), (16, 4), (30, 4)]
)
def test_a_day_on_which_nothing_ran_is_made_up_for(day: int, rungs: int) -> None:
    assert reached(DAYS, date(2026, 11, day)) == rungs
