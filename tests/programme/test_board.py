"""The board says in words how every unit stands, and departments are reminded once at each step."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.programme import situations as s

from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.people import queries as people
from nuocheng.programme import acts, jobs, queries
from nuocheng.programme.models import Reminder
from nuocheng.programme.reports.board import board, days_in_words, unit

pytestmark = [pytest.mark.django_db, pytest.mark.req("S14.2")]


def words(today: date, code: str = "procedure") -> tuple[str, str, str]:
    """Return what the board says of the department in hand: word, days, tone."""
    row = queries.last_round()
    assert row is not None
    found = unit(row, b.DEPARTMENT, today)
    assert found is not None
    cell = next(one for one in found.cells if one.asked.code == code)
    return cell.word, cell.days, cell.tone


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 17), ("没开始", "还差3天", "")),
        (date(2026, 11, 20), ("没开始", "今天到期", "")),
        (date(2026, 11, 22), ("没开始", "逾期2天", "bad")),
    ],
)
def test_what_was_not_begun_counts_its_days(today: date, said: tuple[str, str, str]) -> None:
    s.an_open_round(Hours())
    assert words(today) == said


def test_every_state_of_a_milestone_has_its_word() -> None:
    hours = Hours()
    before, after = date(2026, 11, 18), date(2026, 11, 25)
    begun = s.a_begun_milestone(hours)
    assert (words(before), words(after)) == (("正在做", "还差2天", "todo"), ("正在做", "逾期5天", "bad"))
    acts.report_milestone(s.editor(hours), begun.reference, evidence=s.EVIDENCE, done_on=s.ON_TIME)
    assert words(after) == ("待确认", "", "info")
    acts.return_milestone(s.bureau(hours), begun.reference, reason="请写明在哪里公布")
    assert words(after) == ("退回补充", "逾期5天", "bad")
    acts.report_milestone(s.editor(hours), begun.reference, evidence=s.EVIDENCE, done_on=s.ON_TIME)
    acts.confirm_milestone(s.bureau(hours), begun.reference)
    assert words(after) == ("已完成", "", "ok")


def test_what_was_reached_late_says_by_how_much() -> None:
    hours = Hours(b.MORNING.replace(day=24))
    begun = s.a_reported_milestone(hours, done_on=date(2026, 11, 23))
    acts.confirm_milestone(s.bureau(hours), begun.reference)
    assert words(date(2026, 11, 25)) == ("已完成", "晚了3天", "ok")


@pytest.mark.req("S12.1")
def test_the_plan_is_a_milestone_that_is_reached_once_published() -> None:
    hours, after = Hours(), date(2026, 11, 15)
    plan = s.a_drafted_plan(hours)
    assert words(after, "plan") == ("起草中", "逾期2天", "bad")
    acts.file_plan(s.editor(hours), plan.reference, signed_by="葛平川", signed_on=s.ON_TIME)
    assert words(after, "plan") == ("待备案", "", "info")
    acts.publish_plan(s.bureau(hours), plan.reference)
    assert words(after, "plan") == ("已公布", "", "ok")
    s.a_drafted_plan(hours)
    assert words(after, "plan") == ("已公布，正改新版", "", "ok")


@pytest.mark.req("S12.2")
def test_an_accepted_explanation_about_everything_excuses_and_one_about_some_items_does_not() -> None:
    hours, after = Hours(), date(2026, 11, 25)
    told = s.a_filed_explanation(hours)
    assert words(after)[0] == "没开始"  # not before it is accepted
    acts.accept_explanation(s.bureau(hours), told.reference)
    assert words(after) == ("书面说明", "", "off")
    acts.withdraw_explanation(s.editor(hours), told.reference)
    assert words(after)[0] == "没开始"


def test_the_board_counts_what_is_done_overdue_and_waiting() -> None:
    hours = Hours()
    s.a_confirmed_milestone(hours)
    s.a_filed_explanation(hours)
    row = s.an_open_round(hours)
    units = {one.code: one for one in board(row, date(2026, 11, 25))}
    assert set(units) == {one.code for one in people.departments()}
    one, other = units[b.DEPARTMENT], units["620402-wjj"]
    assert (one.done, one.total, one.overdue, one.waiting) == (1, 3, 1, 1)
    assert (other.done, other.total, other.overdue, other.waiting) == (0, 3, 2, 0)
    assert other.missing_contacts == "负责领导、联络员"


def test_the_board_is_read_in_few_statements(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    hours = Hours()
    s.a_confirmed_milestone(hours)
    s.a_published_plan(hours)
    row = s.an_open_round(hours)
    s.a_handed_in_summary(hours)
    with django_assert_max_num_queries(6):
        board(row, date(2026, 11, 25))


def by_itself(day: date) -> Occasion:
    return an_occasion(Role.SYSTEM, at=datetime(day.year, day.month, day.day, 8, tzinfo=CHINA))


def test_reminders_come_at_each_step_once_and_only_to_whom_they_concern() -> None:
    hours = Hours()
    s.a_confirmed_milestone(hours)
    row = s.an_open_round(hours)
    assert queries.reminder_days(s.ON_TIME) == (0, 3, 10)
    told = {
        day: jobs.remind_due(by_itself(date(2026, 11, 1) + timedelta(days=day - 1))) for day in range(3, 22)
    }
    units = len(people.departments())
    # the plan is due on the 13th; the rules on the 20th, and one unit has confirmed them
    assert {day: count for day, count in told.items() if count} == {
        3: units,
        10: units + units - 1,
        13: units,
        17: units - 1,
        20: units - 1,
    }
    assert jobs.remind_due(by_itself(date(2026, 11, 20))) == 0
    steps = Reminder.objects.filter(department="620402-wjj", code="procedure").order_by("at")
    assert [one.step for one in steps] == ["before-10", "before-3", "before-0"]
    assert "今天到期" in steps[2].text
    assert not Reminder.objects.filter(department=b.DEPARTMENT, code="procedure").exists()
    acts.close_round(s.bureau(hours), row.reference)
    assert jobs.remind_due(by_itself(date(2026, 12, 19))) == 0


def test_a_day_on_which_nothing_ran_is_made_up_for() -> None:
    s.an_open_round(Hours())
    jobs.remind_due(by_itself(date(2026, 11, 14)))
    jobs.remind_due(by_itself(date(2026, 11, 18)))
    steps = Reminder.objects.filter(department=b.DEPARTMENT, code="procedure").order_by("at")
    assert [one.step for one in steps] == ["before-10", "before-3"]


def test_without_a_round_nobody_is_reminded() -> None:
    assert jobs.remind_due(by_itself(date(2026, 11, 14))) == 0


@pytest.mark.parametrize(("left", "said"), [(3, "还差3天"), (0, "今天到期"), (-2, "逾期2天")])
def test_days_are_said_in_words(left: int, said: str) -> None:
    assert days_in_words(left) == said
