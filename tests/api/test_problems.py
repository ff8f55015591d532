"""Every way to be refused over HTTP: its status, its stable code, and words that say what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from tests import builders
from tests.api.rig import API, Machine, is_problem, machine, machine_of, nobody

from nuocheng.kernel import errors
from nuocheng.kernel.occasion import Role
from nuocheng.site.api import document, protocol

pytestmark = pytest.mark.django_db

PARTY = asdict(builders.a_party())
Asking = Callable[[], Any]


def applicant() -> Machine:
    return machine_of(builders.an_applicant())


def raw(body: bytes, content_type: str = "application/json") -> Any:
    headers = {"Authorization": f"Bearer {applicant().key}"}
    return Client().post(f"{API}/cases", body, content_type, headers=headers)


def of_an_unknown_key() -> Any:
    return Machine("no-such-key").get("/cases")


def of_nobody_reading() -> Any:
    return nobody().get("/cases")


def of_nobody_acting() -> Any:
    return nobody().post("/cases", {"item_code": "MZ-001", "party": PARTY})


def from_another_post() -> Any:
    return machine(Role.VERIFIER).post("/cases", {"item_code": builders.a_published_item(), "party": PARTY})


def on_another_partys_case() -> Any:
    case = builders.an_open_case(builders.a_company())
    return applicant().post(f"/cases/{case.reference}/check-eligibility")


def from_another_department() -> Any:
    case = builders.a_pledged_case()
    return machine(Role.REVIEWER, "620402-wjj").post(f"/cases/{case.reference}/grant", {})


def without_the_form_token() -> Any:
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.an_applicant(), "django.contrib.auth.backends.ModelBackend")
    return client.post(f"{API}/cases", json.dumps({}), "application/json")


def on_no_such_file() -> Any:
    return applicant().post("/cases/2026-99999/check-eligibility")


def for_no_such_item() -> Any:
    return nobody().get("/items/none")


def at_no_such_address() -> Any:
    return nobody().get("/nowhere")


def at_no_such_version() -> Any:
    return Client().get("/api/v9/cases")


def posting_to_no_such_address() -> Any:
    return Client(enforce_csrf_checks=True).post("/api/nowhere", {})


def with_a_nul_in_the_address() -> Any:
    return applicant().get("/cases/%00")


def by_a_wrong_method() -> Any:
    return Client().delete(f"{API}/cases")


def out_of_order() -> Any:
    case = builders.an_open_case()
    return machine(Role.REVIEWER).post(f"/cases/{case.reference}/grant", {})


def with_a_key_used_before() -> Any:
    one, item = applicant(), builders.a_published_item()
    one.post("/cases", {"item_code": item, "party": PARTY}, once="k")
    return one.post("/cases", {"item_code": item, "party": {**PARTY, "address": "别处"}}, once="k")


def with_a_key_that_is_too_long() -> Any:
    return applicant().post("/cases", {"item_code": "MZ-001", "party": PARTY}, once="k" * 81)


def with_a_key_of_other_signs() -> Any:
    return applicant().post("/cases", {"item_code": "MZ-001", "party": PARTY}, once="a key")


def against_the_law() -> Any:
    case = builders.a_pledged_case()
    return machine(Role.REVIEWER).post(f"/cases/{case.reference}/refuse", {"reason": "", "basis": ""})


def with_a_part_missing() -> Any:
    return applicant().post("/cases", {"item_code": "MZ-001"})


def with_a_part_too_many() -> Any:
    return applicant().post("/cases", {"item_code": "MZ-001", "party": PARTY, "at": "2020-01-01"})


def with_a_made_up_mark_of_a_page() -> Any:
    return applicant().get("/cases", after="%%%")


def with_a_mark_of_another_list() -> Any:
    return applicant().get("/cases", after="WyJ4IiwieSJd")  # ["x","y"]


def with_no_json() -> Any:
    return raw(b"{not json")


def with_no_body() -> Any:
    return raw(b"")


def with_a_list_for_a_body() -> Any:
    return raw(b"[]")


def with_a_nul_in_a_text() -> Any:
    return raw(json.dumps({"item_code": "a\x00b", "party": PARTY}).encode())


def with_half_a_character() -> Any:
    return raw(b'{"item_code": "\\ud800", "party": {}}')


def with_the_wrong_content_type() -> Any:
    return raw(b"item_code=MZ-001", "application/x-www-form-urlencoded")


def with_a_form_of_files() -> Any:
    return Client().post(
        f"{API}/cases", {"item_code": "MZ-001"}, headers={"Authorization": f"Bearer {applicant().key}"}
    )


def with_too_large_a_body() -> Any:
    return raw(b'"' + b"x" * (5 * 1024 * 1024) + b'"')


KINDS: list[tuple[Asking, int, str]] = [
    (of_an_unknown_key, 401, "NotSignedIn"),
    (of_nobody_reading, 401, "NotSignedIn"),
    (of_nobody_acting, 401, "NotSignedIn"),
    (from_another_post, 403, "NotInOffice"),
    (on_another_partys_case, 404, "NotFound"),
    (from_another_department, 404, "NotFound"),
    (without_the_form_token, 403, "NoFormToken"),
    (on_no_such_file, 404, "NotFound"),
    (for_no_such_item, 404, "NotFound"),
    (at_no_such_address, 404, "UnknownAddress"),
    (at_no_such_version, 404, "UnknownAddress"),
    (posting_to_no_such_address, 404, "UnknownAddress"),
    (with_a_nul_in_the_address, 404, "UnknownAddress"),
    (by_a_wrong_method, 405, "WrongMethod"),
    (out_of_order, 409, "OutOfOrder"),
    (with_a_key_used_before, 409, "KeyReused"),
    (with_a_key_that_is_too_long, 422, "Malformed"),
    (with_a_key_of_other_signs, 422, "Malformed"),
    (against_the_law, 422, "RuledOut"),
    (with_a_part_missing, 422, "Malformed"),
    (with_a_part_too_many, 422, "Malformed"),
    (with_a_made_up_mark_of_a_page, 422, "Malformed"),
    (with_a_mark_of_another_list, 422, "Malformed"),
    (with_no_json, 422, "Malformed"),
    (with_no_body, 422, "Malformed"),
    (with_a_list_for_a_body, 422, "Malformed"),
    (with_a_nul_in_a_text, 422, "Malformed"),
    (with_half_a_character, 422, "Malformed"),
    (with_the_wrong_content_type, 415, "WrongContentType"),
    (with_a_form_of_files, 415, "WrongContentType"),
    (with_too_large_a_body, 413, "TooLarge"),
]


@pytest.mark.parametrize(("asking", "status", "code"), KINDS, ids=[one.__name__ for one, _, _ in KINDS])
def test_each_refusal_has_its_status_its_code_and_words_in_chinese(
    asking: Asking, status: int, code: str
) -> None:
    answer = asking()
    said = is_problem(answer)
    assert (answer.status_code, said["type"]) == (status, f"urn:nuocheng:{code}")


def test_a_wrong_method_is_told_which_ones_there_are() -> None:
    assert set(by_a_wrong_method()["Allow"].split(", ")) == {"GET", "POST"}


def test_a_refusal_by_law_names_its_rule_and_the_clauses() -> None:
    said = against_the_law().json()["errors"]
    assert said
    assert all(one["rule"] and one["text"] and one["clauses"] for one in said)


def test_a_part_that_is_missing_is_named() -> None:
    said = with_a_part_missing().json()["errors"]
    assert [one["field"] for one in said] == ["body.party"]


def test_a_busy_database_is_answered_with_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise OperationalError("database is locked")

    one = applicant()
    monkeypatch.setattr("nuocheng.cases.queries.cases_of", busy)
    answer = one.get("/cases")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.json()["type"] == "urn:nuocheng:ChannelDown"


def test_a_fault_of_our_own_tells_nothing_of_the_inside(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the password is hunter2")

    one = applicant()
    monkeypatch.setattr("nuocheng.cases.queries.cases_of", broken)
    answer = one.get("/cases")
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:nuocheng:Fault")
    assert "hunter2" not in answer.content.decode()
    assert "hunter2" in caplog.text


@pytest.mark.parametrize("kind", errors.Refusal.__subclasses__(), ids=lambda kind: kind.__name__)
def test_every_kind_of_refusal_can_be_answered(kind: type[errors.Refusal]) -> None:
    refusal = kind.__new__(kind)
    errors.Refusal.__init__(refusal, "请改一改")
    answer = document.refused(None, refusal)  # type: ignore[arg-type]  # the request is not looked at
    assert json.loads(answer.content)["type"] == f"urn:nuocheng:{kind.__name__}"
    assert answer.status_code == json.loads(answer.content)["status"]


def test_the_barriers_have_codes_of_their_own() -> None:
    barriers = [one for one in vars(protocol).values() if isinstance(one, protocol.Barrier)]
    codes = {one.code for one in barriers}
    assert len(codes) == len(barriers) > 4
    assert not codes & {kind.__name__ for kind in errors.Refusal.__subclasses__()}


def test_the_check_of_problem_documents_can_fail() -> None:
    answer = Client().get("/nowhere-at-all")
    with pytest.raises(AssertionError):
        is_problem(answer)
