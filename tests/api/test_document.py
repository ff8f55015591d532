"""The OpenAPI document tells the truth: every act has one path, every path is one act or one query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nuocheng.journal.official import ACTS
from nuocheng.kernel.occasion import Role
from nuocheng.site import actbook
from nuocheng.site.api import api
from nuocheng.site.api.acts import DESK_ONLY, INNER, WITH_PAPER_IN_HAND, address
from nuocheng.site.api.asking import router

PREFIX = "/api/v1"
OFFICES = Path(actbook.__file__).parents[1]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def missing_words(document: dict[str, Any]) -> list[str]:
    """Return the operations that leave out what they are, what they do, or who may do it."""
    return [
        f"{method} {path}"
        for method, path, operation in operations(document)
        if not operation.get("summary")
        or not operation.get("description", "").partition("可以办的岗位：")[2]
        or "x-roles" not in operation
    ]


@pytest.mark.req("S6.4")
def test_every_act_but_the_inner_ones_has_exactly_one_path(told: dict[str, Any]) -> None:
    posted = [(path, op) for method, path, op in operations(told) if method == "post"]
    offered = sorted((path, op["operationId"]) for path, op in posted if op["tags"] != ["ticket"])
    every = actbook.acts()
    wanted = sorted(
        (PREFIX + address(act), verb.replace(".", "_"))
        for verb, act in every.items()
        if verb not in INNER | WITH_PAPER_IN_HAND and verb.partition(".")[0] not in DESK_ONLY
    )
    assert offered == wanted
    assert len({path for path, _ in offered}) == len(offered) > 25


def test_what_is_inner_is_an_act_that_exists() -> None:
    assert set(actbook.acts()) > INNER


def test_every_office_with_acts_is_offered() -> None:
    kinds = {verb.partition(".")[0] for verb in ACTS}
    verifying = {"task", "draw"}
    programme = {"round", "programme_plan", "milestone", "explanation", "summary", "contact"}
    assert kinds - DESK_ONLY == {
        "case",
        "matter",
        "integrity",
        "objection",
        "rating",
        "demand",
        "edition",
        "report",
    } | verifying | programme | {"look", "recheck", "recheck_round"}
    with_acts = {path.parent.name for path in OFFICES.glob("*/acts")}
    offices = {
        "cases",
        "catalogue",
        "consequences",
        "credit",
        "letters",
        "looks",
        "mandates",
        "oversight",
        "papers",
        "programme",
        "verification",
    }
    assert with_acts == offices


def test_every_path_is_one_act_or_one_query(told: dict[str, Any]) -> None:
    every = router.path_operations.values()
    offered = [operation for view in every for operation in view.operations]
    assert len(list(operations(told))) == len(offered)
    assert all(len(operation.methods) == 1 for operation in offered)
    assert {method for method, _, _ in operations(told)} == {"get", "post"}


def test_every_operation_says_what_it_is_what_it_does_and_who_may_do_it(told: dict[str, Any]) -> None:
    assert missing_words(told) == []
    summaries = [op["summary"] for _, _, op in operations(told)]
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in one) for one in summaries)


def test_an_operation_without_words_is_caught(told: dict[str, Any]) -> None:
    spoilt = json.loads(json.dumps(told))
    del spoilt["paths"][f"{PREFIX}/cases"]["get"]["summary"]
    assert missing_words(spoilt) == [f"get {PREFIX}/cases"]


def test_only_an_act_that_asks_for_something_needs_a_body(told: dict[str, Any]) -> None:
    cases = f"{PREFIX}/cases/{{reference}}"
    bodies = {
        name: told["paths"][f"{cases}/{name}"]["post"].get("requestBody", {}).get("required")
        for name in ("grant", "refuse", "serve-notice")
    }
    assert bodies == {"grant": False, "refuse": True, "serve-notice": None}


def test_the_roles_of_an_act_are_those_the_door_asks_for(told: dict[str, Any]) -> None:
    grant = told["paths"][f"{PREFIX}/cases/{{reference}}/grant"]["post"]
    assert grant["x-roles"] == sorted([str(Role.REVIEWER), str(Role.SYSTEM)])


def test_every_refusal_is_listed_as_a_problem_document(told: dict[str, Any]) -> None:
    for _, path, operation in operations(told):
        refusals = {code: one for code, one in operation["responses"].items() if int(code) >= 400}
        assert {"404", "422", "503"} <= set(refusals), path
        for one in refusals.values():
            assert list(one["content"]) == ["application/problem+json"], path


def test_only_what_is_public_can_be_read_without_a_key(told: dict[str, Any]) -> None:
    open_to_all = [path for _, path, operation in operations(told) if "security" not in operation]
    assert open_to_all == [f"{PREFIX}/items", f"{PREFIX}/items/{{code}}"]


def test_every_act_takes_the_key_of_a_request(told: dict[str, Any]) -> None:
    for method, path, operation in operations(told):
        names = [one["name"] for one in operation.get("parameters", [])]
        is_act = method == "post" and operation["tags"] != ["ticket"]  # an assertion counts once by itself
        assert names.count("Idempotency-Key") == is_act, path


def test_the_document_is_served_to_everybody_as_it_is(told: dict[str, Any]) -> None:
    answer = Client().get(f"{PREFIX}/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == told


def test_the_page_of_the_document_fetches_nothing_from_elsewhere() -> None:
    answer = Client().get(f"{PREFIX}/docs")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "swagger-ui-bundle" in page
    assert "://" not in page
