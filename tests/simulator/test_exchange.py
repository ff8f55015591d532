"""The exchange answers strictly, sparingly, and leaves a trace of every query."""

from __future__ import annotations

import csv
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from stdnum.cn import ric, uscc
from tests.simulator.rig import TODAY, Rig, exchange, number_of, query

from nuocheng.simulator.exchange import Exchange, Options
from nuocheng.simulator.registers import DATA, Registers, code_check_digit, id_check_digit, number_is_valid

pytestmark = pytest.mark.req("S8.2")


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with exchange() as running:
        yield running


def ask(rig: Rig, document: dict[str, Any]) -> dict[str, Any]:
    with rig.http() as client:
        answered = client.post("/v1/queries", json=document)
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


def refused(rig: Rig, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    with rig.http() as client:
        answered = client.post(
            "/v1/queries", content=content, headers={"Content-Type": "application/json", **headers}
        )
    assert answered.headers["Content-Type"].startswith("application/problem+json")
    assert answered.json()["status"] == answered.status_code
    return answered.status_code, answered.json()


def test_an_answer_has_only_the_fields_asked_for_and_a_receipt(rig: Rig) -> None:
    asked = query(source="real_estate", fields=["usage", "mortgaged"])
    answer = ask(rig, asked)
    assert answer["status"] == "found"
    assert answer["records"] == [{"usage": "住宅", "mortgaged": "否"}]
    assert answer["request_id"] == asked["request_id"]
    assert answer["subject"] == asked["subject"]
    assert answer["as_of"] == "2026-11-21"
    assert answer["receipt_no"].startswith("GX20261123-")


@pytest.mark.parametrize(
    ("name", "source", "status", "count"),
    [
        ("李守信", "population", "found", 1),
        ("孙桂芳", "real_estate", "found", 3),
        ("马晓燕", "population", "ambiguous", 2),
        ("张伟", "marriage", "ambiguous", 2),
        ("周𬭎", "education", "not_found", 0),
        ("杨秀兰", "employment", "not_found", 0),
        ("赵㛃", "low_income", "found", 1),
        ("王堃", "population", "found", 1),
        ("陈喆", "marriage", "found", 1),
        ("铜城同名商贸有限公司", "company", "ambiguous", 2),
        ("白银㛃美理发服务有限公司", "company", "found", 1),
    ],
)
def test_registers_tell_found_from_missing_from_ambiguous(
    rig: Rig, name: str, source: str, status: str, count: int
) -> None:
    fields = [Registers.catalogue()[source].fields[-1].key]
    answer = ask(rig, query(name, source=source, fields=fields))
    assert (answer["status"], len(answer["records"])) == (status, count)


def test_a_name_written_with_another_dot_is_the_same_person(rig: Rig) -> None:
    answer = ask(rig, query("买买提·吐尔逊", source="employment", fields=["insured"]))
    assert answer["status"] == "found"
    assert answer["subject"]["name"] == "买买提•吐尔逊"


def test_a_number_with_another_name_finds_nothing_and_betrays_nothing(rig: Rig) -> None:
    subject = {"kind": "person", "number": number_of("王堃"), "name": "王昆"}
    answer = ask(rig, query(subject=subject))
    assert (answer["status"], answer["records"]) == ("not_found", [])
    assert "王堃" not in json.dumps(answer, ensure_ascii=False)


def test_old_records_say_how_old_they_are(rig: Rig) -> None:
    assert ask(rig, query("刘建国", source="real_estate", fields=["usage"]))["as_of"] == "2016-04-08"


def change(path: str, value: Any) -> dict[str, Any]:
    document = query()
    *way, last = path.split("/")
    holder: Any = document
    for step in way:
        holder = holder[step]
    holder[last] = value
    return document


@pytest.mark.parametrize(
    ("document", "status", "pointer"),
    [
        (change("fields", ["household_status", "mobile_phone"]), 422, "/fields/1"),
        (change("fields", []), 422, "/fields"),
        (change("fields", ["name", "name"]), 422, "/fields"),
        (change("fields", "name"), 422, "/fields"),
        (change("source", "tax"), 422, "/source"),
        (change("subject/number", "620402198503122032"), 422, "/subject/number"),
        (change("subject/number", "91620402MA7JX90017"), 422, "/subject/number"),
        (change("subject/kind", "organisation"), 422, "/subject/kind"),
        (change("subject/name", " "), 422, "/subject/name"),
        (change("subject/name", 5), 422, "/subject/name"),
        (change("purpose/basis", ""), 422, "/purpose/basis"),
        (change("request_id", "short"), 422, "/request_id"),
        (change("asked_by", "局" * 201), 422, "/asked_by"),
        (change("whim", 1), 422, "/whim"),
        (change("subject", None), 422, "/subject"),
        (change("purpose/code", "curiosity"), 403, None),
        ([], 422, ""),
        (b'{"source": "population", "source": "company"}', 400, None),
        (b'{"source": NaN}', 400, None),
        (b"\xff\xfe", 400, None),
        (b"[" * 9000, 400, None),
        (b"", 400, None),
    ],
)
def test_a_query_that_is_not_exactly_right_is_refused_with_the_place(
    rig: Rig, document: Any, status: int, pointer: str | None
) -> None:
    got, problem = refused(rig, document)
    assert got == status, problem
    if pointer is not None:
        assert pointer in {error["pointer"] for error in problem["errors"]}


def test_a_purpose_that_a_source_does_not_serve_is_refused(rig: Rig) -> None:
    purpose = {"code": "random_inspection", "basis": "抽查计划"}
    document = query(source="criminal_record", fields=["has_record"], purpose=purpose)
    assert refused(rig, document)[0] == 403


def test_nothing_is_answered_without_the_key(rig: Rig) -> None:
    assert refused(rig, query(), **{"X-API-Key": "wrong"})[0] == 401
    assert refused(rig, query(), **{"X-API-Key": ""})[0] == 401
    with rig.http() as client:
        assert client.get("/v1/sources", headers={b"X-API-Key": "错".encode()}).status_code == 401
        assert client.get("/v1/log").status_code == 401
        assert client.put("/v1/faults/company", json={"mode": "down"}).status_code == 401


def test_bodies_too_large_untyped_or_without_length_are_refused_and_the_server_lives_on(rig: Rig) -> None:
    assert refused(rig, b"x" * 20_000)[0] == 413
    assert refused(rig, b"{}", **{"Content-Type": "text/plain"})[0] == 415
    with rig.http() as client:
        assert client.post("/v1/queries", content=iter([b"{}"])).status_code == 411
        assert client.request("DELETE", "/v1/queries").headers["Allow"] == "POST"
        assert client.head("/v1/health").status_code == 405
        assert client.get("/nowhere").status_code == 404
        assert client.get("/v1/health").json()["status"] == "ok"


def test_one_connection_serves_many_requests(rig: Rig) -> None:
    host, port = rig.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=5)
    connection.request("GET", "/v1/health")
    connection.getresponse().read()
    held = connection.sock
    for _ in range(3):
        connection.request("POST", "/v1/queries", body=b"{}", headers={"Content-Type": "application/json"})
        assert connection.getresponse().read()
    assert connection.sock is held
    assert held is not None
    connection.close()


def test_a_repeated_query_keeps_its_receipt_and_a_reused_number_is_refused(rig: Rig) -> None:
    asked = query()
    first, again = ask(rig, asked), ask(rig, asked)
    assert first["receipt_no"] == again["receipt_no"]
    assert refused(rig, {**asked, "fields": ["sex"]})[0] == 409


def test_every_query_leaves_a_line_in_the_log_without_the_full_number(rig: Rig) -> None:
    asked = query(source="marriage", fields=["marital_status"])
    answer = ask(rig, asked)
    refused(rig, {**query(), "fields": ["nothing"]})
    line = next(entry for entry in rig.log() if entry["request_id"] == asked["request_id"])
    assert line["receipt_no"] == answer["receipt_no"]
    assert (line["purpose"], line["basis"]) == ("pledge_verification", "证明事项告知承诺制工作规程")
    assert line["asked_by"] == "白银区民政局"
    assert asked["subject"]["number"] not in json.dumps(rig.log())
    assert rig.log()[-1]["outcome"] == "422"


def test_the_log_is_read_page_by_page(rig: Rig) -> None:
    for _ in range(4):
        ask(rig, query())
    with rig.admin() as admin:
        first = admin.get("/v1/log", params={"limit": 2}).json()["entries"]
        second = admin.get("/v1/log", params={"limit": 2, "after": first[-1]["seq"]}).json()["entries"]
        assert admin.get("/v1/log", params={"limit": 0}).status_code == 422
        assert admin.get("/v1/log", params={"page": 1}).status_code == 422
    assert [entry["seq"] for entry in first + second] == list(range(first[0]["seq"], first[0]["seq"] + 4))


def test_a_source_says_by_when_it_owes_an_answer_and_the_log_says_when_it_was_late() -> None:
    with exchange("--fault", "population=slow:150") as rig:
        asked = query()
        answer = ask(rig, asked)
        assert answer["answer_due_at"] > answer["answered_at"] > answer["received_at"]
        line = rig.log()[0]
        assert (line["late"], line["fault"]) == (False, "slow")
        assert line["took_ms"] >= 150


def test_latency_and_jitter_are_the_ones_that_were_set() -> None:
    with exchange("--latency-ms", "60", "--jitter-ms", "40", "--seed", "7") as rig:
        for _ in range(4):
            ask(rig, query())
        took = [entry["took_ms"] for entry in rig.log()]
    assert all(60 <= each < 400 for each in took)
    assert len(set(took)) > 1


def test_fifty_callers_at_once_each_get_their_own_answer(rig: Rig) -> None:
    with (DATA / "population.csv").open(encoding="utf-8", newline="") as lines:
        people = [(row["number"], row["name"]) for row in csv.DictReader(lines)]

    def one(person: tuple[str, str]) -> bool:
        subject = {"kind": "person", "number": person[0], "name": person[1]}
        return bool(ask(rig, query(subject=subject, fields=["id_number"]))["subject"]["number"] == person[0])

    with ThreadPoolExecutor(16) as callers:
        assert all(callers.map(one, people + people[:10]))


def test_a_stopped_exchange_finishes_the_answer_it_owes() -> None:
    with exchange("--fault", "population=slow:400") as rig:
        with ThreadPoolExecutor(1) as caller:
            pending = caller.submit(ask, rig, query())
            time.sleep(0.15)
            assert rig.stop() == 0
            assert pending.result()["status"] == "found"
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", int(rig.url.rsplit(":", 1)[1])), timeout=1)


def test_the_exchange_is_not_opened_to_the_network_by_accident() -> None:
    with pytest.raises(ValueError, match="reachable from the network"):
        Exchange("0.0.0.0", 0, Options())
    with Exchange("127.0.0.1", 0, Options()) as local:
        assert local.address.startswith("http://127.0.0.1:")


def test_a_key_nobody_gave_is_never_the_same_twice() -> None:
    assert Options().api_key != Options().api_key
    assert len(Options().admin_key) >= 20


def test_an_exchange_in_the_same_process_can_be_stopped() -> None:
    local = Exchange("127.0.0.1", 0, Options())
    thread = threading.Thread(target=local.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    local.stop()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_every_number_in_the_registers_is_valid_and_one_changed_digit_is_not() -> None:
    for source in Registers.catalogue():
        with (DATA / f"{source}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                number = row["number"]
                kind = "organisation" if number.startswith("9") else "person"
                assert number_is_valid(kind, number), (source, number)
                theirs = (
                    uscc.calc_check_digit(number[:17])
                    if kind == "organisation"
                    else ric.calc_check_digit(number)
                )
                assert theirs == number[17]
                changed = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
                assert not number_is_valid(kind, changed)


def test_check_digits_are_those_of_published_samples() -> None:
    assert id_check_digit("11010519491231002") == "X"
    assert code_check_digit("9144030071526726X") == "G"


def test_registers_are_ordered_fictional_and_carry_rare_names() -> None:
    with (DATA / "population.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(one["number"] <= other["number"] for one, other in pairwise(rows))
    assert 40 <= len({row["number"] for row in rows}) <= 60
    names = "".join(row["name"] for row in rows)
    assert all(letter in names for letter in "堃喆㛃𬭎·")
    assert TODAY == "2026-11-23"
