"""The guard before every source: quota, rest, turn and settings hold for all processes, and every question is written down."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders import Hours
from tests.simulator.rig import Rig, exchange, number_of
from tests.verification import sourcing
from tests.verification.asking import AT, question

from nuocheng.journal import official
from nuocheng.verification import acts
from nuocheng.verification.channels.at_hand import channels
from nuocheng.verification.channels.configured import Configured
from nuocheng.verification.channels.guard import Guarded
from nuocheng.verification.channels.ledger import Kept
from nuocheng.verification.channels.pace import PACE
from nuocheng.verification.channels.protocol import Answer, Channel, Health, Outcome, Question
from nuocheng.verification.channels.trouble import Trouble
from nuocheng.verification.jobs.forgetting import forget_calls
from nuocheng.verification.models import SourceCall, SourceHealth, SourceHour
from nuocheng.verification.queries import sources

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.2")]

DEADLINE = 2.0


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with exchange() as running:
        yield running


@pytest.fixture
def way(rig: Rig, settings: Any) -> Channel:
    """Return the exchange as this installation asks it: behind the guard, with the ledger in the database."""
    settings.NUOCHENG_EXCHANGE = (rig.url, rig.key)
    return channels(DEADLINE)["data_exchange"]


@dataclass
class Told:
    """A channel that answers as it is told, and counts how often it was asked."""

    trouble: Trouble = Trouble.NONE
    key: str = "data_exchange"
    title: str = "试"
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question, *, at: datetime) -> Answer:
        self.asked.append(question)
        good = self.trouble is Trouble.NONE
        records = (dict.fromkeys(question.fields, "是"),) if good else ()
        return Answer(
            outcome=Outcome.FOUND if good else Outcome.SOURCE_DOWN,
            source=question.source,
            channel=self.key,
            asked_at=at,
            answered_at=at,
            latency_ms=30,
            note="试",
            records=records,
            trouble=self.trouble,
        )

    def check(self) -> Health:
        return Health(ok=True, latency_ms=0, note="")


def guarded(told: Told) -> Guarded:
    """Return a guard of its own process before a channel: what it shares with others lies in the database."""
    return Guarded(told.key, told.title, {told.key: lambda _: told}, Kept())


def test_every_question_is_written_down_without_saying_about_whom(rig: Rig, way: Channel) -> None:
    asked = question()
    answer = way.ask(asked, at=AT)
    assert answer.outcome is Outcome.FOUND, answer.note
    [call] = SourceCall.objects.values()
    said = " ".join(str(value) for value in call.values())
    assert number_of("李守信") not in said
    assert "李守信" not in said
    assert (call["source"], call["outcome"], call["trouble"], call["attempts"]) == (
        "population",
        "found",
        "",
        1,
    )
    assert (call["receipt_no"], call["request_id"]) == (answer.receipt_no, asked.request_id)
    assert call["purpose"] == "pledge_verification"
    [hour] = SourceHour.objects.all()
    assert (hour.calls, hour.trouble) == (1, "")


@pytest.mark.parametrize(
    ("mode", "trouble"),
    [
        ("slow", "slow"), ("reset", "reset"), ("truncate", "truncated"), ("garbage", "garbage"), ("error", "server_error"),
        ("wrong_subject", "wrong_subject"), ("stale", "stale"), ("extra_field", "schema_changed"), ("limited", "over_quota"),
        ("oversize", "oversize"), ("redirect", "refused"), ("wrong_request", "wrong_subject"),
    ],
)  # fmt: skip
def test_each_way_of_failing_is_counted_under_its_own_word(
    rig: Rig, way: Channel, mode: str, trouble: str
) -> None:
    rig.set_fault("population", mode)
    answer = way.ask(question(), at=AT)
    rig.set_fault("population", "none")
    assert str(answer.trouble) == trouble, answer.note
    assert SourceCall.objects.get().trouble == trouble
    assert SourceHour.objects.get().trouble == trouble


def test_a_source_that_fails_again_and_again_is_left_alone_and_tried_by_one_question_afterwards() -> None:
    told = Told(Trouble.SLOW)
    first, second = guarded(told), guarded(told)  # as two processes: they share nothing but the database
    for turn in range(PACE.failures):
        (first if turn % 2 else second).ask(question(), at=AT)
    assert len(told.asked) == PACE.failures
    waiting = [one.ask(question(), at=AT + timedelta(seconds=1)) for one in (first, second)]
    assert {one.trouble for one in waiting} == {Trouble.BREAKER_OPEN}
    assert {one.attempts for one in waiting} == {0}
    assert len(told.asked) == PACE.failures
    later = SourceHealth.objects.get().rests_until
    assert later is not None
    told.trouble = Trouble.NONE
    assert first.ask(question(), at=later).outcome is Outcome.FOUND
    assert second.ask(question(), at=later).outcome is Outcome.FOUND
    assert SourceHealth.objects.get().failures == 0


def test_while_one_question_tries_a_rested_source_the_others_wait() -> None:
    told = Told(Trouble.SLOW)
    guard = guarded(told)
    for _ in range(PACE.failures):
        guard.ask(question(), at=AT)
    later = SourceHealth.objects.get().rests_until
    assert later is not None
    ledger = Kept()
    said = [ledger.allowed("data_exchange", "population", 0, later) for _ in range(3)]
    assert said == [Trouble.NONE, Trouble.BREAKER_OPEN, Trouble.BREAKER_OPEN]


def test_what_the_source_says_wrongly_is_no_reason_to_leave_it_alone() -> None:
    told = Told(Trouble.WRONG_SUBJECT)
    guard = guarded(told)
    for _ in range(PACE.failures + 3):
        guard.ask(question(), at=AT)
    assert len(told.asked) == PACE.failures + 3


def test_the_quota_of_a_day_is_not_exceeded_and_begins_anew_the_next_day() -> None:
    sourcing.connected(Hours(), "population", quota=3)
    told = Told()
    both = [guarded(told), guarded(told)]
    answers = [both[turn % 2].ask(question(), at=AT) for turn in range(5)]
    assert [str(one.trouble) for one in answers] == ["", "", "", "over_quota", "over_quota"]
    assert len(told.asked) == 3
    assert sources.resting(AT).wholly == {"population"}
    tomorrow = AT + timedelta(days=1)
    assert sources.resting(tomorrow).wholly == frozenset()
    assert both[0].ask(question(), at=tomorrow).outcome is Outcome.FOUND


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_only_as_many_as_the_quota_allows_get_through() -> None:
    sourcing.connected(Hours(), "population", quota=5)
    Kept().allowed("data_exchange", "population", 5, AT)

    def take(_: int) -> Trouble:
        try:
            return Kept().allowed("data_exchange", "population", 5, AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as officers:
        said = list(officers.map(take, range(12)))
    assert said.count(Trouble.NONE) == 4
    assert said.count(Trouble.OVER_QUOTA) == 8


@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_after_a_rest_one_alone_tries() -> None:
    told = Told(Trouble.RESET)
    for _ in range(PACE.failures):
        guarded(told).ask(question(), at=AT)
    later = SourceHealth.objects.get().rests_until
    assert later is not None

    def come(_: int) -> Trouble:
        try:
            return Kept().allowed("data_exchange", "population", 0, later)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as officers:
        assert list(officers.map(come, range(8))).count(Trouble.NONE) == 1


@pytest.mark.parametrize(
    ("act", "trouble"), [(acts.suspend_source, "suspended"), (acts.turn_to_people, "by_people")]
)
def test_a_source_that_was_switched_off_is_not_asked(act: object, trouble: str) -> None:
    hours = Hours()
    sourcing.connected(hours, "population")
    act(sourcing.administrator(hours), "population", **sourcing.REASON)  # type: ignore[operator]
    told = Told()
    answer = guarded(told).ask(question(), at=AT)
    assert (str(answer.trouble), answer.outcome, told.asked) == (trouble, Outcome.SOURCE_DOWN, [])
    rests = sources.resting(AT)
    assert "population" in (rests.wholly if trouble == "suspended" else rests.again)
    acts.resume_source(sourcing.administrator(hours), "population", **sourcing.REASON)
    assert guarded(told).ask(question(), at=AT).outcome is Outcome.FOUND


def test_a_source_whose_authorisation_has_ended_is_not_asked() -> None:
    sourcing.connected(Hours(), "population", authorised_until=date(2026, 11, 22))
    told = Told()
    answer = guarded(told).ask(question(), at=AT)
    assert (answer.trouble, told.asked) == (Trouble.UNAUTHORISED, [])
    assert "授权已经到期" in answer.note


def test_the_source_that_stands_in_answers_under_its_own_name() -> None:
    hours = Hours()
    sourcing.connected(hours, "population_copy", title="人口信息（省级副本）", mapping={"id_number": "sfzh"})
    sourcing.connected(hours, "population", fallback="population_copy")
    acts.switch_to_fallback(sourcing.administrator(hours), "population", **sourcing.REASON)
    told = Told()
    answer = guarded(told).ask(question(), at=AT)
    assert (answer.source, answer.outcome) == ("population_copy", Outcome.FOUND)
    assert told.asked[0].fields == ("sfzh", "household_status")
    assert set(answer.records[0]) == {"id_number", "household_status"}
    assert "备用来源“人口信息（省级副本）”" in answer.note


def test_purpose_basis_and_freshness_of_an_entry_go_with_the_question() -> None:
    sourcing.connected(
        Hours(), "population", purpose="random_inspection", basis="某办法第三条", freshness_days=30
    )
    told = Told()
    guarded(told).ask(question(), at=AT)
    [asked] = told.asked
    assert (asked.purpose, asked.basis) == ("random_inspection", "某办法第三条")
    assert asked.oldest_acceptable == AT.date() - timedelta(days=30)


def test_an_entry_of_another_channel_does_not_change_how_a_source_is_asked() -> None:
    sourcing.connected(Hours(), "population", channel="internal_record", purpose="x", basis="y")
    told = Told()
    guarded(told).ask(question(), at=AT)
    assert told.asked[0].purpose == "pledge_verification"


def test_a_secret_that_is_not_there_any_more_is_said_and_nothing_goes_out(rig: Rig, settings: Any) -> None:
    settings.NUOCHENG_EXCHANGE = (rig.url, rig.key)
    settings.NUOCHENG_SOURCE_KEYS = {"POPULATION": "s3cret"}
    sourcing.connected(Hours(), "population", proof="hmac_sm3", app_key="nc", secret="POPULATION")
    settings.NUOCHENG_SOURCE_KEYS = {}
    before = len(rig.log())
    answer = channels(DEADLINE)["data_exchange"].ask(question(), at=AT)
    assert (answer.trouble, answer.attempts) == (Trouble.BROKEN, 0)
    assert "没有设置好" in answer.note
    assert len(rig.log()) == before


def test_more_than_go_side_by_side_wait_a_moment_and_are_told(rig: Rig, settings: Any) -> None:
    settings.NUOCHENG_EXCHANGE = (rig.url, rig.key)
    rig.set_fault("population", "slow", delay_ms=1500)
    with_one_slot = replace(_ways(), ledger=_OneAtOnce())
    with ThreadPoolExecutor(3) as officers:
        answers = list(officers.map(lambda _: with_one_slot.ask(question(), at=AT), range(3)))
    rig.set_fault("population", "none")
    assert sorted(str(one.trouble) for one in answers) == ["", "busy", "busy"]


def test_nobody_is_asked_while_an_act_is_under_way() -> None:
    token = official._INSIDE.set(True)
    try:
        with pytest.raises(AssertionError):
            guarded(Told()).ask(question(), at=AT)
    finally:
        official._INSIDE.reset(token)


def test_what_the_overview_costs_does_not_grow_with_the_calls() -> None:
    guard = guarded(Told())
    costs = []
    for count in (3, 60):
        for turn in range(count):
            guard.ask(question(), at=AT - timedelta(minutes=turn))
        with CaptureQueriesContext(connection) as seen:
            [one] = sources.overview(AT)
        costs.append(len(seen))
    assert costs[0] == costs[1]
    assert (one.key, one.status, one.day.asked, one.day.rate) == ("population", "正常", 63, 100)
    assert one.day.median_ms == 50
    assert one.usual_calls == 9
    assert len(sources.last_calls("population")) == 20
    assert sum(counted.asked for _, counted in sources.strip("population", AT)) == 63


def test_the_overview_says_what_is_wrong_with_a_source() -> None:
    sourcing.connected(Hours(), "population", authorised_until=AT.date() + timedelta(days=9), quota=100)
    told = Told(Trouble.SCHEMA_CHANGED)
    guarded(told).ask(question(), at=AT)
    [one] = sources.overview(AT)
    assert (one.status, one.used, one.quota) == ("失败", 1, 100)
    assert one.changed_at == AT
    assert any("返回字段变了" in said for said in one.alerts)
    assert "授权9天后到期" in one.alerts
    told.trouble = Trouble.SLOW
    for _ in range(PACE.failures):
        guarded(told).ask(question(), at=AT + timedelta(minutes=1))
    assert any(said.startswith("连续5次失败") for said in sources.standing("population", AT).alerts)


def _ways() -> Guarded:
    way = channels(DEADLINE * 2)["data_exchange"]
    assert isinstance(way, Guarded)
    return way


class _OneAtOnce:
    """A ledger that lets one question go at a time, and writes nothing."""

    def configured(self, source: str) -> Configured:
        return Configured(source, "data_exchange", at_once=1)

    def allowed(self, *_: object) -> Trouble:
        return Trouble.NONE

    def note(self, *_: object) -> None:
        pass


def test_old_calls_are_forgotten_and_their_counts_stay_longer() -> None:
    guard = guarded(Told())
    for days in (1, PACE.kept_days + 1, PACE.hours_kept_days + 1):
        guard.ask(question(), at=AT - timedelta(days=days))
    assert forget_calls(AT) == 3  # two calls, and the count of the oldest
    assert SourceCall.objects.count() == 1
    assert SourceHour.objects.count() == 2
    assert forget_calls(AT) == 0
