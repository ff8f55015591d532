"""Until when a month is reported on: the 13th of the next month, that day included, or the working day before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nuocheng.kernel.workdays import Calendar
from nuocheng.law import queries as law
from nuocheng.law.loading import load_preset, seed_calendar
from nuocheng.law.models import Provision
from nuocheng.oversight import queries
from nuocheng.oversight.rules import MAY_RETURN, MAY_SUBMIT, ON_TIME, report_is_on_time
from nuocheng.oversight.rules.due import Terms, last_day, month_after
from nuocheng.oversight.rules.facts import Submission

PLAIN = Calendar(days={}, known_years=frozenset())


@pytest.mark.django_db
@pytest.mark.req("S14.4")
@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2026, 10, 1), date(2026, 11, 13)),  # a Friday like any other
        (date(2026, 11, 1), date(2026, 12, 11)),  # the 13th is a Sunday
        (date(2025, 8, 1), date(2025, 9, 12)),  # the 13th is a Saturday
        (date(2024, 9, 1), date(2024, 10, 12)),  # a Sunday, after a Saturday that was worked (调休)
        (date(2024, 1, 1), date(2024, 2, 9)),  # in the Spring Festival of 2024
        (date(2025, 12, 1), date(2026, 1, 13)),  # over the turn of the year
    ],
)
def test_the_law_as_shipped_gives_the_last_day(month: date, due: date) -> None:
    load_preset("national-2026")
    load_preset("baiyin-2020")
    seed_calendar([2024, 2025, 2026, 2027])
    law.invalidate()
    assert queries.due_on(month) == due
    law.invalidate()


@pytest.mark.django_db
def test_without_law_there_is_no_day_made_up() -> None:
    Provision.objects.all().delete()
    law.invalidate()
    with pytest.raises(law.LawMissing):
        queries.due_on(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        (Terms(13, included=True, on_rest_day="previous"), date(2026, 12, 11)),
        (Terms(13, included=True, on_rest_day="same"), date(2026, 12, 13)),
        (Terms(13, included=True, on_rest_day="next"), date(2026, 12, 14)),
        (Terms(13, included=False, on_rest_day="same"), date(2026, 12, 12)),
        (Terms(13, included=False, on_rest_day="previous"), date(2026, 12, 11)),
        (Terms(5, included=True, on_rest_day="previous"), date(2026, 12, 4)),
    ],
)
def test_each_switch_of_the_law_moves_the_day(terms: Terms, due: date) -> None:
    assert last_day(date(2026, 11, 1), terms, PLAIN) == due


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 28), st.booleans())
def test_with_the_day_before_the_last_day_is_worked_and_never_later(
    day: date, due: int, included: bool
) -> None:
    month = day.replace(day=1)
    found = last_day(month, Terms(due, included, "previous"), PLAIN)
    assert PLAIN.is_workday(found)
    assert found <= month_after(month).replace(day=due)


def submission(**changed: object) -> Submission:
    said = {
        "month": date(2026, 11, 1),
        "today": date(2026, 12, 11),
        "first_on": date(2026, 12, 11),
        "due_on": date(2026, 12, 11),
        "work": "办理4件",
        "is_zero": False,
        "declared_zero": False,
    }
    return Submission(**(said | changed))  # type: ignore[arg-type]  # a table of what differs


@pytest.mark.req("S14.4")
@pytest.mark.parametrize(
    ("first_on", "late"),
    [
        (date(2026, 12, 1), False),
        (date(2026, 12, 11), False),
        (date(2026, 12, 12), True),
        (date(2027, 1, 3), True),
    ],
)
def test_a_report_is_late_from_the_day_after_the_last_day(first_on: date, late: bool) -> None:
    facts = submission(first_on=first_on)
    assert (report_is_on_time.objection(facts) is not None) == late


def test_a_late_report_says_by_how_much() -> None:
    objection = report_is_on_time.objection(submission(first_on=date(2026, 12, 14)))
    assert objection is not None
    assert objection.text == "应在2026年12月11日前报送，已经晚了3天"
    assert objection.clauses == ("白政办发〔2020〕20号六、3",)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({}, None),
        ({"today": date(2026, 11, 30)}, "month_is_over"),
        ({"today": date(2025, 12, 31)}, "month_is_over"),
        ({"work": "　 "}, "report_says_everything"),
        ({"is_zero": True}, "zero_is_declared"),
        ({"declared_zero": True}, "zero_is_declared"),
        ({"is_zero": True, "declared_zero": True}, None),
    ],
)
@pytest.mark.req("S12.3")
def test_what_a_report_must_be_before_it_is_handed_in(changed: dict[str, object], rule: str | None) -> None:
    facts = submission(**changed)
    found = [one.name for one in MAY_SUBMIT if one.objection(facts)]
    assert found == ([rule] if rule else [])


def test_every_rule_is_in_force_since_the_plan_and_cites_it() -> None:
    for one in (*MAY_SUBMIT, *ON_TIME, *MAY_RETURN):
        assert one.in_force(date(2020, 4, 3))
        assert not one.in_force(date(2020, 4, 2))
        assert one.cites[0].quote
