"""The monthly report: computed from the cases, frozen on submission, every figure leading to its list."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.journal.rig import (
    DEPARTMENT,
    LIVED,
    Hours,
    a_life,
    found,
    granted,
    heard,
    opened,
    someone,
    the_law,
)

from nuocheng.cases import acts as cases
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder, Overtaken, RuledOut
from nuocheng.kernel.occasion import CHINA, Post, Role
from nuocheng.oversight import acts, jobs, queries
from nuocheng.oversight.models import Report
from nuocheng.oversight.queries.monthly_work import FIGURES
from nuocheng.oversight.reports import district_month, monthly_work
from nuocheng.people.models import Department
from nuocheng.verification import acts as verification
from nuocheng.verification.queries import tasks_of

pytestmark = pytest.mark.django_db

MONTH = date(2026, 11, 1)
REFERENCE = f"YB-2026-11-{DEPARTMENT}"
IN_TIME = datetime(2026, 12, 11, 17, 59, tzinfo=CHINA)
TEXTS = acts.Texts(work="办理4件，承诺3件。", practice="", regulations="修订了核查办法。", problems="")

#: What the life in the rig comes to, counted by hand.
BY_HAND = {
    "items": 2,
    "certificates_listed": 3,
    "published": 0,
    "suspended": 0,
    "cases": 4,
    "pledged": 3,
    "certificates": 5,
    "withdrawn_pledges": 1,
    "ineligible": 0,
    "declined": 1,
    "granted": 2,
    "refused": 0,
    "withdrawn": 0,
    "corrections": 0,
    "extended": 0,
    "demands": 0,
    "demands_lifted": 0,
    "owed": 4,
    "exempt": 1,
    "found": 4,
    "on_time": 4,
    "late": 0,
    "overdue": 0,
    "confirmed": 2,
    "refuted": 2,
    "unresolved": 0,
    "found_other": 0,
    "chased": 0,
    "asked": 4,
    "no_answer": 0,
    "intended": 0,
    "upheld": 0,
    "dismissed": 0,
    "revoked": 0,
    "repaired": 1,
}


def drafted(month: date = MONTH, at: datetime = IN_TIME) -> str:
    return acts.draft_report(someone(Role.VERIFIER, at), department=DEPARTMENT, month=month).reference


def written() -> str:
    reference = drafted()
    acts.write_report(someone(Role.VERIFIER, IN_TIME), reference, texts=TEXTS)
    return reference


def submitted(at: datetime = IN_TIME) -> Report:
    reference = written()
    acts.submit_report(someone(Role.REVIEWER, at), reference)
    return queries.report(reference)


def counts(month: date = MONTH, now: datetime = IN_TIME) -> dict[str, int]:
    return monthly_work.numbers(queries.counted(DEPARTMENT, month, now))


# --- figures ----------------------------------------------------------------------------------------------


@LIVED
@pytest.mark.req("S14.4")
def test_every_figure_is_what_was_done() -> None:
    a_life()
    assert counts() == BY_HAND


def test_every_figure_has_a_title_a_unit_and_a_scope() -> None:
    assert len({one.key for one in FIGURES}) == len({one.title for one in FIGURES}) == len(FIGURES)
    for one in FIGURES:
        assert one.unit
        assert len(one.scope) > 8
        assert not one.scope.endswith("。")


@LIVED
def test_another_department_and_another_month_have_nothing_of_it() -> None:
    a_life()
    elsewhere = monthly_work.numbers(queries.counted("minzheng", MONTH, IN_TIME))
    assert set(elsewhere.values()) == {0}
    october = counts(date(2026, 10, 1))
    assert (october["published"], october["items"], october["cases"]) == (2, 2, 0)
    before = counts(date(2026, 9, 1))
    assert set(before.values()) == {0}


@LIVED
def test_the_first_and_the_last_moment_of_a_month_belong_to_it_in_china() -> None:
    a_life()
    first, last = (
        datetime(2026, 12, 1, tzinfo=CHINA),
        datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=CHINA),
    )
    for at in (first - timedelta(microseconds=1), first, last, last + timedelta(microseconds=1)):
        opened(Hours(at - timedelta(minutes=1)))
    later = last + timedelta(days=9)
    assert counts(now=later)["cases"] == BY_HAND["cases"] + 1
    assert counts(date(2026, 12, 1), later)["cases"] == 2
    assert counts(date(2027, 1, 1), later)["cases"] == 1


@LIVED
def test_a_certificate_pledged_is_counted_one_by_one_with_its_name() -> None:
    first = a_life()
    value = next(one for one in queries.counted(DEPARTMENT, MONTH, IN_TIME) if one.key == "certificates")
    mine = [one.detail for one in value.counted if one.reference == first]
    assert sorted(mine) == ["从业人员培训证明", "营业场所使用权证明"]


@LIVED
def test_a_finding_after_its_term_is_late_and_without_one_the_task_is_overdue() -> None:
    a_life()
    case = granted(Hours(datetime(2026, 11, 12, 9, 0, tzinfo=CHINA)))
    owed = [task for task in tasks_of(case) if task.state == "owed"]
    assert {task.due_on for task in owed} == {date(2026, 12, 24)}
    december, january = date(2026, 12, 1), date(2027, 1, 1)
    asked, at_end = datetime(2027, 1, 5, 9, 0, tzinfo=CHINA), datetime(2027, 1, 31, tzinfo=CHINA)
    assert counts(december, datetime(2026, 12, 24, 23, 0, tzinfo=CHINA))["overdue"] == 0
    assert counts(december, asked)["overdue"] == counts(january, asked)["overdue"] == 2
    one, other = [task.reference for task in owed]
    verification.record_answer(someone(Role.VERIFIER, asked), one, heard=heard(asked, "source_down"))
    verification.record_answer(someone(Role.VERIFIER, asked), one, heard=heard(asked, "consistent"))
    verification.record_finding(someone(Role.VERIFIER, asked + timedelta(hours=1)), one, verdict="confirm")
    now = counts(january, at_end)
    assert (now["found"], now["late"], now["on_time"], now["overdue"]) == (1, 1, 0, 1)
    assert (now["asked"], now["no_answer"]) == (2, 1)
    [left] = next(
        value for value in queries.counted(DEPARTMENT, january, at_end) if value.key == "overdue"
    ).counted
    assert left.reference == other


@LIVED
def test_a_month_that_still_runs_counts_to_now_and_not_beyond() -> None:
    a_life()
    halfway = datetime(2026, 11, 3, 9, 3, tzinfo=CHINA)
    assert counts(now=halfway)["cases"] == 1
    assert counts(now=halfway)["granted"] == 0


# --- frozen -----------------------------------------------------------------------------------------------


@LIVED
@pytest.mark.req("S14.4")
def test_what_was_handed_in_stays_as_it_was_whatever_is_done_later() -> None:
    first = a_life()
    report = submitted()
    before = report.figures
    cases.revoke(someone(Role.LEGAL, IN_TIME + timedelta(hours=1)), first, matter="M-1")
    found(Hours(IN_TIME), granted(Hours(IN_TIME)), "consistent", "confirm")
    later = IN_TIME + timedelta(days=15)
    now = queries.report(REFERENCE)
    assert now.figures == before
    assert monthly_work.numbers(queries.figures(now, later)) == BY_HAND
    assert queries.figures(now, later) == queries.counted(DEPARTMENT, MONTH, later), (
        "a past month never changes"
    )
    assert counts(date(2026, 12, 1), later)["revoked"] == 1, "the control: it did count somewhere"
    assert list(faults()) == []


@LIVED
def test_the_frozen_bytes_hold_every_word_and_every_list() -> None:
    a_life()
    report = submitted()
    said = json.loads(report.figures)
    assert {one["key"]: one["number"] for one in said["figures"]} == BY_HAND
    for one in said["figures"]:
        assert len(one["list"]) == one["number"]
        assert one["title"]
        assert one["scope"]
    assert queries.frozen(queries.frozen_figures(report)) == report.figures


def test_figures_of_a_form_not_known_are_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        queries.frozen_figures(Report(figures='{"v": 99, "figures": []}'))


# --- the way of a report ----------------------------------------------------------------------------------


@LIVED
def test_a_report_goes_from_its_department_to_the_bureau_and_is_accepted() -> None:
    a_life()
    report = submitted()
    assert (report.state, report.late, report.submitted_by) == ("submitted", False, "reviewer")
    assert report.due_on == date(2026, 12, 11)
    acts.accept_report(someone(Role.BUREAU, IN_TIME), report.reference)
    assert queries.report(report.reference).state == "accepted"
    assert list(faults()) == []


@LIVED
@pytest.mark.req("S14.4")
@pytest.mark.parametrize(("after", "late"), [(timedelta(), False), (timedelta(hours=6, minutes=1), True)])
def test_a_report_after_midnight_of_the_last_day_is_taken_and_marked_late(
    after: timedelta, late: bool
) -> None:
    a_life()
    assert submitted(IN_TIME + after).late is late


@LIVED
def test_a_report_sent_back_and_mended_after_the_last_day_is_not_late() -> None:
    a_life()
    report = submitted()
    acts.return_report(someone(Role.BUREAU, IN_TIME), report.reference, reason="累计数请核对")
    sent_back = queries.report(report.reference)
    assert (sent_back.state, sent_back.returned_reason) == ("returned", "累计数请核对")
    later = IN_TIME + timedelta(days=5)
    acts.write_report(someone(Role.CLERK, later), report.reference, texts=replace(TEXTS, problems="已核对"))
    acts.submit_report(someone(Role.CLERK, later), report.reference)
    again = queries.report(report.reference)
    assert (again.state, again.late, again.returned_reason) == ("submitted", False, "")
    assert again.figures == report.figures


@LIVED
def test_a_report_that_was_late_stays_late_when_it_is_mended() -> None:
    a_life()
    report = submitted(IN_TIME + timedelta(days=2))
    acts.return_report(someone(Role.BUREAU, IN_TIME + timedelta(days=3)), report.reference, reason="补写做法")
    acts.submit_report(someone(Role.CLERK, IN_TIME + timedelta(days=4)), report.reference)
    assert queries.report(report.reference).late


def test_a_report_of_nothing_says_so() -> None:
    the_law()
    reference = drafted()
    acts.write_report(someone(Role.CLERK, IN_TIME), reference, texts=acts.Texts(work="本月没有办件。"))
    with pytest.raises(RuledOut, match="零报告"):
        acts.submit_report(someone(Role.CLERK, IN_TIME), reference)
    assert acts.submit_report(someone(Role.CLERK, IN_TIME), reference, zero=True).state == "submitted"


@LIVED
def test_a_report_is_not_handed_in_before_its_month_is_over() -> None:
    a_life()
    at = datetime(2026, 11, 30, 23, 0, tzinfo=CHINA)
    reference = drafted(at=at)
    acts.write_report(someone(Role.CLERK, at), reference, texts=TEXTS)
    with pytest.raises(RuledOut, match="还没有结束"):
        acts.submit_report(someone(Role.CLERK, at), reference)


def test_a_report_on_a_month_to_come_cannot_be_begun() -> None:
    the_law()
    with pytest.raises(Malformed):
        drafted(date(2027, 1, 1))


def test_there_is_one_report_per_department_and_month() -> None:
    the_law()
    drafted()
    with pytest.raises(Overtaken):
        drafted()


@LIVED
def test_a_report_handed_in_is_not_written_in_any_more() -> None:
    a_life()
    report = submitted()
    with pytest.raises(OutOfOrder):
        acts.write_report(someone(Role.CLERK, IN_TIME), report.reference, texts=TEXTS)
    with pytest.raises(OutOfOrder):
        acts.submit_report(someone(Role.CLERK, IN_TIME), report.reference)


@LIVED
def test_a_report_is_sent_back_with_a_reason_or_not_at_all() -> None:
    a_life()
    report = submitted()
    with pytest.raises(RuledOut, match="原因"):
        acts.return_report(someone(Role.BUREAU, IN_TIME), report.reference, reason=" ")
    with pytest.raises(RuledOut, match="400"):
        acts.return_report(someone(Role.BUREAU, IN_TIME), report.reference, reason="改" * 401)


@LIVED
@pytest.mark.parametrize("role", [Role.APPLICANT, Role.BUREAU, Role.LEGAL, Role.ADMINISTRATOR, Role.SYSTEM])
def test_only_the_posts_that_do_the_work_hand_a_report_in(role: Role) -> None:
    a_life()
    reference = written()
    with pytest.raises(NotInOffice):
        acts.submit_report(someone(role, IN_TIME), reference)


def test_nobody_reports_for_another_department() -> None:
    the_law()
    stranger = replace(someone(Role.CLERK, IN_TIME), post=Post(Role.CLERK, "minzheng"))
    with pytest.raises(NotInOffice):
        acts.draft_report(stranger, department=DEPARTMENT, month=MONTH)
    reference = drafted()
    with pytest.raises(NotInOffice):
        acts.write_report(stranger, reference, texts=TEXTS)


@LIVED
@pytest.mark.parametrize("act", [acts.accept_report, acts.return_report])
def test_only_the_bureau_takes_reports(act: Any) -> None:
    a_life()
    report = submitted()
    said = {"reason": "改"} if act is acts.return_report else {}
    with pytest.raises(NotInOffice):
        act(someone(Role.REVIEWER, IN_TIME), report.reference, **said)


# --- the month's first day --------------------------------------------------------------------------------


def test_on_the_first_every_department_finds_its_report_begun_once() -> None:
    the_law()
    Department.objects.create(code="minzheng", name="白银区民政局", short="区民政局", mark="白民")
    on = someone(Role.SYSTEM, datetime(2026, 12, 1, 0, 5, tzinfo=CHINA))
    assert jobs.draft_reports(on) == 2
    assert jobs.draft_reports(on) == 0
    assert {row.department for row in Report.objects.all()} == {DEPARTMENT, "minzheng"}
    assert {row.month for row in Report.objects.all()} == {MONTH}


# --- the district -----------------------------------------------------------------------------------------


@LIVED
@pytest.mark.req("S14.4")
def test_the_sum_of_the_district_is_made_of_the_reports_handed_in() -> None:
    a_life()
    Department.objects.create(code="minzheng", name="白银区民政局", short="区民政局", mark="白民")
    totals, there, missing = district_month.totals(MONTH)
    assert (there, missing) == ([], ["白银区民政局", "白银区卫生健康局"])
    submitted()
    totals, there, missing = district_month.totals(MONTH)
    assert [unit.code for unit in there] == [DEPARTMENT]
    assert missing == ["白银区民政局"]
    assert {one.key: one.number for one in totals} == BY_HAND


@pytest.mark.req("S14.4")
def test_the_share_of_untrue_pledges_is_told_with_its_interval_beside_their_number_alone() -> None:
    a_life()
    row = submitted()
    totals, _, _ = district_month.totals(MONTH)
    mine = [one for part in monthly_work.sections(row, IN_TIME) for one in part.rows]
    for told in (
        {one.key: one.sure for one in totals},
        {one.value.key: one.sure for one in mine},
    ):
        said = told.pop("refuted")
        assert ("占已核查的50%" in said, "6.8%到93.2%" in said) == (True, True), said
        assert not any(told.values())
    assert monthly_work.how_sure("refuted", {"refuted": 0, "found": 0}) == ""
    assert "0%到97.5%" in monthly_work.how_sure("refuted", {"refuted": 0, "found": 1})


@pytest.mark.parametrize(
    ("today", "word"),
    [(date(2026, 12, 11), "填报中"), (date(2026, 12, 12), "逾期1天"), (date(2026, 12, 20), "逾期9天")],
)
def test_who_has_not_reported_is_late_by_so_many_days(today: date, word: str) -> None:
    the_law()
    drafted()
    months, [(name, [cell])] = district_month.matrix(today)
    assert (months, name, cell.word) == ([MONTH], "白银区卫生健康局", word)


def test_a_report_begun_never_shows_the_months_before_there_were_reports() -> None:
    the_law()
    months, rows = district_month.matrix(date(2026, 12, 9))
    assert months == [MONTH]
    assert [[cell.word for cell in cells] for _, cells in rows] == [["未报"]]
