"""What the acts of the programme of work do beyond their states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import builders as b
from tests.builders import Hours
from tests.programme import situations as s

from nuocheng.kernel.errors import Malformed, NotFound, OutOfOrder, Overtaken, RuledOut
from nuocheng.programme import acts, queries
from nuocheng.programme.queries import Named, PlanText

pytestmark = pytest.mark.django_db


@pytest.mark.req("S12.1")
def test_a_new_version_takes_the_place_of_the_published_one_which_stays_readable() -> None:
    hours = Hours()
    first = s.a_published_plan(hours)
    second = s.a_drafted_plan(hours)
    assert (second.version, second.says) == (2, first.says)
    assert queries.plan(first.reference).state == "published"  # until the new one is
    acts.file_plan(s.editor(hours), second.reference, signed_by="葛平川", signed_on=s.ON_TIME)
    acts.publish_plan(s.bureau(hours), second.reference)
    assert queries.plan(first.reference).state == "superseded"
    assert queries.public_plan(first.reference).says == first.says
    assert queries.published_plans(first.round)[b.DEPARTMENT].reference == second.reference


@pytest.mark.req("S12.1")
def test_a_plan_that_leaves_something_out_may_be_kept_but_not_filed() -> None:
    hours = Hours()
    plan = s.a_drafted_plan(hours)
    acts.write_plan(s.editor(hours), plan.reference, text=PlanText(" 方案 "))
    assert queries.plan(plan.reference).title == "方案"
    with pytest.raises(RuledOut) as refused:
        acts.file_plan(s.editor(hours), plan.reference, signed_by="葛平川", signed_on=s.ON_TIME)
    assert [one.rule for one in refused.value.objections] == [
        "plan_says_what_when_who",
        "plan_names_its_items",
    ]


@pytest.mark.req("S12.1", "S14.3")
def test_a_plan_signed_before_the_leader_changed_must_be_signed_again() -> None:
    hours = Hours()
    plan = s.a_drafted_plan(hours)
    s.a_contact(hours, who=acts.Reached("傅小满", "局长", "0943-0000121"), since=date(2026, 11, 2))
    with pytest.raises(RuledOut, match="傅小满"):
        acts.file_plan(s.editor(hours), plan.reference, signed_by="葛平川", signed_on=s.ON_TIME)


@pytest.mark.parametrize(
    "text",
    [
        replace(s.TEXT, title=" "),
        replace(s.TEXT, goal="长" * 5001),
        replace(s.TEXT, works=s.TEXT.works * 41),
        replace(s.TEXT, items=(Named("x", "y"),) * 501),
    ],
)
def test_a_plan_nobody_could_read_is_not_kept(text: PlanText) -> None:
    hours = Hours()
    plan = s.a_drafted_plan(hours)
    with pytest.raises(Malformed):
        acts.write_plan(s.editor(hours), plan.reference, text=text)


@pytest.mark.req("S12.2")
def test_whoever_files_a_plan_takes_part_and_the_explanation_goes() -> None:
    hours = Hours()
    told = s.an_accepted_explanation(hours)
    s.a_filed_plan(hours)
    gone = queries.explanation(told.reference)
    assert (gone.state, gone.ended_reason) == ("withdrawn", "已经制定实施方案，开始实行")


@pytest.mark.req("S12.2")
def test_an_explanation_about_some_items_stays_beside_the_plan() -> None:
    hours = Hours()
    some = replace(s.EXPLAINED, whole=False, items=(Named("MZ-001", "临时救助金给付"),))
    told = s.an_accepted_explanation(hours, some)
    s.a_filed_plan(hours)
    kept = queries.explanation(told.reference)
    assert (kept.state, [one.name for one in kept.named]) == ("accepted", ["临时救助金给付"])


@pytest.mark.req("S12.2")
def test_a_ground_the_law_does_not_name_is_refused() -> None:
    assert list(queries.grounds(date(2026, 11, 2)).values()) == ["责任重大", "情况特殊"]
    with pytest.raises(RuledOut, match="责任重大"):
        s.a_filed_explanation(Hours(), replace(s.EXPLAINED, grounds=("busy",)))


@pytest.mark.req("S12.2")
def test_after_one_is_withdrawn_another_explanation_may_be_filed() -> None:
    hours = Hours()
    first = s.a_withdrawn_explanation(hours)
    assert s.a_filed_explanation(hours).reference != first.reference


@pytest.mark.req("S14.2")
@pytest.mark.parametrize(("day", "late"), [(date(2026, 11, 20), False), (date(2026, 11, 21), True)])
def test_a_milestone_reached_after_its_day_is_taken_and_marked(day: date, late: bool) -> None:
    hours = Hours(b.MORNING.replace(day=23))
    assert s.a_reported_milestone(hours, done_on=day).late is late


@pytest.mark.req("S14.2")
def test_the_plan_is_filed_and_never_reported_by_hand() -> None:
    with pytest.raises(NotFound):
        s.a_begun_milestone(Hours(), code="plan")
    with pytest.raises(NotFound):
        s.a_begun_milestone(Hours(), code="nothing-of-the-kind")


@pytest.mark.req("S14.2")
def test_in_a_round_that_is_over_nothing_is_begun_reported_or_chased() -> None:
    hours = Hours()
    begun = s.a_begun_milestone(hours)
    row = s.a_closed_round(hours)
    with pytest.raises(OutOfOrder, match="已经结束"):
        acts.report_milestone(s.editor(hours), begun.reference, evidence=s.EVIDENCE, done_on=s.ON_TIME)
    with pytest.raises(OutOfOrder, match="已经结束"):
        acts.begin_milestone(
            s.editor(hours), department=b.DEPARTMENT, of_round=row.reference, code="shared_data"
        )
    with pytest.raises(OutOfOrder, match="已经结束"):
        acts.draft_plan(s.editor(hours), department=b.DEPARTMENT, of_round=row.reference)
    with pytest.raises(OutOfOrder, match="已经结束"):
        acts.file_explanation(
            s.editor(hours), department=b.DEPARTMENT, of_round=row.reference, said=s.EXPLAINED
        )
    assert s.an_open_round(hours).reference == "GZ2026-2"


@pytest.mark.req("S14.2")
def test_a_department_is_chased_for_a_milestone_once_a_day() -> None:
    hours = Hours()
    row = s.an_open_round(hours)
    whom = (acts.Reminded(b.DEPARTMENT, "procedure", "chase-2026-11-02", "请尽快"),)
    acts.chase(s.bureau(hours), row.reference, whom=whom)
    with pytest.raises(Overtaken):
        acts.chase(s.bureau(hours), row.reference, whom=whom)
    assert [one.text for one in queries.reminders(row, b.DEPARTMENT)] == ["请尽快"]


@pytest.mark.req("S14.2")
@pytest.mark.parametrize(
    "whom",
    [
        (),
        (acts.Reminded(b.DEPARTMENT, "nothing-of-the-kind", "chase-1", "请尽快"),),
        (acts.Reminded(b.DEPARTMENT, "procedure", "chase-1", "长" * 201),),
    ],
)
def test_chasing_names_somebody_and_is_short(whom: tuple[acts.Reminded, ...]) -> None:
    hours = Hours()
    row = s.an_open_round(hours)
    with pytest.raises(Malformed):
        acts.chase(s.bureau(hours), row.reference, whom=whom)


@pytest.mark.req("S14.2")
def test_the_milestones_of_the_law_come_with_their_day_in_the_year_and_their_words() -> None:
    asked = {one.code: one for one in queries.in_law(date(2027, 1, 5))}
    assert asked["procedure"].due_on == date(2027, 4, 20)
    assert asked["full_rollout"].due_on == date(2027, 6, 30)
    assert asked["plan"].due_on == date(2027, 12, 31)
    assert "4月20日前" in asked["shared_data"].quote
    assert "白政办发〔2020〕20号" in asked["shared_data"].clause
