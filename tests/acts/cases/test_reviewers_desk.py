"""The reviewer's desk: correction once and in time, a clock that loses no day, demands that others may lift, who decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests import builders as b
from tests.acts import desk
from tests.acts.files_in_state import bar
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import jobs, queries
from nuocheng.cases.acts import Mended, Point
from nuocheng.cases.acts.clock import CORRECTION, due_after, restarted
from nuocheng.cases.models import Case
from nuocheng.kernel.errors import Malformed, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.workdays import Calendar, next_workday_on_or_after, remaining, term_end
from nuocheng.law import queries as law
from nuocheng.law.models import LawVersion, Provision
from nuocheng.letters import queries as letters
from nuocheng.people import queries as people

pytestmark = pytest.mark.django_db

FILE = cases.Upload("照片.pdf", "application/pdf", b"%PDF-1.4 fictional photograph")


def reviewer(hours: Hours, actor: str = "") -> Occasion:
    return an_occasion(Role.REVIEWER, at=hours.next(), actor=actor)


def titles(case: Case) -> list[str]:
    return [one.title for one in letters.letters_to(case.party).rows if one.about == case.reference]


def rules(caught: pytest.ExceptionInfo[RuledOut]) -> list[str]:
    return [one.rule for one in caught.value.objections]


@pytest.mark.req("S6.1")
def test_the_days_a_correction_takes_do_not_count_and_the_pause_is_on_record() -> None:
    hours = Hours()
    case = desk.a_correcting_case(hours)
    assert (case.state, case.pause, case.paused_on) == ("correcting", "correction", date(2026, 11, 2))
    due = case.due_on
    hours.at = datetime(2026, 11, 5, 9, tzinfo=CHINA)
    cases.answer_correction(by_party(case, hours.next()), case.reference, given=Mended({"1": "没有领过"}))
    after = queries.case(case.reference)
    assert (after.state, after.pause, after.paused_on, after.answer_due_on) == ("submitted", "", None, None)
    (pause,) = queries.pauses_of(case.reference)
    assert (pause.began_on, pause.ended_on, pause.workdays, pause.reason) == (
        date(2026, 11, 2), date(2026, 11, 5), 3, "补正",
    )  # fmt: skip
    assert after.due_on == term_end(law.calendar(), due, 3).on
    assert after.excluded_days == 3
    assert "请补正" in titles(case)


CALENDAR = Calendar({date(2026, 10, day): False for day in range(1, 8)}, frozenset({2026}))
days = st.integers(0, 40).map(lambda number: date(2026, 9, 20) + timedelta(days=number))


@drawn(days, st.integers(0, 20), st.integers(0, 30))
def test_after_a_pause_exactly_as_many_working_days_are_left_as_before(
    stopped: date, term: int, length: int
) -> None:
    due = term_end(CALENDAR, stopped, term).on
    started = stopped + timedelta(days=length)
    later = due_after(CALENDAR, due, stopped, started)
    left = remaining(CALENDAR, stopped, due)
    assert later >= due
    if left or CALENDAR.is_workday(started):
        assert remaining(CALENDAR, started, later) == left
    else:
        assert later == next_workday_on_or_after(CALENDAR, started)


@drawn(days, st.integers(1, 20), st.integers(0, 30))
def test_a_pause_never_mends_a_term_that_was_over(due: date, late: int, length: int) -> None:
    assume(CALENDAR.is_workday(due))  # no term ends on another day
    stopped = due + timedelta(days=late)
    started = stopped + timedelta(days=length)
    later = due_after(CALENDAR, due, stopped, started)
    assert due <= later < started or not length


def test_a_clock_that_runs_is_left_alone() -> None:
    assert restarted(Case(pause=""), date(2026, 11, 2), "补正").rows == []
    case = Case(pause=CORRECTION, paused_on=date(2026, 11, 3), due_on=date(2026, 11, 9), excluded_days=1)
    again = restarted(case, date(2026, 11, 2), "补正")  # a clock set back never takes days away
    assert (again.rows[0].workdays, again.columns["due_on"]) == (0, date(2026, 11, 9))


@pytest.mark.req("S6.1")
def test_a_second_request_is_refused_by_its_rule_with_the_clause() -> None:
    hours = Hours()
    case = desk.an_answered_correction(hours)
    with pytest.raises(RuledOut) as caught:
        cases.ask_correction(reviewer(hours), case.reference, points=(desk.PHONE,))
    (objection,) = caught.value.objections
    assert objection.rule == "correction_is_asked_once"
    assert objection.clauses == ("中华人民共和国行政许可法第三十二条",)


def test_after_five_working_days_the_application_counts_as_complete() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    hours.at = datetime(2026, 11, 10, 9, tzinfo=CHINA)
    with pytest.raises(RuledOut) as caught:
        cases.ask_correction(reviewer(hours), case.reference, points=(desk.SAY,))
    assert rules(caught) == ["correction_comes_in_time"]
    hours.at = datetime(2026, 11, 9, 9, tzinfo=CHINA)
    cases.ask_correction(reviewer(hours), case.reference, points=(desk.SAY,))


@pytest.mark.req("S2.3")
def test_every_point_is_answered_by_its_kind_or_by_words() -> None:
    hours = Hours()
    case = desk.asked(b.a_pledged_case(hours=hours), hours, desk.COPY, desk.PHONE, desk.SAY)
    on = by_party(case, hours.next())
    with pytest.raises(RuledOut) as caught:
        cases.answer_correction(on, case.reference, given=Mended({"3": "没有"}))
    assert "第1项" in caught.value.text
    assert "第2项" in caught.value.text
    with pytest.raises(Malformed):
        cases.submit_certificate(on, case.reference, certificate="point-2", upload=replace(FILE, content=b""))
    cases.submit_certificate(on, case.reference, certificate="point-1", upload=FILE)
    given = Mended({"3": "没有"}, phone="13911112222")
    cases.answer_correction(by_party(case, hours.next()), case.reference, given=given)
    after = queries.case(case.reference)
    assert (after.state, after.phone, after.address) == ("submitted", "13911112222", case.address)
    row = queries.correction(case.reference)
    assert row is not None
    assert "没有" in row.answer.said


def test_a_file_is_taken_for_a_point_only_while_it_is_asked_for() -> None:
    hours = Hours()
    case = b.an_ordinary_case(hours=hours)
    with pytest.raises(Malformed):
        cases.submit_certificate(
            by_party(case, hours.next()), case.reference, certificate="point-1", upload=FILE
        )


def test_facts_that_change_are_signed_anew_and_the_old_paper_stays() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    asked = desk.asked(case, hours, Point("保障人数和户口簿不一致，请改正", "fact"))
    facts = {"low_income": {"status": "享受中", "household": "4"}}
    pledge = b.a_pledge(asked, facts)
    short = replace(pledge, statements=frozenset())
    with pytest.raises(RuledOut) as caught:
        cases.answer_correction(by_party(asked, hours.next()), case.reference, given=Mended(pledge=short))
    assert "pledge_says_everything" in rules(caught)
    cases.answer_correction(by_party(asked, hours.next()), case.reference, given=Mended(pledge=pledge))
    after = queries.case(case.reference)
    assert after.pledge not in {"", case.pledge}
    assert {one.key: one.value for one in queries.facts_of(case.reference)}["household"] == "4"
    assert len(queries.facts_of(case.reference)) == 2
    cases.grant(reviewer(hours), case.reference)
    assert queries.case(case.reference).state == "granted"


def the_law_says(choice: str) -> None:
    row = Provision.objects.get(key="switch.correction.lapse")
    Provision.objects.filter(pk=row.pk).update(value={**row.value, "choice": choice})
    LawVersion.objects.update(stamp=f"test-{choice}")
    law.invalidate()


@pytest.mark.parametrize(
    ("choice", "state", "title"),
    [("continue", "submitted", "补正期限到了"), ("withdrawn", "withdrawn", "视为撤回申请")],
)
def test_when_the_term_is_over_the_law_says_what_happens(choice: str, state: str, title: str) -> None:
    hours = Hours()
    case = desk.a_correcting_case(hours)
    the_law_says(choice)
    try:
        assert case.answer_due_on == date(2026, 11, 16)
        on = an_occasion(Role.SYSTEM, at=datetime(2026, 11, 16, 23, tzinfo=CHINA))
        assert jobs.lapse_corrections(on) == 0
        with pytest.raises(OutOfOrder):
            cases.lapse_correction(on, case.reference)
        late = replace(on, at=datetime(2026, 11, 25, 9, tzinfo=CHINA))
        assert jobs.lapse_corrections(late) == 1
        after = queries.case(case.reference)
        assert (after.state, after.paused_on) == (state, None)
        assert titles(case)[0] == title
        (pause,) = queries.pauses_of(case.reference)
        assert pause.ended_on == date(2026, 11, 16)  # however late it is noticed
        assert jobs.lapse_corrections(late) == 0
    finally:
        the_law_says("continue")


@pytest.mark.req("S4", "S2.1")
def test_a_listed_certificate_is_not_demanded_without_a_reason() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    for bare in (Point("交低收入证明", "file", "low_income"), Point("请补交低收入证明的复印件", "file")):
        with pytest.raises(RuledOut) as caught:
            cases.ask_correction(reviewer(hours), case.reference, points=(bare,))
        assert rules(caught) == ["demand_is_explained"]
        assert "已列入告知承诺目录，不能要求提交" in caught.value.text
    assert queries.demands_of(case.reference) == []


def test_what_the_party_chose_to_hand_in_may_be_asked_for_again() -> None:
    hours = Hours()
    case = desk.asked(
        b.a_submitted_case(hours=hours), hours, Point("低收入证明拍得不清楚，请重拍", "file", "low_income")
    )
    assert queries.demands_of(case.reference) == []


@pytest.mark.req("S4")
def test_a_reasoned_demand_is_seen_by_the_legal_unit_and_the_bureau_and_may_be_lifted() -> None:
    hours = Hours()
    case = desk.a_demanding_case(hours)
    demand = desk.the_demand(case)
    assert (demand.state, demand.certificate, demand.point) == ("standing", "低收入证明", "1")
    assert [one.reference for one in queries.demands(b.DEPARTMENT, "standing").rows] == [demand.reference]
    assert [one.reference for one in queries.demands("", "standing").rows] == [demand.reference]
    assert queries.demands("620402-wjj", "standing").rows == []
    bureau = an_occasion(Role.BUREAU, at=hours.next())
    with pytest.raises(Malformed):
        cases.lift_demand(bureau, demand.reference, reason=" ")
    cases.lift_demand(bureau, demand.reference, reason="台账可以查")
    assert titles(case)[0] == "有一份证明不用交了"
    assert queries.case(case.reference).state == "correcting"  # the other point still stands
    cases.answer_correction(by_party(case, hours.next()), case.reference, given=Mended({"2": "没有"}))
    assert queries.case(case.reference).state == "submitted"


def test_when_the_only_point_is_lifted_the_clock_runs_at_once() -> None:
    hours = Hours()
    case = desk.asked(b.a_pledged_case(hours=hours), hours, desk.LISTED)
    reference = desk.the_demand(case).reference
    cases.lift_demand(an_occasion(Role.LEGAL, at=hours.next()), reference, reason="台账可以查")
    after = queries.case(case.reference)
    assert (after.state, after.paused_on, after.due_on) == ("submitted", None, case.due_on)


def test_what_was_lifted_is_not_demanded_again() -> None:
    hours = Hours()
    case = desk.asked(b.a_pledged_case(hours=hours), hours, desk.LISTED)
    cases.lift_demand(
        an_occasion(Role.LEGAL, at=hours.next()), desk.the_demand(case).reference, reason="台账可以查"
    )
    with pytest.raises(RuledOut) as caught:
        cases.turn_ordinary(reviewer(hours), case.reference, **desk.REFUSED)
    assert rules(caught) == ["demand_is_explained"]
    assert "已经被撤销过" in caught.value.text


def test_a_pledge_set_aside_is_a_demand_and_stands_again_when_that_is_lifted() -> None:
    hours = Hours()
    case = desk.a_turned_case(hours)
    assert (case.state, case.path, case.pledged_certificates) == ("ordinary", "ordinary", 0)
    assert case.set_aside_at is not None
    demand = desk.the_demand(case)
    cases.lift_demand(an_occasion(Role.BUREAU, at=hours.next()), demand.reference, reason="承诺可以核查")
    after = queries.case(case.reference)
    assert (after.state, after.path, after.pledged_certificates) == ("submitted", "pledge", 1)
    assert (after.set_aside_at, after.pledge_withdrawn_at) == (None, None)
    cases.grant(reviewer(hours), case.reference)


def test_a_barred_party_is_turned_to_certificates_without_a_demand() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    bar(case.party, hours)
    with pytest.raises(RuledOut):
        cases.grant(reviewer(hours), case.reference)
    cases.turn_ordinary(reviewer(hours), case.reference, reason="承诺后被认定不实", basis="三（二）")
    assert queries.demands_of(case.reference) == []
    assert queries.case(case.reference).state == "ordinary"


@pytest.mark.req("S6.1")
def test_a_special_procedure_does_not_count_and_nothing_is_decided_meanwhile() -> None:
    hours = Hours()
    case = desk.a_case_in_procedure(lambda hours: b.a_pledged_case(hours=hours))(hours)
    due = case.due_on
    for decide in (
        lambda on: cases.grant(on, case.reference),
        lambda on: cases.refuse(on, case.reference, reason="没有困难", basis="第四十七条"),
    ):
        with pytest.raises(RuledOut) as caught:
            decide(reviewer(hours))
        assert rules(caught) == ["procedure_is_over"]
    hours.at = datetime(2026, 11, 16, 9, tzinfo=CHINA)
    cases.end_procedure(reviewer(hours), case.reference, result="听证会开过了，没有人反对")
    after = queries.case(case.reference)
    assert (after.due_on, after.excluded_days) == (term_end(law.calendar(), due, 10).on, 10)
    with pytest.raises(OutOfOrder):
        cases.end_procedure(reviewer(hours), case.reference, result="又一次")
    cases.grant(reviewer(hours), case.reference)


@pytest.mark.req("S6.1")
def test_a_term_is_extended_once_and_the_party_is_told_why() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    given = cases.ExtensionGiven("要向外地核实", "何局长", date(2026, 11, 2))
    cases.extend_term(reviewer(hours), case.reference, given=given)
    after = queries.case(case.reference)
    assert after.due_on == term_end(law.calendar(), case.due_on, 10).on
    (told, *_) = letters.letters_to(case.party).rows
    assert "要向外地核实" in told.text
    assert told.paper
    with pytest.raises(RuledOut) as caught:
        cases.extend_term(reviewer(hours), case.reference, given=given)
    assert rules(caught) == ["extension_comes_once"]


def test_nobody_decides_their_own_application_or_one_they_stood_aside_from() -> None:
    hours = Hours()
    own = people.account(b.an_account(Role.REVIEWER, name="own").username)
    assert own is not None
    case = b.a_pledged_case(hours=hours)
    own.number = case.party
    own.save(update_fields=["number"])
    with pytest.raises(RuledOut) as caught:
        cases.grant(reviewer(hours, "own"), case.reference)
    assert rules(caught) == ["decider_is_no_party"]
    cases.recuse(reviewer(hours, "aside"), case.reference, reason="申请人是我的亲戚")
    with pytest.raises(RuledOut) as caught:
        cases.refuse(reviewer(hours, "aside"), case.reference, reason="没有困难", basis="第四十七条")
    assert rules(caught) == ["decider_has_not_recused"]
    with pytest.raises(RuledOut):
        cases.recuse(reviewer(hours, "aside"), case.reference, reason="又一次")


def test_a_case_given_to_somebody_is_decided_by_that_person() -> None:
    hours = Hours()
    b.an_account(Role.REVIEWER, name="second")
    case = b.a_pledged_case(hours=hours)
    with pytest.raises(Malformed):
        cases.assign(reviewer(hours), case.reference, to="nobody", reason="手上的件太多")
    with pytest.raises(Malformed):
        cases.assign(reviewer(hours), case.reference, to="second")
    cases.assign(reviewer(hours), case.reference, to="second", reason="手上的件太多")
    with pytest.raises(RuledOut) as caught:
        cases.grant(reviewer(hours, "first"), case.reference)
    assert rules(caught) == ["decider_is_assigned"]
    cases.recuse(reviewer(hours, "second"), case.reference, reason="申请人是我的亲戚")
    assert queries.case(case.reference).assigned_to == ""
    with pytest.raises(RuledOut):
        cases.assign(reviewer(hours, "second"), case.reference, to="second")
    cases.assign(reviewer(hours, "first"), case.reference, to="first")
    cases.grant(reviewer(hours, "first"), case.reference)


def test_whoever_gives_up_during_a_correction_leaves_no_clock_standing() -> None:
    hours = Hours()
    case = desk.a_demanding_case(hours)
    cases.withdraw_pledge(by_party(case, hours.next()), case.reference)
    after = queries.case(case.reference)
    assert (after.state, after.pause, after.paused_on) == ("ordinary", "", None)
    assert desk.the_demand(case).state == "ended"
