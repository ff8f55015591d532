"""The department's own registers answer like any other source."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from nuocheng.verification.channels.internal_record import InternalRecord, Row
from nuocheng.verification.channels.protocol import Channel, Outcome, Question

pytestmark = pytest.mark.req("S8.4")

AT = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))
NUMBER = "620402198503122031"
PERMIT = Row(NUMBER, "李守信", date(2026, 11, 1), {"permit": "有效", "area": "89.50"})
OLD = Row(NUMBER, "李守信", date(2019, 1, 1), {"permit": "注销", "area": "80"})
NAMESAKE = Row(NUMBER, "王堃", date(2026, 11, 1), {"permit": "有效", "area": "1"})


def register(*rows: Row) -> InternalRecord:
    def lookup(source: str, number: str) -> list[Row]:
        return [row for row in rows if (source, row.number) == ("permits", number)]

    return InternalRecord(lookup)


def question(**changes: Any) -> Question:
    proper: dict[str, Any] = {
        "source": "permits",
        "subject_kind": "person",
        "subject_number": NUMBER,
        "subject_name": "李守信",
        "fields": ("permit",),
        "purpose": "pledge_verification",
        "basis": "规程第八条",
        "request_id": "HC-00000001",
        "asked_by": "白银区卫生健康局",
        "oldest_acceptable": date(2026, 8, 23),
    }
    return Question(**{**proper, **changes})


@pytest.mark.parametrize(
    ("rows", "changes", "outcome", "records"),
    [
        ((PERMIT,), {}, Outcome.FOUND, ({"permit": "有效"},)),
        ((), {}, Outcome.NOT_FOUND, ()),
        ((NAMESAKE,), {}, Outcome.NOT_FOUND, ()),
        ((PERMIT, NAMESAKE), {}, Outcome.FOUND, ({"permit": "有效"},)),
        ((OLD,), {}, Outcome.STALE, ()),
        ((OLD,), {"oldest_acceptable": None}, Outcome.FOUND, ({"permit": "注销"},)),
        (
            (PERMIT, OLD),
            {"oldest_acceptable": None},
            Outcome.AMBIGUOUS,
            ({"permit": "有效"}, {"permit": "注销"}),
        ),
        ((PERMIT,), {"fields": ("permit", "fire_check")}, Outcome.SOURCE_DOWN, ()),
        ((PERMIT,), {"subject_name": "李 守信"}, Outcome.FOUND, ({"permit": "有效"},)),
    ],
)
def test_a_register_of_ones_own_answers_by_the_same_rules(
    rows: tuple[Row, ...], changes: dict[str, Any], outcome: Outcome, records: tuple[Any, ...]
) -> None:
    answer = register(*rows).ask(question(**changes), at=AT)
    assert (answer.outcome, answer.records) == (outcome, records), answer.note
    assert answer.note


def test_a_register_that_may_hold_several_rows_finds_them_all() -> None:
    channel = InternalRecord(lambda *_: [PERMIT, OLD], many=frozenset({"permits"}))
    answer = channel.ask(question(oldest_acceptable=None), at=AT)
    assert (answer.outcome, len(answer.records)) == (Outcome.FOUND, 2)
    assert answer.source_time == date(2019, 1, 1)


def test_a_register_that_cannot_be_read_is_an_answer_and_not_a_finding() -> None:
    def broken(source: str, number: str) -> list[Row]:
        raise OSError("disk")

    channel = InternalRecord(broken)
    answer = channel.ask(question(), at=AT)
    assert (answer.outcome, answer.raw, "这次不作结论" in answer.note) == (Outcome.SOURCE_DOWN, b"", True)
    assert not channel.check().ok
    assert register().check().ok


def test_the_rows_are_kept_as_evidence_in_the_same_bytes_each_time() -> None:
    one, other = (register(PERMIT).ask(question(), at=AT) for _ in range(2))
    assert one.raw == other.raw
    assert one.digest == hashlib.sha256(one.raw).hexdigest()
    assert json.loads(one.raw)["rows"] == [{"as_of": "2026-11-01", "values": {"permit": "有效"}}]
    assert one.receipt_no == "NB-HC-00000001"


def test_the_register_is_a_channel_and_wants_to_know_the_time() -> None:
    typed: Channel = register(PERMIT)
    assert (typed.key, typed.title) == ("internal_record", "部门内部核查")
    with pytest.raises(ValueError, match="time zone"):
        typed.ask(question(), at=datetime(2026, 11, 23, 9, 30))  # noqa: DTZ001
