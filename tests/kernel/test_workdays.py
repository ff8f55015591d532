"""Working days: the same answers as an independent calendar, and honesty about years not yet announced."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nuocheng.kernel.workdays import (
    Calendar,
    Deadline,
    next_workday_on_or_after,
    previous_workday_on_or_before,
    remaining,
    term_end,
)

# A loaded machine is no fault of the code: how long an example takes is not what these tests ask.
UNHURRIED = settings(deadline=None)
ORACLE_YEARS = range(2023, 2027)
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)]
WEEKDAYS_ONLY = Calendar(days={}, known_years=frozenset(range(1990, 2100)))


def announced() -> Calendar:
    """Build the calendar of the announced years from an independent package."""
    moved = {
        day: chinese_calendar.is_workday(day)
        for day in EVERY_DAY
        if chinese_calendar.is_workday(day) != (day.weekday() < 5)
    }
    return Calendar(days=moved, known_years=frozenset(ORACLE_YEARS))


CALENDAR = announced()
WORKED = [day for day in EVERY_DAY if chinese_calendar.is_workday(day)]


@pytest.mark.parametrize("length", [1, 2, 3, 5, 7, 10, 20, 60])
def test_every_term_ends_on_the_day_the_independent_calendar_says(length: int) -> None:
    """Oracle: the n-th worked day after the start, for every start of four years."""
    checked = 0
    following = 0
    for start in EVERY_DAY:
        while following < len(WORKED) and WORKED[following] <= start:
            following += 1
        if following + length > len(WORKED):
            break
        assert term_end(CALENDAR, start, length).on == WORKED[following + length - 1]
        checked += 1
    assert checked > 1300


def test_the_oracle_would_notice_a_calendar_without_moved_days() -> None:
    """Control: without the moved days the comparison above fails for many starts."""
    different = [
        s for s in EVERY_DAY[:1300] if term_end(WEEKDAYS_ONLY, s, 20).on != term_end(CALENDAR, s, 20).on
    ]
    assert len(different) > 400


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 11, 21), 5, date(2026, 11, 27)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_the_day_a_term_starts_on_is_not_counted(start: date, days: int, end: date) -> None:
    assert term_end(CALENDAR, start, days) == Deadline(end, provisional=False)


@pytest.mark.parametrize(
    ("start", "days", "provisional"),
    [
        (date(2026, 11, 23), 5, False),
        (date(2026, 12, 18), 4, False),
        (date(2026, 12, 18), 5, True),
        (date(2026, 12, 28), 60, True),
        (date(2027, 3, 1), 1, True),
        (date(2025, 12, 28), 60, False),
    ],
)
def test_a_term_that_needs_an_unpublished_notice_is_provisional(
    start: date, days: int, provisional: bool
) -> None:
    assert term_end(CALENDAR, start, days).provisional is provisional


def test_the_notice_of_the_next_year_has_settled_late_december_before() -> None:
    """Evidence for the rule: moved days between 25 and 31 December, in years the independent calendar knows."""
    late = [
        date(year, 12, day)
        for year in range(2004, 2026)
        for day in range(1, 32)
        if chinese_calendar.is_workday(date(year, 12, day)) != (date(year, 12, day).weekday() < 5)
    ]
    assert len(late) >= 5
    assert all(day.day >= 25 for day in late)


def test_loading_the_notice_makes_the_deadline_final() -> None:
    before = term_end(CALENDAR, date(2026, 12, 28), 3)
    notice = Calendar(
        days={**CALENDAR.days, date(2027, 1, 1): False}, known_years=CALENDAR.known_years | {2027, 2028}
    )
    after = term_end(notice, date(2026, 12, 28), 3)
    assert (before.provisional, after.provisional) == (True, False)
    assert after.on == date(2026, 12, 31)
    assert term_end(notice, date(2026, 12, 28), 4).on == date(2027, 1, 4)


def test_a_negative_term_has_no_end() -> None:
    with pytest.raises(ValueError, match="has no end"):
        term_end(CALENDAR, FIRST, -1)


@UNHURRIED
@given(st.sampled_from(EVERY_DAY[:1200]), st.integers(0, 150))
def test_what_remains_on_the_first_day_is_the_whole_term(start: date, days: int) -> None:
    assert remaining(CALENDAR, start, term_end(CALENDAR, start, days).on) == days


@UNHURRIED
@given(st.sampled_from(EVERY_DAY[:1200]), st.integers(0, 60), st.integers(0, 60))
def test_a_term_is_the_sum_of_its_parts(start: date, first: int, second: int) -> None:
    halfway = term_end(CALENDAR, start, first).on
    assert term_end(CALENDAR, halfway, second).on == term_end(CALENDAR, start, first + second).on


@UNHURRIED
@given(st.sampled_from(EVERY_DAY), st.sampled_from(EVERY_DAY))
def test_remaining_is_negative_exactly_when_the_day_has_passed(today: date, due: date) -> None:
    assert (remaining(CALENDAR, today, due) < 0) is (today > due)


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [
        (date(2026, 11, 23), date(2026, 11, 25), 2),
        (date(2026, 11, 25), date(2026, 11, 25), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 21), date(2026, 11, 20), -1),
        (date(2026, 11, 23), date(2026, 11, 20), -1),
        (date(2026, 11, 24), date(2026, 11, 20), -2),
        (date(2026, 9, 30), date(2026, 10, 8), 1),
    ],
)
def test_remaining_counts_worked_days_only(today: date, due: date, left: int) -> None:
    assert remaining(CALENDAR, today, due) == left


@UNHURRIED
@given(st.sampled_from(EVERY_DAY[20:-20]))
def test_the_nearest_workdays_are_worked_and_nothing_worked_lies_between(day: date) -> None:
    before, after = previous_workday_on_or_before(CALENDAR, day), next_workday_on_or_after(CALENDAR, day)
    assert before <= day <= after
    assert chinese_calendar.is_workday(before)
    assert chinese_calendar.is_workday(after)
    assert remaining(CALENDAR, before, after) == (0 if before == after else 1)


@pytest.mark.req("S14.4")
def test_the_thirteenth_of_june_2026_is_a_saturday_so_the_friday_before_counts() -> None:
    assert previous_workday_on_or_before(CALENDAR, date(2026, 6, 13)) == date(2026, 6, 12)
    assert next_workday_on_or_after(CALENDAR, date(2026, 6, 13)) == date(2026, 6, 15)


def test_a_calendar_in_use_cannot_be_changed_behind_its_back() -> None:
    days = {date(2026, 11, 23): False}
    calendar = Calendar(days=days, known_years=frozenset({2026}))
    days[date(2026, 11, 24)] = False
    assert calendar.is_workday(date(2026, 11, 24))
    assert not calendar.is_workday(date(2026, 11, 23))
