"""Summaries: exactly the parts of the law, handed in and kept as they were, taken or sent back, late ones marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.programme import situations as s

from nuocheng.journal.models import Entry
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotFound, NotProvided, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.law import queries as law
from nuocheng.law.models import Provision
from nuocheng.programme import acts, jobs, queries
from nuocheng.programme.models import Reminder
from nuocheng.programme.queries import Asked
from nuocheng.programme.reports.board import unit

pytestmark = [pytest.mark.django_db, pytest.mark.req("S12.3")]

DUE = date(2026, 11, 25)
HEADINGS = ["工作情况", "主要做法和成效", "建立的制度和规范", "存在的问题和建议"]


@pytest.fixture
def law_changes() -> Iterator[None]:
    """Let a test change the law, and let the copy that this process holds be read anew after it."""
    yield
    law.invalidate()


def a_round_that_asks(hours: Hours) -> queries.Round:
    """Return a round among whose milestones the summary is."""
    b.some_departments()
    asked = (*s.ASKED, Asked("summary", "总结报送区司法局", DUE))
    opened = acts.open_round(s.bureau(hours), title="2026年度工作", begins_on=date(2026, 11, 1), asked=asked)
    return queries.a_round(opened.reference)


def standing(today: date) -> tuple[str, str, bool]:
    """Return how the board says the department stands with its summary: word, days, whether it counts as done."""
    row = queries.last_round()
    assert row is not None
    found = unit(row, b.DEPARTMENT, today)
    assert found is not None
    return found.summary.word, found.summary.days, found.summary.done


def on_day(day: int, role: Role = Role.EDITOR) -> Any:
    """Return an occasion on a day of November."""
    return an_occasion(
        role, b.DEPARTMENT if role is Role.EDITOR else "", datetime(2026, 11, day, 10, tzinfo=CHINA)
    )


@pytest.mark.usefixtures("law_changes")
def test_the_parts_of_a_summary_are_those_the_law_names_that_day() -> None:
    summary = s.a_drafted_summary(Hours())
    assert [one.title for one in summary.parts] == HEADINGS
    Provision.objects.filter(key="code.report_section.rules").update(until=date(2026, 11, 20))
    law.invalidate()
    acts.write_summary(on_day(23), summary.reference, texts={"work": "改过"})
    parts = queries.summary(summary.reference).parts
    assert [one.code for one in parts] == ["work", "practice", "problems"]
    assert (parts[0].text, parts[1].text) == ("改过", s.SUMMED_UP["practice"])
    with pytest.raises(Malformed, match="没有这一部分"):
        acts.write_summary(on_day(23), summary.reference, texts={"rules": "印发了规程"})


@pytest.mark.usefixtures("law_changes")
def test_where_the_law_names_no_parts_nothing_is_begun() -> None:
    row = s.an_open_round(Hours())
    Provision.objects.filter(key__startswith="code.report_section.").delete()
    law.invalidate()
    with pytest.raises(NotProvided):
        acts.draft_summary(on_day(23), department=b.DEPARTMENT, of_round=row.reference)


def test_a_part_nobody_could_read_is_not_kept() -> None:
    summary = s.a_drafted_summary(Hours())
    with pytest.raises(Malformed, match="“工作情况”请写在5000个字以内"):
        acts.write_summary(on_day(3), summary.reference, texts={"work": "长" * 5001})


def test_a_summary_with_parts_missing_is_kept_and_not_taken_in() -> None:
    summary = s.a_drafted_summary(Hours())
    acts.write_summary(on_day(3), summary.reference, texts={"practice": " 　", "rules": "。"})
    with pytest.raises(RuledOut) as refused:
        acts.hand_in_summary(on_day(4), summary.reference, signed_by="钟晴", signed_on=s.ON_TIME)
    assert [one.rule for one in refused.value.objections] == [
        "summary_writes_every_part",
        "summary_is_signed_by_leader",
    ]
    assert queries.summary(summary.reference).times == 0


def test_what_was_handed_in_stays_as_it_was_when_it_is_mended_and_handed_in_again() -> None:
    hours = Hours()
    summary = s.a_returned_summary(hours)
    acts.write_summary(s.editor(hours), summary.reference, texts={"problems": "核查中发现3件不实，已经处理"})
    first = queries.handed_once(summary, 1)
    assert first.parts[3].text == "无"
    summary = s.handed_in(hours, queries.summary(summary.reference))
    assert [one.number for one in queries.handed(summary)] == [2, 1]
    assert queries.handed_once(summary, 1).seal() == first.seal()
    assert queries.handed_once(summary, 2).parts[3].text == "核查中发现3件不实，已经处理"
    assert (summary.state, summary.times, summary.returned_reason) == ("handed_in", 2, "")
    assert list(faults()) == []
    with connection.cursor() as cursor:  # the control: whoever changes what was handed in is found out
        cursor.execute("UPDATE programme_handedsummary SET content = '[]' WHERE number = 1")
    assert len(list(faults())) == 1
    with pytest.raises(NotFound):
        queries.handed_once(summary, 3)


def test_there_is_one_summary_for_a_department_and_a_round() -> None:
    hours = Hours()
    summary = s.a_taken_summary(hours)
    with pytest.raises(OutOfOrder, match="已经开始写了"):
        acts.draft_summary(s.editor(hours), department=b.DEPARTMENT, of_round=summary.round_id)
    with pytest.raises(OutOfOrder):
        s.handed_in(hours, summary)


def test_a_late_summary_is_taken_in_and_marked_and_one_mended_later_is_not_late_for_that() -> None:
    hours = Hours()
    row = a_round_that_asks(hours)
    summary = s.a_drafted_summary(hours)
    assert (summary.round_id, summary.due_on) == (row.reference, DUE)
    assert standing(date(2026, 11, 28)) == ("起草中", "逾期3天", False)
    acts.hand_in_summary(on_day(25), summary.reference, signed_by="葛平川", signed_on=s.ON_TIME)
    acts.return_summary(on_day(26, Role.BUREAU), summary.reference, reason="请写明核查的情况")
    assert standing(date(2026, 11, 28)) == ("退回修改", "逾期3天", False)
    acts.hand_in_summary(on_day(28), summary.reference, signed_by="葛平川", signed_on=s.ON_TIME)
    assert not queries.summary(summary.reference).late
    assert standing(date(2026, 11, 28)) == ("待接收", "", False)
    acts.take_summary(on_day(29, Role.BUREAU), summary.reference)
    assert standing(date(2026, 11, 30)) == ("已接收", "", True)


def test_a_summary_first_handed_in_after_its_day_says_by_how_much() -> None:
    hours = Hours()
    a_round_that_asks(hours)
    summary = s.a_drafted_summary(hours)
    acts.hand_in_summary(on_day(27), summary.reference, signed_by="葛平川", signed_on=s.ON_TIME)
    found = queries.summary(summary.reference)
    assert found.late
    assert queries.handed_once(found, 1).late
    assert standing(date(2026, 11, 30)) == ("待接收", "晚了2天", False)
    acts.take_summary(on_day(28, Role.BUREAU), summary.reference)
    assert standing(date(2026, 11, 30)) == ("已接收", "晚了2天", True)
    assert Entry.objects.get(verb="summary.hand_in").note.count('"late":true') == 1


@pytest.mark.usefixtures("law_changes")
def test_the_law_asks_for_a_summary_by_the_end_of_the_year_where_a_round_does_not() -> None:
    listed = {one.code: one for one in queries.in_law(date(2027, 3, 1))}
    assert (listed["summary"].due_on, listed["summary"].title) == (date(2027, 12, 31), "总结报送区司法局")
    assert "形成书面材料报送区司法局" in listed["summary"].quote
    row = s.an_open_round(Hours())
    assert queries.summary_asked(row).due_on == date(2026, 12, 31)
    Provision.objects.filter(key="code.milestone.summary").delete()
    law.invalidate()
    assert queries.summary_asked(row).due_on == date(2026, 12, 31)


def test_the_summary_counts_on_the_board_and_is_never_reported_by_hand() -> None:
    hours = Hours()
    row = a_round_that_asks(hours)
    with pytest.raises(NotFound):
        acts.begin_milestone(s.editor(hours), department=b.DEPARTMENT, of_round=row.reference, code="summary")
    s.a_handed_in_summary(hours)
    found = unit(row, b.DEPARTMENT, DUE)
    assert found is not None
    assert (found.total, found.done, found.waiting) == (4, 0, 1)
    acts.take_summary(s.bureau(hours), f"ZJ-{row.reference}-{b.DEPARTMENT}")
    found = unit(row, b.DEPARTMENT, DUE)
    assert found is not None
    assert (found.total, found.done, found.waiting) == (4, 1, 0)


def test_a_summary_that_the_round_does_not_ask_for_still_waits_for_the_bureau() -> None:
    hours = Hours()
    s.a_handed_in_summary(hours)
    found = unit(s.an_open_round(hours), b.DEPARTMENT, DUE)
    assert found is not None
    assert (found.total, found.waiting) == (3, 1)


@pytest.mark.req("S12.2")
def test_whoever_is_excused_owes_no_summary_and_may_hand_one_in() -> None:
    hours = Hours()
    a_round_that_asks(hours)
    s.an_accepted_explanation(hours)
    late = date(2026, 12, 30)
    assert standing(late)[0] == "书面说明"
    summary = s.a_drafted_summary(hours)
    assert standing(late)[0] == "书面说明"
    s.handed_in(hours, summary)
    assert standing(late)[0] == "待接收"


@pytest.mark.req("S14.2")
def test_departments_are_reminded_of_the_summary_and_not_once_it_is_handed_in() -> None:
    hours = Hours()
    a_round_that_asks(hours)
    s.a_handed_in_summary(hours)
    jobs.remind_due(on_day(22, Role.SYSTEM))
    reminded = set(Reminder.objects.filter(code="summary").values_list("department", flat=True))
    assert reminded
    assert b.DEPARTMENT not in reminded


def test_a_round_that_is_over_may_still_be_summed_up() -> None:
    hours = Hours()
    row = s.a_closed_round(hours)
    summary = s.a_contact(hours) and acts.draft_summary(
        s.editor(hours), department=b.DEPARTMENT, of_round=row.reference
    )
    assert [one.reference for one in queries.left_over(b.DEPARTMENT)] == [summary.reference]
    acts.write_summary(s.editor(hours), summary.reference, texts=s.SUMMED_UP)
    s.handed_in(hours, queries.summary(summary.reference))
    assert queries.left_over(b.DEPARTMENT) == []
