"""A grant bears the duty to verify in its own transaction: one task per pledged fact, due in working days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from tests import builders as b
from tests.acts.files_in_state import EXEMPT_ITEM, SPOT_ITEM, bar
from tests.acts.standard import written
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.acts import decide
from nuocheng.cases.models import Case
from nuocheng.catalogue.rules.content import Item
from nuocheng.journal.models import Entry
from nuocheng.kernel.errors import OutOfOrder, Overtaken, RuledOut
from nuocheng.kernel.facts import Comparison
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.verification import queries as verification
from nuocheng.verification.acts import Duty
from nuocheng.verification.models import Task

pytestmark = pytest.mark.django_db


def grant(case: Case, hours: Hours, role: Role = Role.REVIEWER, actor: str = "") -> str:
    return cases.grant(an_occasion(role, at=hours.next(), actor=actor), case.reference).state


@pytest.mark.req("S8.1")
def test_every_pledged_fact_becomes_one_task_with_its_standard_way_and_time() -> None:
    hours = Hours()
    case = b.a_granted_case(hours=hours)
    tasks = {one.fact_key: one for one in verification.tasks_of(case.reference)}
    assert set(tasks) == {"status", "household"}
    task = tasks["household"]
    assert (task.state, task.claimed, task.label, task.party) == ("owed", "3", "保障人数", case.party)
    assert (task.fact_type, task.comparison) == ("integer", Comparison.EQUALS)
    assert (task.channel, task.source, task.source_field) == ("internal_record", b.REGISTER, "household")
    assert task.standard == "状态和人数与台账一致"
    after = queries.case(case.reference)
    assert (after.state, after.decided_by, after.decided_at) == ("granted", "reviewer-1", hours.at)
    assert {one.decided_at for one in tasks.values()} == {after.decided_at}
    assert after.decision


@pytest.mark.req("S8.1")
@pytest.mark.parametrize(
    ("granted_on", "workdays", "due"),
    [
        (date(2026, 11, 2), 15, date(2026, 11, 23)),
        (date(2026, 11, 2), 1, date(2026, 11, 3)),
        (date(2026, 11, 6), 1, date(2026, 11, 9)),  # over a weekend
        (date(2026, 9, 28), 5, date(2026, 10, 10)),  # over the National Day holiday, into a Saturday worked
    ],
)
def test_the_duty_is_due_in_working_days_from_the_decision(
    granted_on: date, workdays: int, due: date
) -> None:
    plan = b.LOW_INCOME.plan
    assert plan is not None
    hours = Hours(datetime(granted_on.year, granted_on.month, granted_on.day, 9, tzinfo=CHINA))
    item = replace(b.ITEM, certificates=(replace(b.LOW_INCOME, plan=replace(plan, workdays=workdays)),))
    case = b.a_granted_case(item=item, hours=hours)
    assert {one.due_on for one in verification.tasks_of(case.reference)} == {due}


@pytest.mark.req("S8.1")
def test_a_plan_without_a_term_takes_the_term_of_the_law() -> None:
    plan = b.LOW_INCOME.plan
    assert plan is not None
    item = replace(b.ITEM, certificates=(replace(b.LOW_INCOME, plan=replace(plan, workdays=0)),))
    case = b.a_granted_case(item=item)
    on = b.MORNING.date()
    days = law.term("term.verification.default", on).workdays
    assert days > 15
    assert {one.due_on for one in verification.tasks_of(case.reference)} == {
        term_end(law.calendar(), on, days).on
    }


@pytest.mark.req("S8.1")
def test_if_the_duty_cannot_be_written_neither_decision_nor_any_task_exists() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    taken = an_existing_task(case)  # the database refuses a second task about the same fact
    before = written()
    with pytest.raises(Overtaken):
        grant(case, hours)
    assert written() == before
    assert queries.case(case.reference).state == "pledged"
    assert list(Task.objects.values_list("pk", flat=True)) == [taken]
    Task.objects.all().delete()
    assert grant(case, hours) == "granted"  # the control: without the obstacle it goes through
    assert Task.objects.count() == 2


def an_existing_task(case: Case) -> str:
    """Put a task in the way, by no act at all, and return its number."""
    Task.objects.create(
        reference="in-the-way",
        origin=case.reference,
        certificate_key="low_income",
        fact_key="household",
        state="owed",
        opened_at=b.MORNING,
        moved_at=b.MORNING,
        decided_at=b.MORNING,
        due_on=b.MORNING.date(),
    )
    return "in-the-way"


@pytest.mark.req("S8.1")
def test_if_the_second_duty_fails_the_first_and_the_decision_are_gone_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    whole, before = decide.duties_of, written()

    def half(*given: Any, **how: Any) -> Iterator[Duty]:
        yield next(iter(whole(*given, **how)))
        raise OSError("power cut")

    monkeypatch.setattr(decide, "duties_of", half)
    with pytest.raises(OSError, match="power cut"):
        grant(case, hours)
    assert written() == before
    assert not Task.objects.exists()
    assert not Entry.objects.filter(verb__in=["case.grant", "task.owe"]).exists()


@pytest.mark.req("S8.1")
def test_two_certificates_that_ask_for_facts_of_one_name_make_a_task_each() -> None:
    """Two facts called the same are two facts: neither is forgotten."""
    other = replace(b.LOW_INCOME, key="tenancy", name="租房证明", purpose="说明居住情况")
    item = replace(b.ITEM, code="MZ-006", name="住房救助", certificates=(b.LOW_INCOME, other))
    facts = dict.fromkeys(("low_income", "tenancy"), b.TRUE_FACTS["low_income"])
    case = b.a_granted_case(item=item, facts=facts)
    tasks = verification.tasks_of(case.reference)
    assert len(tasks) == 4
    assert {(one.certificate_key, one.fact_key) for one in tasks} == {
        (certificate, fact) for certificate in ("low_income", "tenancy") for fact in ("status", "household")
    }


def test_nobody_decides_a_case_they_took_in() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    assert case.taken_by == "clerk-1"
    with pytest.raises(RuledOut) as said:
        grant(case, hours, actor="clerk-1")
    assert [one.rule for one in said.value.objections] == ["reviewer_is_not_clerk"]
    on = an_occasion(Role.REVIEWER, at=hours.next(), actor="clerk-1")
    with pytest.raises(RuledOut) as said:
        cases.refuse(on, case.reference, reason="没有突发困难", basis="第四十七条")
    assert [one.rule for one in said.value.objections] == ["reviewer_is_not_clerk"]
    assert grant(case, hours, actor="reviewer-2") == "granted"


@pytest.mark.req("S2.2")
def test_a_party_marked_after_its_pledge_is_not_granted_on_it() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    bar(case.party, hours)
    with pytest.raises(RuledOut) as said:
        grant(case, hours)
    [objection] = said.value.objections
    assert (objection.rule, objection.clauses) == (
        "still_in_good_standing",
        ("白政办发〔2020〕20号三（二）",),
    )
    assert not Task.objects.exists()


@pytest.mark.parametrize(("reason", "basis"), [("", "第四十七条"), ("没有突发困难", ""), (" ", "\u3000")])
def test_a_refusal_without_reason_or_law_is_no_refusal(reason: str, basis: str) -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    on = an_occasion(Role.REVIEWER, at=hours.next())
    with pytest.raises(RuledOut) as said:
        cases.refuse(on, case.reference, reason=reason, basis=basis)
    assert [one.rule for one in said.value.objections] == ["refusal_gives_reasons"]
    assert queries.case(case.reference).state == "pledged"


def test_a_refused_pledge_owes_no_verification() -> None:
    case = b.a_refused_case()
    assert verification.tasks_of(case.reference) == []


@pytest.mark.parametrize(("item", "granted"), [(SPOT_ITEM, True), (b.ITEM, False)])
def test_the_system_grants_only_what_is_decided_on_the_spot(item: Item, granted: bool) -> None:
    hours = Hours()
    case = b.a_pledged_case(item=item, hours=hours)
    if granted:
        assert grant(case, hours, Role.SYSTEM) == "granted"
        return
    with pytest.raises(RuledOut, match="要由审查人员决定"):
        grant(case, hours, Role.SYSTEM)


@pytest.mark.req("S8.1")
def test_what_is_exempt_from_verification_is_kept_with_its_reason_and_the_case_closed() -> None:
    hours = Hours()
    case = b.a_pledged_case(item=EXEMPT_ITEM, hours=hours)
    assert grant(case, hours) == "closed"
    tasks = verification.tasks_of(case.reference)
    assert {(one.state, one.exempt_reason) for one in tasks} == {("exempt", "档案在本机关")}


@pytest.mark.req("S8.1")
def test_a_case_is_not_closed_while_anything_is_unverified_or_untrue_and_unsettled() -> None:
    hours = Hours()
    case = b.a_granted_case(hours=hours)
    with pytest.raises(OutOfOrder, match="还有2项"):
        cases.close(an_occasion(Role.SYSTEM, at=hours.next()), case.reference)
    refuted = b.a_refuted_case(b.a_party("王堃", "620402197908052057"), hours=hours)
    with pytest.raises(OutOfOrder, match="1项承诺不实"):
        cases.close(an_occasion(Role.SYSTEM, at=hours.next()), refuted.reference)


def test_another_partys_case_is_not_ones_own() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    stranger = replace(by_party(case, hours.next()), party="620402197908052057")
    with pytest.raises(Exception, match="不是您本人的"):
        cases.withdraw(stranger, case.reference)
