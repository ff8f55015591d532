"""The exchange behaves exactly as its OpenAPI document says."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.definitions import OPENAPI_31
from tests.simulator.rig import Rig, exchange, query

from nuocheng.simulator import openapi
from nuocheng.simulator.registers import Registers

pytestmark = pytest.mark.req("S8.2")

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]


def document() -> dict[str, Any]:
    return openapi.describe(Registers())


@pytest.fixture
def rig() -> Iterator[Rig]:
    # One for each operation: a fault that one test sets must not reach the next.
    with exchange() as running:
        yield running


schema = schemathesis.openapi.from_dict(document())


@schema.parametrize()
# The same examples on every run: what is generated at random belongs to a longer run than this one.
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_address_answers_as_described(case: schemathesis.Case[Any], rig: Rig) -> None:
    keys = {"X-API-Key": rig.key, "X-Admin-Key": rig.admin_key}
    case.call_and_validate(base_url=rig.url, headers=keys, checks=CHECKS, timeout=5)


def test_a_document_that_promises_more_than_is_answered_is_noticed(rig: Rig) -> None:
    lying = document()
    lying["components"]["schemas"]["Health"]["required"].append("weather")
    case = schemathesis.openapi.from_dict(lying)["/v1/health"]["GET"].Case()
    with pytest.raises(FailureGroup, match="weather"):
        case.call_and_validate(base_url=rig.url, checks=CHECKS, timeout=5)


def test_the_example_in_the_document_works(rig: Rig) -> None:
    with rig.http() as client:
        answered = client.post("/v1/queries", json=openapi.EXAMPLE).json()
    assert answered["records"] == [{"marital_status": "已婚", "registered_on": "2023-09-09"}]


def test_the_document_is_valid_openapi_3_1_and_a_broken_one_is_noticed() -> None:
    validator = jsonschema_rs.Draft202012Validator(OPENAPI_31)
    assert not list(validator.iter_errors(document()))
    broken = copy.deepcopy(document())
    del broken["paths"]["/v1/queries"]["post"]["responses"]["200"]["description"]
    assert list(validator.iter_errors(broken))


def test_every_reference_in_the_document_leads_somewhere() -> None:
    whole = document()

    def references(part: Any) -> Iterator[str]:
        if isinstance(part, list):
            for each in part:
                yield from references(each)
        if isinstance(part, dict):
            if "$ref" in part:
                yield part["$ref"]
            for each in part.values():
                yield from references(each)

    found = set(references(whole))
    assert len(found) > 20
    for reference in found:
        place: Any = whole
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
        assert place


def test_the_catalogue_names_owner_freshness_fields_and_purposes_of_every_source(rig: Rig) -> None:
    with rig.http() as client:
        listed = client.get("/v1/sources").json()
    assert {source["key"] for source in listed["sources"]} == {
        *("population", "marriage", "real_estate", "employment"),
        *("low_income", "education", "company", "criminal_record"),
    }
    for source in listed["sources"]:
        assert source["department"].startswith("市")
        assert source["freshness"]
        assert source["fields"]
        assert source["subjects"] > 0
        assert set(source["purposes"]) <= {purpose["code"] for purpose in listed["purposes"]}


@pytest.mark.parametrize(("fault", "status"), [("down", 503), ("error", 500), ("limited", 429)])
def test_a_source_in_trouble_answers_with_a_described_problem(rig: Rig, fault: str, status: int) -> None:
    rig.set_fault("population", fault)
    with rig.http() as client:
        answered = client.post("/v1/queries", json=query())
        health = client.get("/v1/health").json()
    assert answered.status_code == status
    assert str(status) in document()["paths"]["/v1/queries"]["post"]["responses"]
    assert answered.json()["type"].startswith("urn:nuocheng:exchange:")
    assert (health["status"], health["sources_in_trouble"]) == ("degraded", ["population"])
