"""When a pledge is verified: before the decision, at once after it, or when what was pledged runs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from tests import builders as b
from tests.builders import Hours, an_occasion, by_party
from tests.verification import timing

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.cases.acts import Mended, Point
from nuocheng.cases.models import Case
from nuocheng.cases.pages.progress import next_steps
from nuocheng.cases.pages.wording import told
from nuocheng.cases.queries import handling
from nuocheng.consequences import acts as consequences
from nuocheng.credit import queries as credit
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters
from nuocheng.letters.models import Letter
from nuocheng.verification import acts, queries
from nuocheng.verification.jobs import timely
from nuocheng.verification.models import Task
from nuocheng.verification.queries import rechecks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_files"), pytest.mark.req("S8.1")]

WHY = "台账正在迁移，看过低保证原件"
HONEST = {"low_income": {"status": "享受中", "household": "3"}}


def reviewer(hours: Hours, **more: str):
    return an_occasion(Role.REVIEWER, at=hours.next(), **more)


def granted(case: Case, hours: Hours, unverified: str = "") -> Case:
    cases.grant(reviewer(hours), case.reference, unverified=unverified)
    return case_queries.case(case.reference)


def by_itself(hours: Hours):
    return an_occasion(Role.SYSTEM, at=hours.next())


# --- before the decision ----------------------------------------------------------------------------


def test_what_is_verified_first_opens_with_the_signature_and_holds_the_grant_until_it_is_settled() -> None:
    hours = Hours()
    case = timing.pledged(hours)
    tasks = queries.tasks_of(case.reference)
    assert {(one.state, one.timing, one.decided_at) for one in tasks} == {("owed", "before_decision", None)}
    assert all(one.due_on <= case.due_on for one in tasks)  # the time of the check is time of the case
    with pytest.raises(RuledOut, match="正在事前核查（查本单位低保台账，还有3个工作日"):
        granted(case, hours)
    done = granted(timing.found(case, hours), hours)
    assert done.state == "closed"  # nothing is left to verify
    assert {one.decided_at for one in queries.tasks_of(case.reference)} == {hours.at}
    assert list(faults()) == []


def test_the_control_is_granted_at_once_where_it_is_verified_afterwards() -> None:
    assert b.a_granted_case().state == "granted"


def test_what_is_found_other_than_pledged_is_told_to_the_party_and_is_no_untrue_pledge() -> None:
    hours = Hours()
    case = timing.found(timing.pledged(hours, b.UNTRUE_FACTS), hours)
    assert {one.state for one in queries.tasks_of(case.reference)} == {"confirmed", "not_as_pledged"}
    letter = Letter.objects.get(about=case.reference, title="查到的和您承诺的不一样")
    assert "没有认定您承诺不实" in letter.text
    assert not credit.standing(case.party).barred
    with pytest.raises(RuledOut, match="不能按承诺批准"):
        granted(case, hours, WHY)
    with pytest.raises(RuledOut):  # nothing was found untrue, so no matter can be opened
        consequences.open_matter(
            an_occasion(Role.VERIFIER, at=hours.next()), case=case.reference, facts="x" * 20
        )
    said = told(case, 3, letters=letters.letters_to(case.party).rows)
    assert (said.word, said.url) == ("请您说明情况", f"/cases/{case.reference}/withdraw-pledge")


def test_nobody_is_found_untrue_before_the_decision_and_nobody_merely_other_after_it() -> None:
    hours = Hours()
    early = timing.asked(timing.pledged(hours, b.UNTRUE_FACTS), hours)
    late = queries.tasks_of(b.an_answered_case(b.a_company(), facts=b.UNTRUE_FACTS, hours=hours).reference)
    for tasks, verdict in ((early, "refute"), (late, "find_other")):
        task = next(one for one in tasks if one.claimed == "5")
        on = an_occasion(Role.VERIFIER, at=hours.next())
        with pytest.raises(RuledOut, match="作出决定"):
            acts.record_finding(on, task.reference, verdict=verdict, note="台账登记3人")


def test_the_party_takes_the_pledge_back_and_pledges_again_honestly() -> None:
    hours = Hours()
    case = timing.found(timing.pledged(hours, b.UNTRUE_FACTS), hours)
    cases.withdraw_pledge(by_party(case, hours.next()), case.reference)
    cases.reconsider(by_party(case, hours.next()), case.reference)
    case = case_queries.case(case.reference)
    cases.sign_pledge(by_party(case, hours.next()), case.reference, given=b.a_pledge(case, HONEST))
    done = granted(timing.found(case_queries.case(case.reference), hours), hours)
    assert done.state == "closed"
    assert sorted(one.state for one in queries.tasks_of(case.reference)) == ["confirmed"] * 3 + [
        "not_as_pledged"
    ]


def test_the_reviewer_asks_for_a_correction_and_what_is_signed_anew_is_verified_anew() -> None:
    hours = Hours()
    case = timing.found(timing.pledged(hours, b.UNTRUE_FACTS), hours)
    point = Point("请照实更正保障人数", "fact")
    cases.ask_correction(reviewer(hours), case.reference, points=(point,))
    case = case_queries.case(case.reference)
    mended = Mended(pledge=b.a_pledge(case, HONEST))
    cases.answer_correction(by_party(case, hours.next()), case.reference, given=mended)
    again = [one for one in queries.tasks_of(case.reference) if one.is_open]
    assert {(one.repeat, one.claimed) for one in again} == {(1, "享受中"), (1, "3")}
    assert granted(timing.found(case_queries.case(case.reference), hours), hours).state == "closed"


def test_where_the_party_explains_it_is_looked_again_and_nothing_was_decided_meanwhile() -> None:
    hours = Hours()
    task = timing.not_as_pledged(hours)
    acts.trigger(an_occasion(Role.VERIFIER, at=hours.next()), task.reference, reason="当事人交来新的低保证")
    again = queries.task(task.reference)
    assert (again.state, again.decided_at, again.urgent_until) == ("owed", None, again.due_on)
    assert again.reference in {one.reference for one in queries.open_early(again.origin)}


@pytest.mark.parametrize("how", ["withdraw", "withdraw_pledge", "turn_ordinary", "refuse"])
def test_whatever_ends_the_pledge_calls_its_verification_off(how: str) -> None:
    hours = Hours()
    case = timing.pledged(hours)
    law = {"reason": "查到的家庭收入和承诺的不一致，要看原件才能定", "basis": "社会救助暂行办法第十一条"}
    if how in {"withdraw", "withdraw_pledge"}:
        getattr(cases, how)(by_party(case, hours.next()), case.reference)
    else:
        getattr(cases, how)(reviewer(hours), case.reference, **law)
    assert {one.state for one in queries.tasks_of(case.reference)} == {"called_off"}
    assert queries.queue(b.DEPARTMENT).rows == []
    assert list(faults()) == []


def test_what_cannot_be_settled_holds_nobody_for_ever_the_reviewer_says_why_and_grants() -> None:
    hours = Hours()
    case = timing.found(timing.pledged(hours), hours, give_up=True)
    with pytest.raises(RuledOut, match="请写明为什么可以批准"):
        granted(case, hours, "  是  ")
    assert granted(case, hours, WHY).state == "closed"


def test_what_is_overdue_may_be_decided_with_a_reason_and_goes_on_afterwards() -> None:
    hours = Hours()
    case = timing.pledged(hours)
    hours = timing.later(hours, 5)
    with pytest.raises(RuledOut, match="没有查清"):
        granted(case, hours)
    assert granted(case, hours, WHY).state == "granted"
    tasks = queries.tasks_of(case.reference)
    assert {(one.state, one.decided_at) for one in tasks} == {("owed", hours.at)}
    assert all(one.due_on > hours.at.date() + timedelta(days=60) for one in tasks)


def test_who_waits_is_told_that_it_is_verified_before_the_decision() -> None:
    case = timing.pledged(Hours())
    steps = [one["what"] for one in next_steps(case, timing.EARLY)]
    assert steps[1:] == ["先核查您承诺的内容，查清了再作决定", steps[2]]
    assert "作出决定" in steps[2]


# --- at once ----------------------------------------------------------------------------------------


def test_what_is_verified_at_once_is_asked_first_and_due_on_the_next_working_day() -> None:
    hours = Hours()
    first = b.a_granted_case(hours=hours)  # due much later, and asked after what is verified at once
    other = b.a_granted_case(b.a_company(), item=timing.AT_ONCE, hours=hours)
    due = {one.due_on for one in queries.tasks_of(other.reference)}
    assert due == {date(2026, 11, 3)}
    overdue = timing.later(hours, 90).at
    found = queries.to_ask(["internal_record"], overdue, 2)
    assert {one.origin for one in found} == {other.reference}
    assert {one.origin for one in queries.to_ask(["internal_record"], overdue, 4)} == {
        first.reference,
        other.reference,
    }


# --- at expiry --------------------------------------------------------------------------------------


def test_what_runs_out_is_verified_on_its_day_and_its_case_is_closed_meanwhile() -> None:
    hours = Hours()
    case = b.a_granted_case(item=timing.RUNS_OUT, hours=hours)
    assert case.state == "closed"
    task = queries.tasks_of(case.reference)[0]
    assert (task.state, task.expires_on, task.opens_on) == ("awaiting", date(2026, 12, 2), date(2026, 11, 25))
    assert any("2026年11月25日" in one["when"] for one in next_steps(case, timing.RUNS_OUT))
    with pytest.raises(OutOfOrder, match="还没有到"):
        acts.come_due(by_itself(hours), task.reference)
    assert timely.open_due(by_itself(hours)) == 0
    late = timing.later(hours, 23)
    assert timely.open_due(by_itself(late)) == 2
    assert timely.open_due(by_itself(late)) == 0  # nothing comes due twice
    opened = queries.task(task.reference)
    assert (opened.state, opened.due_on > late.at.date()) == ("owed", True)
    assert list(faults()) == []


def test_the_day_may_be_a_fact_of_the_pledge() -> None:
    hours = Hours()
    facts = {"low_income": {**HONEST["low_income"], "until": "2027-06-30"}}
    case = b.a_granted_case(item=timing.DATED, facts=facts, hours=hours)
    days = {(one.expires_on, one.opens_on) for one in queries.tasks_of(case.reference)}
    assert days == {(date(2027, 6, 30), date(2027, 7, 1))}


def test_a_sweep_that_ends_half_way_is_made_up_for_by_the_next() -> None:
    hours = Hours()
    b.a_granted_case(item=timing.RUNS_OUT, hours=hours)
    late = timing.later(hours, 40)
    assert [timely.open_due(by_itself(late), limit=1) for _ in range(3)] == [1, 1, 0]


# --- reminders --------------------------------------------------------------------------------------


def reminded(case: Case) -> set[int]:
    return {one.reminded for one in queries.tasks_of(case.reference)}


def test_half_of_the_time_gone_and_overdue_are_said_once_each() -> None:
    hours = Hours()
    case = b.a_granted_case(hours=hours)  # 15 working days: half of them are gone on 11 November
    quiet, half, over = (timing.later(hours, days) for days in (8, 9, 22))
    assert timely.press_tasks(by_itself(quiet)) == 0
    assert timely.press_tasks(by_itself(half)) == 2
    assert timely.press_tasks(by_itself(half)) == 0
    assert reminded(case) == {1}
    assert timely.press_tasks(by_itself(over)) == 2
    assert timely.press_tasks(by_itself(over)) == 0
    assert reminded(case) == {2}
    assert timely.press_tasks(by_itself(timing.later(hours, 90))) == 0
    assert list(faults()) == []


def test_a_day_on_which_nothing_ran_is_made_up_for_by_the_word_that_counts() -> None:
    hours = Hours()
    case = b.a_granted_case(hours=hours)
    assert timely.press_tasks(by_itself(timing.later(hours, 90))) == 2
    assert reminded(case) == {2}


def test_what_has_its_finding_is_not_reminded_of() -> None:
    hours = Hours()
    b.a_verified_case(hours=hours)
    assert timely.press_tasks(by_itself(timing.later(hours, 90))) == 0


def test_an_officer_gets_one_letter_a_day_about_all_that_waits() -> None:
    hours = Hours()
    officer = b.an_account(Role.VERIFIER)
    officer.number = "620402199001010034"
    officer.save()
    b.a_granted_case(hours=hours)
    b.a_granted_case(b.a_company(), hours=hours)
    late = timing.later(hours, 90)
    for _ in range(3):
        timely.press_tasks(by_itself(late), limit=2)
    sent = Letter.objects.filter(about=acts.DESK)
    assert [(one.party, "超过期限" in one.text) for one in sent] == [("620402199001010034", True)]


# --- what it costs ----------------------------------------------------------------------------------


def plan_of(rows: QuerySet[Task]) -> str:
    """Return how the database would find these rows, without reading them."""
    return plan(*rows.query.sql_with_params())


def plan(sql: str, params: Sequence[Any]) -> str:
    """Return how the database finds what a statement asks for, with its values given as they are when it runs."""
    how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{how} {sql}", params)
        return " ".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: queries.waiting_to_open(date(2026, 12, 1)), "task_to_open"),
        (lambda: queries.waiting_to_press(date(2026, 12, 1)), "task_to_remind"),
        (lambda: queries.urgent(["internal_record"]), "task_urgent"),
    ],
)
def test_each_sweep_is_one_range_of_an_index_and_sorts_nothing(rows, index: str) -> None:
    plan = plan_of(rows()[:200])
    assert index in plan
    assert "TEMP B-TREE" not in plan
    control = plan_of(Task.objects.filter(label="保障人数").order_by("claimed")[:200])
    assert index not in control


@pytest.mark.parametrize(
    ("asks", "index"),
    [
        (lambda: rechecks.reopened(b.DEPARTMENT), "task_reopened"),
        (lambda: handling.past_correction(date(2026, 12, 1), 50), "case_correction_due"),
    ],
)
def test_what_waits_by_a_state_is_found_by_an_index_of_few(asks: Callable[[], Any], index: str) -> None:
    """A state in the condition of an index is of no use where the state comes as a parameter."""
    asked: list[tuple[str, Sequence[Any]]] = []

    def heard(execute: Any, sql: str, params: Any, *more: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, *more)

    with connection.execute_wrapper(heard):
        asks()
    found = plan(*asked[0])
    assert index in found
    assert "TEMP B-TREE" not in found
