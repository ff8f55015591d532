"""Several ways in their order: each is taken when the one before it settled nothing, with its reason, and none is skipped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import in_order as w

from nuocheng.catalogue.rules.content import Way
from nuocheng.journal import queries as journal
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.models import Task
from nuocheng.verification.rules.ways import (
    NO_ANSWER,
    NOTHING_FOUND,
    Trial,
    is_exhausted,
    read_ways,
    write_ways,
)
from nuocheng.verification.rules.ways import Way as TaskWay

database = pytest.mark.django_db
pytestmark = pytest.mark.req("S8.1", "S8.2")


def go_on(hours: Hours) -> int:
    return jobs.take_next_ways(an_occasion(Role.SYSTEM, at=hours.next()))


def now(task: Task) -> tuple[str, str, str, str]:
    fresh = queries.task(task.reference)
    return fresh.channel, fresh.source, fresh.state, fresh.outcome


@database
def test_a_plan_with_ways_begins_with_the_first_and_knows_the_fields_of_each() -> None:
    hours = Hours()
    first, second = queries.tasks_of(w.a_task(hours).origin)
    assert now(first)[:3] == ("internal_record", b.REGISTER, "owed")
    assert [(one.channel, one.field) for one in second.all_ways] == [
        ("internal_record", "household"),
        ("data_exchange", "persons"),
        ("assistance", "household"),
    ]


@database
def test_a_plan_with_one_way_seals_as_it_did_before() -> None:
    task = w.a_task(Hours(), b.ITEM)
    assert (task.ways, task.tries, task.step, task.goes_on) == ("", 0, 0, False)
    assert [one.channel for one in task.all_ways] == ["internal_record"]
    assert [str(one) for one in faults()] == []


@database
def test_where_nothing_is_found_the_next_way_is_taken_with_its_reason_and_asked_anew() -> None:
    hours = Hours()
    task = w.exhausted(hours)
    assert (now(task), task.goes_on, go_on(hours)) == (
        ("internal_record", b.REGISTER, "answered", "not_found"),
        True,
        1,
    )
    assert now(task) == ("data_exchange", "low_income", "owed", "")
    last = journal.history("task", task.reference)[-1]
    assert (last.verb, last.note["reason"], last.note["to"]) == ("task.ask_next", "查无数据", "data_exchange")
    assert [one.reference for one in queries.to_ask(["data_exchange"], hours.at, 9)] == [task.reference]
    assert go_on(hours) == 0


@database
def test_on_a_way_of_people_it_waits_for_them_and_keeps_what_was_found() -> None:
    hours = Hours()
    task = w.exhausted(hours)
    go_on(hours)
    w.said(queries.task(task.reference), hours, "not_found")
    assert go_on(hours) == 1
    assert now(task) == ("assistance", "", "answered", "not_found")
    assert (go_on(hours), queries.task(task.reference).goes_on) == (0, False)


@database
def test_a_silent_source_is_tried_as_often_as_the_plan_says() -> None:
    hours = Hours()
    task = w.said(w.a_task(hours), hours, "source_down")
    assert (go_on(hours), now(task)[0]) == (0, "internal_record")
    w.said(queries.task(task.reference), hours, "source_down")
    assert (go_on(hours), now(task)[0]) == (1, "data_exchange")
    assert journal.history("task", task.reference)[-1].note["reason"] == "没有回应，试了2次"


@database
def test_a_source_that_is_asked_by_people_now_is_not_tried_again() -> None:
    hours = Hours()
    task = w.said(w.a_task(hours), hours, "source_down", gives_up=True)
    assert (go_on(hours), now(task)[0]) == (1, "data_exchange")


@database
@pytest.mark.parametrize("outcome", ["consistent", "contradicted"])
def test_what_is_settled_is_never_passed_over(outcome: str) -> None:
    hours = Hours()
    task = w.said(w.a_task(hours), hours, outcome)
    assert go_on(hours) == 0
    with pytest.raises(RuledOut, match="不能换下一种"):
        acts.take_next_way(an_occasion(Role.SYSTEM, at=hours.next()), task.reference)


@database
def test_after_the_last_way_an_officer_decides() -> None:
    hours = Hours()
    task = w.said(w.a_task(hours, b.ITEM), hours, "not_found")
    assert (task.goes_on, go_on(hours)) == (False, 0)
    with pytest.raises(OutOfOrder, match="没有下一种"):
        acts.take_next_way(an_occasion(Role.SYSTEM, at=hours.next()), task.reference)


@database
def test_an_officer_takes_another_way_for_a_reason_and_comes_back() -> None:
    hours = Hours()
    task = w.a_task(hours)
    on = an_occasion(Role.VERIFIER, at=hours.next())
    with pytest.raises(RuledOut, match="请写明为什么"):
        acts.choose_way(on, task.reference, way="3", reason=" ")
    with pytest.raises(RuledOut, match="现在用的就是这一种"):
        acts.choose_way(on, task.reference, way="1", reason="x")
    with pytest.raises(Malformed):
        acts.choose_way(on, task.reference, way="data_exchange", reason="x")
    acts.choose_way(on, task.reference, way="3", reason="台账在换系统")
    assert (now(task)[0], queries.task(task.reference).step) == ("assistance", 2)
    acts.choose_way(an_occasion(Role.VERIFIER, at=hours.next()), task.reference, way="1", reason="台账好了")
    assert now(task) == ("internal_record", b.REGISTER, "owed", "")
    acts.choose_way(
        an_occasion(Role.VERIFIER, at=hours.next()), task.reference, way="on_site", reason="只能看"
    )
    assert (now(task)[0], queries.task(task.reference).step) == ("on_site", 0)
    assert [str(one) for one in faults()] == []


@database
def test_a_task_on_a_visit_keeps_its_way() -> None:
    hours = Hours()
    task = w.exhausted(hours)
    on = an_occasion(Role.VERIFIER, at=hours.next())
    acts.put_on_visit(on, task.reference, visit="XC2026-00001")
    assert go_on(hours) == 0
    with pytest.raises(OutOfOrder, match="取消上门"):
        acts.choose_way(an_occasion(Role.VERIFIER, at=hours.next()), task.reference, way="2", reason="x")


@database
@pytest.mark.usefixtures("plain_files")
def test_the_page_shows_each_way_that_was_taken_why_and_what_is_to_come(client: Client) -> None:
    hours = Hours()
    task = w.exhausted(hours)
    b.an_account(Role.VERIFIER, b.DEPARTMENT, name="fengchuan")
    client.force_login(b.people_queries.account("fengchuan"))  # type: ignore[arg-type]
    before = client.get(f"/desk/verify/{task.reference}").content.decode()
    assert "查不清就换成数据共享交换平台" in before
    assert "然后：部门间行政协助" in before
    go_on(hours)
    after = client.get(f"/desk/verify/{task.reference}").content.decode()
    assert "换成数据共享交换平台" in after
    assert "为什么换：查无数据" in after
    page = client.get(f"/desk/verify/{task.reference}/way").content.decode()
    assert "核查办法里的第1种：部门内部核查" in page
    assert "公示核查" not in page
    refused = client.post(f"/desk/verify/{task.reference}/way", {"way": "3", "reason": ""})
    assert refused.status_code == 422
    assert "请写明为什么改用" in refused.content.decode()
    taken = client.post(f"/desk/verify/{task.reference}/way", {"way": "3", "reason": "平台在检修"})
    assert (taken.status_code, now(task)[0]) == (303, "assistance")


OUTCOMES = sorted(NOTHING_FOUND | NO_ANSWER | {"", "consistent", "contradicted", "unopposed"})


@given(st.sampled_from(OUTCOMES), st.integers(0, 9), st.integers(1, 9), st.booleans())
def test_no_way_is_left_before_it_was_tried_or_after_it_settled_something(
    outcome: str, tries: int, allowed: int, gives_up: bool
) -> None:
    trial = Trial(outcome, tries, allowed, gives_up)
    if is_exhausted(trial):
        assert tries >= 1
        assert outcome in NOTHING_FOUND | NO_ANSWER
        assert is_exhausted(replace(trial, tries=tries + 1)), "more tries never bring a way back"


_ways = st.builds(
    TaskWay, st.sampled_from(["data_exchange", "on_site"]), st.text(max_size=5), st.text(max_size=5)
)


@given(st.lists(_ways, max_size=5))
def test_ways_are_kept_as_they_were(ways: list[TaskWay]) -> None:
    assert read_ways(write_ways(ways)) == (tuple(ways) if len(ways) > 1 else ())


def test_the_first_way_is_one_of_them() -> None:
    assert [one.channel for one in w.an_item(Way("on_site")).certificates[0].plan.ways] == [  # type: ignore[union-attr]
        "internal_record",
        "on_site",
    ]
