"""What the exchange answers is read exactly, or not used at all."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.simulator.rig import number_of

from nuocheng.verification.channels.exchange_answer import read_answer
from nuocheng.verification.channels.protocol import Outcome, Question

pytestmark = pytest.mark.req("S8.2")

AT = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))
PROPER = {
    "request_id": "HC-00000001",
    "source": "population",
    "subject": {"kind": "person", "number": number_of("李守信"), "name": "李守信"},
    "status": "found",
    "as_of": "2026-11-22",
    "records": [{"household_status": "正常"}],
    "note": "查到1条记录",
    "receipt_no": "GX1",
    "received_at": "2026-11-23T09:30:00+08:00",
    "answered_at": "2026-11-23T09:30:00+08:00",
    "answer_due_at": "2026-11-23T09:30:10+08:00",
}
ASKED = Question(
    source="population",
    subject_kind="person",
    subject_number=number_of("李守信"),
    subject_name="李守信",
    fields=("household_status",),
    purpose="pledge_verification",
    basis="证明事项告知承诺制工作规程",
    request_id="HC-00000001",
    asked_by="白银区民政局",
    oldest_acceptable=date(2026, 8, 23),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def written(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def test_the_proper_answer_is_found_and_the_same_answer_with_other_bytes_too() -> None:
    assert read_answer(written(PROPER), ASKED, at=AT).outcome is Outcome.FOUND
    spelled = {**PROPER, "subject": {"kind": "person", "number": number_of("李守信"), "name": " 李 守信"}}
    assert read_answer(json.dumps(spelled).encode(), ASKED, at=AT).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": {"kind": "person", "number": number_of("李守信", nth=1), "name": "李守信"}},
        {"subject": {"kind": "person", "number": number_of("李守信"), "name": "李守仁"}},
        {"subject": {"kind": "organisation", "number": number_of("李守信"), "name": "李守信"}},
        {"subject": {"number": number_of("李守信")}},
        {"subject": None},
        {"request_id": "HC-00000002"},
        {"source": "marriage"},
        {"status": "FOUND"},
        {"status": "not_found"},
        {"records": []},
        {"records": [{}]},
        {"records": [{"household_status": 1}]},
        {"records": [{"household_status": "正常", "sex": "男"}]},
        {"records": [["正常"]]},
        {"records": [{"household_status": "x" * 2001}]},
        {"records": [{"household_status": "正常"}] * 201},
        {"as_of": "2026-11-25"},
        {"as_of": "昨天"},
        {"as_of": None},
        {"receipt_no": ""},
        {"receipt_no": "x" * 65},
        {"answered_at": 5},
        {"surprise": 1},
    ],
)
def test_an_answer_that_does_not_fit_exactly_is_not_used_and_not_kept(changes: dict[str, Any]) -> None:
    reading = read_answer(written({**PROPER, **changes}), ASKED, at=AT)
    assert (reading.outcome, reading.records, reading.about_the_party) == (Outcome.SOURCE_DOWN, (), False)
    assert "这次不作结论" in reading.note


@pytest.mark.parametrize("missing", sorted(set(PROPER) - {"note", "received_at", "answer_due_at"}))
def test_an_answer_that_lacks_a_part_is_not_used(missing: str) -> None:
    document = {key: value for key, value in PROPER.items() if key != missing}
    assert read_answer(written(document), ASKED, at=AT).outcome is Outcome.SOURCE_DOWN


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b"\xef\xbb\xbf{}",
        b"1" * 9999,
    ],
)
def test_bytes_that_are_no_answer_are_not_used(raw: bytes) -> None:
    assert read_answer(raw, ASKED, at=AT).outcome is Outcome.SOURCE_DOWN


@given(st.sampled_from(sorted(PROPER)), JSON)
def test_one_part_replaced_by_anything_never_yields_a_different_finding(key: str, value: Any) -> None:
    reading = read_answer(written({**PROPER, key: value}), ASKED, at=AT)
    if reading.outcome is Outcome.FOUND:
        assert reading.records == ({"household_status": "正常"},) or key == "records"
        assert (
            key in {"note", "received_at", "answer_due_at", "answered_at", "receipt_no"}
            or value == PROPER[key]
        )


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_without_an_exception(raw: bytes) -> None:
    assert read_answer(raw, ASKED, at=AT).outcome is Outcome.SOURCE_DOWN


@given(st.integers(0, len(written(PROPER)) - 1), st.integers(0, 255))
def test_one_damaged_byte_never_turns_the_answer_to_another_person(place: int, byte: int) -> None:
    raw = bytearray(written(PROPER))
    raw[place] = byte
    reading = read_answer(bytes(raw), ASKED, at=AT)
    assert reading.outcome in (Outcome.FOUND, Outcome.SOURCE_DOWN, Outcome.STALE)
    if reading.about_the_party:
        assert json.loads(bytes(raw))["subject"]["number"].upper() == number_of("李守信")
