"""However the exchange lets us down, the officer gets an answer in time and nobody is accused by mistake."""

from __future__ import annotations

import hashlib
import json
import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.simulator.rig import Rig, exchange, number_of
from tests.verification.asking import AT, DEADLINE, SPARE, connect, question, truth, verdict

from nuocheng.kernel.facts import Comparison as Criterion
from nuocheng.kernel.facts import FactType
from nuocheng.simulator.faults import Mode
from nuocheng.verification.channels.data_exchange import DataExchange, ExchangeSettings
from nuocheng.verification.channels.protocol import Channel, Outcome
from nuocheng.verification.rules.compare import Claim, Verdict, compare_any

pytestmark = pytest.mark.req("S8.2")

#: What each mode must come out as; a mode that is missing here fails the test below.
EXPECTED = {
    Mode.NONE: (Outcome.FOUND, "查到1条记录"),
    Mode.DOWN: (Outcome.SOURCE_DOWN, "正在维护（503）"),
    Mode.ERROR: (Outcome.SOURCE_DOWN, "内部出错（500）"),
    Mode.LIMITED: (Outcome.SOURCE_DOWN, "上限（429）"),
    Mode.SLOW: (Outcome.SOURCE_DOWN, "在1秒内没有答完"),
    Mode.DRIP: (Outcome.SOURCE_DOWN, "在1秒内没有答完"),
    Mode.DRIP_HEADERS: (Outcome.SOURCE_DOWN, "在1秒内没有答完"),
    Mode.BLACKHOLE: (Outcome.SOURCE_DOWN, "在1秒内没有答完"),
    Mode.RESET: (Outcome.SOURCE_DOWN, "答到一半断了"),
    Mode.TRUNCATE: (Outcome.SOURCE_DOWN, "答到一半断了"),
    Mode.GARBAGE: (Outcome.SOURCE_DOWN, "读不出来"),
    Mode.LOGIN_PAGE: (Outcome.SOURCE_DOWN, "登录网页"),
    Mode.OVERSIZE: (Outcome.SOURCE_DOWN, "不再接收"),
    Mode.COMPRESSED: (Outcome.SOURCE_DOWN, "压缩"),
    Mode.REDIRECT: (Outcome.SOURCE_DOWN, "要求我们去别的地址"),
    Mode.FLAPPING: (Outcome.SOURCE_DOWN, "正在维护（503）"),
    Mode.WRONG_SUBJECT: (Outcome.SOURCE_DOWN, "答的不是这个人"),
    Mode.WRONG_REQUEST: (Outcome.SOURCE_DOWN, "答的不是这次查询"),
    Mode.EXTRA_FIELD: (Outcome.SOURCE_DOWN, "给的字段与所要的不同"),
    Mode.STALE: (Outcome.STALE, "不能据以判断"),
}


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with exchange() as running:
        yield running


@pytest.fixture(scope="module")
def channel(rig: Rig) -> Iterator[DataExchange]:
    opened = connect(rig)
    yield opened
    opened.close()


def test_every_fault_of_the_exchange_has_an_expectation_here() -> None:
    assert set(EXPECTED) == set(Mode)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_true_pledge_is_never_contradicted_whatever_the_source_does(
    rig: Rig, channel: DataExchange, mode: Mode
) -> None:
    outcome, words = EXPECTED[mode]
    rig.set_fault("population", mode)
    started = time.monotonic()
    answer = channel.ask(question(), at=AT)
    took = time.monotonic() - started
    rig.set_fault("population", "none")
    assert (answer.outcome, words in answer.note) == (outcome, True), answer.note
    assert verdict(answer, truth()) in (None, Verdict.CONSISTENT)
    assert took < DEADLINE + SPARE
    assert len(answer.note) <= 400
    assert bool(answer.records) == (mode is Mode.NONE)
    assert bool(answer.raw) == (outcome is not Outcome.SOURCE_DOWN)


def test_without_the_echo_check_a_mix_up_would_have_accused_an_innocent_person(rig: Rig) -> None:
    asked = question()
    rig.set_fault("population", "wrong_subject")
    body = {
        "source": asked.source,
        "subject": {"kind": "person", "number": asked.subject_number, "name": asked.subject_name},
        "fields": list(asked.fields),
        "purpose": {"code": asked.purpose, "basis": asked.basis},
        "request_id": asked.request_id,
        "asked_by": asked.asked_by,
    }
    with rig.http() as naive:
        document = naive.post("/v1/queries", json=body).raise_for_status().json()
    rig.set_fault("population", "none")
    assert (document["status"], document["request_id"]) == ("found", asked.request_id)
    seen = [record["id_number"] for record in document["records"]]
    assert compare_any(truth(), seen).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize("mode", ["garbage", "truncate", "flapping", "wrong_subject", "reset", "stale"])
def test_a_hundred_questions_to_a_faulty_source_never_contradict_the_truth(rig: Rig, mode: str) -> None:
    channel = connect(rig)
    rig.set_fault("population", mode)
    with ThreadPoolExecutor(8) as officers:
        answers = list(officers.map(lambda _: channel.ask(question(), at=AT), range(100)))
    rig.set_fault("population", "none")
    channel.close()
    assert Verdict.CONTRADICTED not in {verdict(answer, truth()) for answer in answers}
    flapping = [answer.outcome for answer in answers]
    assert (Outcome.FOUND in flapping) == (mode == "flapping")


@pytest.mark.parametrize(
    ("name", "changes", "field", "claim", "expected"),
    [
        ("陈喆", {"source": "marriage"}, "marital_status", ("choice", "未婚", "equals"), "contradicted"),
        ("陈喆", {"source": "marriage"}, "marital_status", ("choice", "已婚", "equals"), "consistent"),
        ("王堃", {"source": "real_estate"}, "usage", ("choice", "商业服务", "equals"), "contradicted"),
        ("孙桂芳", {"source": "real_estate"}, "usage", ("choice", "商业服务", "equals"), "consistent"),
        ("黄志强", {"source": "criminal_record"}, "has_record", ("boolean", "", "is_false"), "contradicted"),
        ("李守信", {"source": "criminal_record"}, "has_record", ("boolean", "", "is_false"), "consistent"),
        ("吴敏", {"source": "employment"}, "insured", ("boolean", "", "is_false"), "contradicted"),
        (
            "林芳",
            {"source": "low_income"},
            "valid_until",
            ("date", "2026-11-23", "on_or_after"),
            "contradicted",
        ),
        ("胡明哲", {"source": "low_income"}, "monthly_amount", ("money", "1000元", "at_most"), "consistent"),
        ("买买提·吐尔逊", {"source": "employment"}, "insured", ("boolean", "", "is_true"), "consistent"),
        ("周𬭎", {"source": "education"}, "level", ("choice", "大学本科", "equals"), None),
        ("马晓燕", {}, "household_status", ("choice", "注销", "equals"), None),
        ("刘建国", {"source": "real_estate"}, "usage", ("choice", "商业服务", "equals"), None),
    ],
)
def test_real_records_are_compared_and_unusable_ones_are_not(
    channel: DataExchange,
    name: str,
    changes: dict[str, Any],
    field: str,
    claim: tuple[str, str, str],
    expected: str | None,
) -> None:
    answer = channel.ask(question(name, fields=(field,), **changes), at=AT)
    pledged = Claim(field, FactType(claim[0]), claim[1], Criterion(claim[2]))
    assert verdict(answer, pledged) == expected, answer.note


def test_an_answer_keeps_the_exact_bytes_their_digest_receipt_and_times(channel: DataExchange) -> None:
    answer = channel.ask(question(), at=AT)
    assert hashlib.sha256(answer.raw).hexdigest() == answer.digest
    document = json.loads(answer.raw)
    assert (answer.receipt_no, answer.source_time) == (document["receipt_no"], date(2026, 11, 22))
    assert (answer.channel, answer.source) == ("data_exchange", "population")
    assert answer.asked_at == AT
    assert answer.answered_at - AT >= timedelta(milliseconds=answer.latency_ms)
    assert set(answer.records[0]) == {"id_number", "household_status"}


def test_what_a_source_says_about_somebody_else_is_not_kept(rig: Rig, channel: DataExchange) -> None:
    rig.set_fault("population", "wrong_subject")
    answer = channel.ask(question(), at=AT)
    rig.set_fault("population", "none")
    assert (answer.raw, answer.records) == (b"", ())
    assert "回执GX" in answer.note
    assert "杨秀兰" not in answer.note


def test_the_same_data_is_fresh_for_one_question_and_stale_for_a_stricter_one(channel: DataExchange) -> None:
    old = question("刘建国", source="real_estate", fields=("usage",), oldest_acceptable=date(2016, 4, 8))
    assert channel.ask(old, at=AT).outcome is Outcome.FOUND
    strict = question("刘建国", source="real_estate", fields=("usage",), oldest_acceptable=date(2016, 4, 9))
    answer = channel.ask(strict, at=AT)
    assert (answer.outcome, answer.source_time) == (Outcome.STALE, date(2016, 4, 8))
    assert "2016年4月8日" in answer.note


def test_health_is_told_without_asking_about_anybody(rig: Rig, channel: DataExchange) -> None:
    before = len(rig.log())
    assert channel.check().ok
    assert len(rig.log()) == before
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        health = connect(rig, url=f"http://127.0.0.1:{closed.getsockname()[1]}").check()
    assert (health.ok, health.note) == (False, "连不上来源，这次不作结论，请稍后再查")


def test_no_name_and_no_number_reaches_the_log_of_the_application(
    rig: Rig, channel: DataExchange, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for mode in ("none", "wrong_subject", "garbage", "reset"):
        rig.set_fault("population", mode)
        channel.ask(question(), at=AT)
    rig.set_fault("population", "none")
    channel.ask(question(), at=AT)
    assert caplog.text
    assert "李守信" not in caplog.text
    assert number_of("李守信") not in caplog.text


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "http://exchange.example.gov.cn"},
        {"url": "ftp://127.0.0.1"},
        {"url": "https://"},
        {"key": ""},
        {"key": "密钥"},
        {"deadline_s": 0},
        {"size_limit": 0},
    ],
)
def test_settings_that_would_leak_or_never_work_are_refused(changes: dict[str, Any]) -> None:
    proper: dict[str, Any] = {"url": "https://exchange.example.gov.cn", "key": "k"}
    assert ExchangeSettings(**proper).deadline_s == 8
    with pytest.raises(ValueError, match=r"exchange|source"):
        ExchangeSettings(**{**proper, **changes})


@pytest.mark.parametrize("blank", ["basis", "purpose", "asked_by", "subject_name", "request_id"])
def test_a_question_without_purpose_basis_or_asker_cannot_be_put(blank: str) -> None:
    with pytest.raises(ValueError, match=blank):
        question(**{blank: " "})


def test_the_moment_of_asking_needs_a_time_zone(channel: DataExchange) -> None:
    with pytest.raises(ValueError, match="time zone"):
        channel.ask(question(), at=datetime(2026, 11, 23, 9, 30))  # noqa: DTZ001


def test_the_exchange_is_a_channel(channel: DataExchange) -> None:
    typed: Channel = channel
    assert (typed.key, typed.title) == ("data_exchange", "数据共享交换平台")
