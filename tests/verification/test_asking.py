"""Sources are really asked about what was pledged: every answer is kept raw, and no silence becomes a finding."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from tests import builders as b
from tests.builders import Hours, an_occasion, by_party
from tests.simulator.rig import Rig, exchange, number_of
from tests.verification.asking import AT, connect

from nuocheng.cases import acts as cases
from nuocheng.cases.acts import PartyGiven
from nuocheng.cases.models import Case
from nuocheng.catalogue.rules.content import Certificate, FactField, Item, Plan
from nuocheng.journal import official
from nuocheng.journal.official import inside_act
from nuocheng.kernel.errors import RuledOut
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.channels.at_hand import channels
from nuocheng.verification.channels.protocol import Channel
from nuocheng.verification.jobs import hearing
from nuocheng.verification.models import RegisterRow, Task

pytestmark = pytest.mark.django_db

#: Seconds to wait for the exchange: more than a busy machine needs, so that only a fault is a silence.
PATIENCE = 4.0


@pytest.fixture
def rig() -> Iterator[Rig]:
    """Run an exchange that has not heard any of our request numbers: each test begins again at the first."""
    with exchange() as running:
        yield running


@pytest.fixture(autouse=True)
def _the_day_of_the_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask on the day on which the exchange believes to be: how old data is must not depend on today."""
    minutes = count()
    monkeypatch.setattr(jobs, "now", lambda: AT + timedelta(minutes=next(minutes)))


def asks(source: str, *facts: FactField) -> Item:
    """Return an item whose one certificate is verified at a source of the exchange."""
    certificate: Certificate = replace(
        b.LOW_INCOME, facts=facts, plan=Plan("data_exchange", source, 15, "与登记一致", "与共享数据比对")
    )
    return replace(b.ITEM, code="MZ-010", name="临时住所救助", certificates=(certificate,))


MARRIED = asks(
    "marriage", FactField("status", "婚姻状况", FactType.TEXT, Comparison.EQUALS, "marital_status")
)
HOUSEHOLD = asks(
    "population", FactField("status", "户籍状态", FactType.TEXT, Comparison.EQUALS, "household_status")
)
USAGE = asks("real_estate", FactField("usage", "用途", FactType.TEXT, Comparison.EQUALS, "usage"))

ASSISTED = asks("low_income", FactField("kind", "救助类别", FactType.TEXT, Comparison.EQUALS, "category"))


def a_granted_case(name: str, item: Item, value: str, hours: Hours) -> Case:
    """Return a granted case of a party that the exchange knows by this name."""
    [field] = item.certificates[0].facts
    facts = {"low_income": {field.key: value}}
    return b.a_granted_case(PartyGiven(number_of(name), "person", name), item=item, facts=facts, hours=hours)


def ask(case: Case, hours: Hours, way: Channel) -> Task:
    """Ask about the one task of a case, by this channel."""
    on = an_occasion(Role.SYSTEM, at=hours.next())
    assert jobs.ask(queries.tasks_of(case.reference), on, {way.key: way}) == 1
    [task] = queries.tasks_of(case.reference)
    return task


@pytest.mark.req("S8.1", "S8.2")
@pytest.mark.parametrize(
    ("name", "item", "value", "fault", "outcome", "kept"),
    [
        ("陈喆", MARRIED, "已婚", "none", "consistent", True),
        ("陈喆", MARRIED, "未婚", "none", "contradicted", True),
        ("李守信", ASSISTED, "城市低保", "none", "not_found", True),
        ("马晓燕", HOUSEHOLD, "注销", "none", "stale", True),
        ("李守信", HOUSEHOLD, "注销", "stale", "stale", True),
        ("李守信", HOUSEHOLD, "注销", "down", "source_down", False),
        ("李守信", HOUSEHOLD, "注销", "wrong_subject", "source_down", False),
        ("李守信", HOUSEHOLD, "注销", "truncate", "source_down", False),
        ("李守信", HOUSEHOLD, "注销", "blackhole", "source_down", False),
    ],
)
def test_what_the_exchange_says_is_kept_raw_and_becomes_no_finding(
    rig: Rig, name: str, item: Item, value: str, fault: str, outcome: str, kept: bool
) -> None:
    hours = Hours()
    case = a_granted_case(name, item, value, hours)
    source = item.certificates[0].plan.source  # type: ignore[union-attr]  # every item here has a plan
    way = connect(rig, deadline_s=PATIENCE)
    rig.set_fault(source, fault)
    task = ask(case, hours, way)
    rig.set_fault(source, "none")
    way.close()
    [answer] = queries.answers(task.reference)
    assert (task.state, task.outcome, task.attempts) == ("answered", outcome, 1), answer.note
    assert (answer.channel, answer.source, answer.outcome) == ("data_exchange", source, outcome)
    raw = bytes(answer.raw)
    assert hashlib.sha256(raw).hexdigest() == answer.digest
    assert bool(raw) == kept
    assert answer.note
    if kept:
        assert json.loads(raw)["receipt_no"] == answer.receipt_no
    if outcome != "contradicted":
        on = an_occasion(Role.VERIFIER, at=hours.next())
        with pytest.raises(RuledOut, match="不能认定不实"):
            acts.record_finding(on, task.reference, verdict="refute", note="对方没有证明他说的是真的")


@pytest.mark.req("S8.2")
def test_two_rows_that_disagree_are_left_to_a_person(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the two is more than a year old: here data may be that old, or it would be put aside as stale."""
    monkeypatch.setattr(hearing, "_freshness", lambda _: 1000)
    hours = Hours()
    case = a_granted_case("马晓燕", HOUSEHOLD, "注销", hours)
    way = connect(rig, deadline_s=PATIENCE)
    task = ask(case, hours, way)
    way.close()
    [answer] = queries.answers(task.reference)
    assert (task.state, task.outcome, bool(answer.raw)) == ("answered", "ambiguous", True)
    on = an_occasion(Role.VERIFIER, at=hours.next())
    with pytest.raises(RuledOut, match="不能认定不实"):
        acts.record_finding(on, task.reference, verdict="refute", note="有一条对不上")


@pytest.mark.req("S8.2")
def test_a_source_that_cannot_even_be_reached_is_asked_again_later(rig: Rig) -> None:
    hours = Hours()
    case = a_granted_case("陈喆", MARRIED, "已婚", hours)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        dead = connect(rig, url=f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert ask(case, hours, dead).outcome == "source_down"
        dead.close()
    way = connect(rig, deadline_s=PATIENCE)
    task = ask(case, hours, way)
    way.close()
    assert (task.outcome, task.attempts) == ("consistent", 2)
    assert [one.outcome for one in queries.answers(task.reference)] == ["consistent", "source_down"]


@pytest.mark.req("S8.2")
def test_facts_for_one_source_go_in_one_question_and_the_purpose_goes_with_it(rig: Rig) -> None:
    hours = Hours()
    [usage] = USAGE.certificates[0].facts
    two = asks("real_estate", usage, replace(usage, key="address", label="坐落", source_field="address"))
    facts = {"low_income": {"usage": "商业服务", "address": "公园路18号"}}
    party = PartyGiven(number_of("孙桂芳"), "person", "孙桂芳")
    case = b.a_granted_case(party, item=two, facts=facts, hours=hours)
    way, before = connect(rig, deadline_s=PATIENCE), len(rig.log())
    on = an_occasion(Role.SYSTEM, at=hours.next())
    assert jobs.ask(queries.tasks_of(case.reference), on, {way.key: way}) == 2
    way.close()
    assert len(rig.log()) == before + 1
    receipts = {queries.answers(one.reference)[0].receipt_no for one in queries.tasks_of(case.reference)}
    assert len(receipts) == 1


@pytest.mark.req("S8.4")
@pytest.mark.parametrize(
    ("rows", "household", "outcome"),
    [
        ([("李守信", "3")], "3", "consistent"),
        ([("李守信", "3")], "5", "contradicted"),
        ([], "3", "not_found"),
        ([("王堃", "5")], "3", "not_found"),
        ([("李守信", "3"), ("李守信", "5")], "3", "ambiguous"),
        ([("李守信", "")], "3", "missing"),
    ],
)
def test_the_departments_own_register_is_asked_like_any_source(
    rows: list[tuple[str, str]], household: str, outcome: str
) -> None:
    hours, party = Hours(), b.a_party()
    for name, persons in rows:
        fields = {"status": "享受中", "household": persons}
        RegisterRow.objects.create(
            register=b.REGISTER,
            department=b.DEPARTMENT,
            number=party.number,
            name=name,
            fields=fields,
            as_of=date(2026, 11, 1),
        )
    facts = {"low_income": {"status": "享受中", "household": household}}
    case = b.a_granted_case(party, facts=facts, hours=hours)
    on = an_occasion(Role.SYSTEM, at=hours.next())
    assert jobs.ask(queries.tasks_of(case.reference), on, channels()) == 2
    task = next(one for one in queries.tasks_of(case.reference) if one.fact_key == "household")
    [answer] = queries.answers(task.reference)
    assert (task.state, task.outcome, answer.channel) == ("answered", outcome, "internal_record"), answer.note
    assert hashlib.sha256(bytes(answer.raw)).hexdigest() == answer.digest
    assert json.loads(bytes(answer.raw))["source"] == b.REGISTER


@pytest.mark.req("S8.4")
def test_what_is_due_is_asked_by_itself_once_and_what_has_no_channel_waits() -> None:
    hours = Hours()
    b.a_register()
    case = b.a_granted_case(hours=hours)
    plan = Plan("on_site", "现场", 15, "现场看到", "上门看")
    visit = replace(b.ITEM, code="MZ-011", name="住房救助", certificates=(replace(b.LOW_INCOME, plan=plan),))
    by_hand = b.a_granted_case(item=visit, hours=hours)
    assert jobs.ask_due() == 2
    assert {one.outcome for one in queries.tasks_of(case.reference)} == {"consistent"}
    assert {one.state for one in queries.tasks_of(by_hand.reference)} == {"owed"}
    assert jobs.ask_due() == 0


def test_one_task_that_is_found_on_meanwhile_does_not_stop_the_others() -> None:
    hours = Hours()
    case = b.an_answered_case(hours=hours)
    first, second = queries.tasks_of(case.reference)
    acts.record_finding(an_occasion(Role.VERIFIER, at=hours.next()), first.reference, verdict="confirm")
    assert jobs.ask([first, second], an_occasion(Role.SYSTEM, at=hours.next()), channels()) == 1
    assert [len(queries.answers(one.reference)) for one in (first, second)] == [1, 2]


@pytest.mark.req("S8.2")
def test_nobody_outside_is_asked_from_within_an_act(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours()
    b.a_register()
    granted = b.a_granted_case(hours=hours)
    case = b.a_pledged_case(b.a_party("王堃", "620402197908052057"), hours=hours)
    whole, seen = official.write, []

    def asking(deed: object, beside: object = ()) -> None:
        """Ask in the middle of the act, where the write lock is held."""
        seen.append(inside_act())
        jobs.ask(queries.tasks_of(granted.reference), an_occasion(Role.SYSTEM), channels())
        whole(deed, beside)  # type: ignore[arg-type]

    monkeypatch.setattr(official, "write", asking)
    with pytest.raises(AssertionError):
        cases.withdraw(by_party(case, hours.next()), case.reference)
    monkeypatch.setattr(official, "write", whole)
    assert (seen, inside_act()) == ([True], False)
    assert {one.state for one in queries.tasks_of(granted.reference)} == {"owed"}
    cases.withdraw(by_party(case, hours.next()), case.reference)  # the control: nothing else stood in its way


@pytest.mark.req("S8.2")
def test_a_silent_source_is_left_in_peace_for_a_while_and_then_asked_again(rig: Rig) -> None:
    hours = Hours()
    case = a_granted_case("陈喆", MARRIED, "已婚", hours)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        dead = connect(rig, url=f"http://127.0.0.1:{closed.getsockname()[1]}")
        task = ask(case, hours, dead)
        dead.close()
    asked = task.asked_at
    assert asked is not None
    assert queries.to_ask([task.channel], asked - timedelta(seconds=1), 50) == []
    assert queries.to_ask([task.channel], asked, 50) == [task]
    assert queries.to_ask(["another"], asked, 50) == []
