"""When something runs out and is verified again, and when officers are reminded: over a calendar with a holiday in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.kernel.workdays import Calendar, remaining
from nuocheng.verification.rules.expiring import expiry, months_after
from nuocheng.verification.rules.reminders import first_reminder, overdue_from

CALENDAR = Calendar({date(2026, 11, 11): False, date(2026, 11, 14): True}, frozenset({2026}))
MONDAY = date(2026, 11, 9)
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))

pytestmark = pytest.mark.req("S8.1")


@pytest.mark.parametrize(
    ("lead", "opens"),
    [(0, date(2026, 11, 17)), (1, date(2026, 11, 14)), (2, date(2026, 11, 13)), (4, date(2026, 11, 10))],
)
def test_verification_on_expiry_opens_working_days_before_or_the_day_after(lead: int, opens: date) -> None:
    found = expiry(CALENDAR, date(2026, 11, 16), lead, 5, MONDAY)
    assert found.opens_on == opens
    assert remaining(CALENDAR, opens, found.due_on) == 5


@given(DAYS, st.integers(0, 60), st.integers(1, 90), DAYS)
def test_it_never_opens_in_the_past_nor_is_due_before_it_opens(
    runs_out: date, lead: int, workdays: int, today: date
) -> None:
    found = expiry(CALENDAR, runs_out, lead, workdays, today)
    assert today <= found.opens_on < found.due_on
    assert found.opens_on <= max(today, runs_out + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 2), 12, date(2027, 11, 2)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_the_month(
    day: date, months: int, found: date
) -> None:
    assert months_after(day, months) == found


@given(DAYS, st.integers(1, 600))
def test_more_months_never_run_out_earlier(day: date, months: int) -> None:
    assert day < months_after(day, months) <= months_after(day, months + 1)


@pytest.mark.parametrize(
    ("due", "first"),
    [
        (
            date(2026, 11, 20),
            date(2026, 11, 14),
        ),  # 9 working days: four are gone on the Saturday that is worked
        (date(2026, 11, 12), date(2026, 11, 10)),
        (date(2026, 11, 10), date(2026, 11, 11)),  # one day has no half: the first word is that it is over
    ],
)
def test_the_first_word_comes_when_half_of_the_working_days_are_gone(due: date, first: date) -> None:
    assert first_reminder(CALENDAR, MONDAY, due) == first


@given(DAYS, st.integers(0, 200))
def test_the_first_word_is_never_after_the_last(begins: date, days: int) -> None:
    due = begins + timedelta(days=days)
    assert begins < first_reminder(CALENDAR, begins, due) <= overdue_from(due)
