"""The calendar as seeded: equal to an independent one where announced, honest where not."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # ships no types
import pytest

from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries
from nuocheng.law.loading import Counts, seed_calendar
from nuocheng.law.models import CalendarDay, CalendarYear, LawVersion

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def test_the_seeded_calendar_agrees_with_an_independent_one_day_by_day() -> None:
    seed_calendar(range(2023, 2028))
    calendar = queries.calendar()
    days = [date(2023, 1, 1) + timedelta(days=offset) for offset in range(4 * 365 + 1)]
    assert days[-1] == date(2026, 12, 31)
    assert [day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_working_weekends_and_moved_holidays_are_both_seeded() -> None:
    seed_calendar([2026])
    worked = list(CalendarDay.objects.filter(working=True).values_list("date", flat=True))
    assert worked == [
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ]
    assert CalendarDay.objects.get(date=date(2026, 10, 1)).name == "国庆节"
    assert all(day.date.weekday() < 5 for day in CalendarDay.objects.filter(working=False))


def test_a_year_without_a_notice_is_provisional_and_its_deadlines_say_so() -> None:
    seed_calendar([2026, 2027])
    assert CalendarYear.objects.get(year=2026).official
    assert not CalendarYear.objects.get(year=2027).official
    assert CalendarDay.objects.filter(date__year=2027, provisional=False).count() == 0
    assert CalendarDay.objects.filter(date__year=2027).exists()
    calendar = queries.calendar()
    assert calendar.known_years == {2026}
    assert not term_end(calendar, TODAY, 20).provisional
    assert term_end(calendar, TODAY, 60).provisional


def test_seeding_twice_changes_nothing_the_second_time() -> None:
    assert seed_calendar([2026, 2027]) == Counts(created=2)
    stamp = LawVersion.objects.get().stamp
    assert seed_calendar([2027, 2026]) == Counts(unchanged=2)
    assert LawVersion.objects.get().stamp == stamp


def test_what_was_entered_from_the_notice_is_never_overwritten() -> None:
    seed_calendar([2027])
    CalendarYear.objects.filter(year=2027).update(official=True, source="国务院办公厅通知")
    CalendarDay.objects.update_or_create(
        date=date(2027, 1, 9), defaults={"working": True, "name": "调休上班", "source": "国务院办公厅通知"}
        | {"provisional": False}
    )  # fmt: skip
    assert seed_calendar([2027]) == Counts(unchanged=1)
    assert CalendarDay.objects.filter(date=date(2027, 1, 9), working=True).exists()


def test_an_estimate_that_was_spoiled_is_mended_and_read_at_once() -> None:
    seed_calendar([2027])
    assert not queries.calendar().is_workday(date(2027, 10, 1))
    CalendarDay.objects.filter(date=date(2027, 10, 1)).delete()
    CalendarDay.objects.create(
        date=date(2027, 3, 3), working=False, name="没有的节", source="", provisional=True
    )
    assert seed_calendar([2027]) == Counts(updated=1)
    assert not queries.calendar().is_workday(date(2027, 10, 1))
    assert queries.calendar().is_workday(date(2027, 3, 3))


def test_without_any_seed_the_calendar_knows_no_year() -> None:
    assert queries.calendar().known_years == frozenset()
    assert term_end(queries.calendar(), TODAY, 1).provisional


def test_late_december_belongs_to_the_notice_of_the_next_year() -> None:
    """Evidence: 29 December 2018 was worked, and 31 December was not, by the notice for 2019."""
    seed_calendar([2018])
    assert not queries.calendar().is_workday(date(2018, 12, 29))
    seed_calendar([2019])
    assert queries.calendar().is_workday(date(2018, 12, 29))
    assert not queries.calendar().is_workday(date(2018, 12, 31))
