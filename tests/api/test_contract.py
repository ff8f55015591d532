"""Machines that try everything: random requests made from the document itself must be answered as it says."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks
from tests import builders, worlds
from tests.api.rig import machine, machine_of
from tests.builders import Hours
from tests.site.portals import a_platform

from nuocheng.journal.files import kinds
from nuocheng.kernel.occasion import Role
from nuocheng.papers.models import Paper
from nuocheng.site.api import api
from nuocheng.site.api.acts import PLURALS

#: The first is left out for 503: what is not there for now is refused so on purpose, and the others hold it
#: to the document, as a problem with its code.
CHECKS: list[Callable[..., Any]] = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
#: What is wrong by the document must be refused, whoever sends it.
AGAINST = [*CHECKS, checks.negative_data_rejection]
#: How many requests each operation is sent in each mode; the roles take turns. More by the environment.
TRIES = int(os.environ.get("NUOCHENG_CONTRACT_TRIES", "5"))
SEED = 20200403
DOCUMENT: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
PREFIX = "/api/v1"
TAGS = sorted({one["tags"][0] for methods in DOCUMENT["paths"].values() for one in methods.values()})
ROLES = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.EDITOR, Role.LEGAL, Role.BUREAU, Role.ADMINISTRATOR)
NOBODY = ""


class InProcess(WSGIHandler):
    """The application as a server runs it, but on the test's own connection, which it leaves open."""

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer one request."""
        signals.request_started.disconnect(close_old_connections)
        signals.request_finished.disconnect(close_old_connections)
        try:
            response = super().__call__(environ, start_response)
            body = [b"".join(response)]
            response.close()
            return body
        finally:
            signals.request_started.connect(close_old_connections)
            signals.request_finished.connect(close_old_connections)


def schema_of(document: Mapping[str, Any]) -> Any:
    """Return the document as Schemathesis reads it, speaking to this very process over WSGI."""
    return _read(json.dumps(document))


@cache  # Schemathesis looks through all our code for words to try, anew for each schema: 0.5 s
def _read(document: str) -> Any:
    # Who sends is said by us: a spoilt key beside it would only be written over.
    plain = json.loads(document)
    del plain["components"]["securitySchemes"]
    for methods in plain["paths"].values():
        for one in methods.values():
            one.pop("security", None)
    found = schemathesis.openapi.from_dict(plain)
    found.app = InProcess()
    return found


@dataclass
class World:
    """Who sends requests, and the files that exist for them to speak of."""

    keys: list[str]
    files: dict[str, str]
    seen: Counter[int] = field(default_factory=Counter)

    def known(self, path: str, case: Any) -> None:
        """Let every other request speak of a file that exists: the refusals behind that are met too."""
        for name in ("reference", "id"):
            negated = case.meta and case.meta.components.get(ParameterLocation.PATH)
            if name not in case.path_parameters or (negated and negated.mode.is_negative):
                continue
            if len(str(case.body)) % 2 or case.method == "GET":
                case.path_parameters[name] = self.files.get(path.split("/")[3], case.path_parameters[name])


def tried(document: Mapping[str, Any], method: str, path: str, world: World, mode: GenerationMode) -> int:
    """Send random requests to one operation, each undone afterwards; return how many were sent."""
    operation = schema_of(document)[path][method]
    sent = 0

    @seed(SEED)
    @hypothesis_settings(
        max_examples=TRIES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        nonlocal sent
        key = world.keys[world.seen.total() % len(world.keys)]
        sent += 1
        world.known(path, case)
        with suppress(Undone), transaction.atomic():
            answer = case.call(headers={"Authorization": f"Bearer {key}"} if key else {})
            world.seen[answer.status_code] += 1
            held = AGAINST if mode is GenerationMode.NEGATIVE else CHECKS
            case.validate_response(answer, checks=held[answer.status_code == 503 :])
            raise Undone

    with suppress(Unsatisfiable):
        send()
    return sent


class Undone(Exception):
    """What was written for one request is taken back."""


@pytest.fixture
def world() -> World:
    """Return a world in which there is a file of each kind that builders know, and a key for every role."""
    return replace(worlds.of(files_and_keys, Hours()), seen=Counter())


def files_and_keys(hours: Hours) -> World:
    """Make that world; each act begins in the morning."""
    del hours
    builders.a_blacklisted_person(builders.a_company())
    case = builders.a_notified_case()
    keys = [machine(role).key for role in ROLES]
    keys += [machine_of(builders.an_applicant()).key, a_platform().machine.key, NOBODY]
    files = {
        PLURALS[model.kind]: reference
        for model in kinds()
        if model.kind in PLURALS
        and (reference := model._default_manager.values_list("reference", flat=True).first())
    }
    paper = Paper.objects.filter(subject=case.reference).first()
    assert paper is not None
    return World(keys, {**files, "cases": case.reference, "papers": paper.pk.hex, "items": case.item_code})


pytestmark = [pytest.mark.django_db, pytest.mark.world(build=files_and_keys)]


def may_be_wrong(method: str, path: str) -> bool:
    """Say whether anything that an operation takes could be wrong by the document; any text is right for many."""
    said = DOCUMENT["paths"][path][method.lower()]
    bounds = {"pattern", "maxLength", "enum", "format"}
    return "requestBody" in said or any(bounds & set(one["schema"]) for one in said.get("parameters", []))


def operations(tag: str) -> Iterator[tuple[str, str]]:
    """Yield method and path of the operations of one tag."""
    for path, methods in DOCUMENT["paths"].items():
        for method, said in methods.items():
            if said["tags"][0] == tag:
                yield method.upper(), path


@pytest.mark.req("S6.4")
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize("tag", TAGS)
def test_whatever_is_sent_is_answered_as_the_document_says(
    tag: str, mode: GenerationMode, world: World
) -> None:
    wrong: list[str] = []
    for method, path in operations(tag):
        try:
            sent = tried(DOCUMENT, method, path, world, mode)
            assert sent or (mode is GenerationMode.NEGATIVE and not may_be_wrong(method, path)), path
        except BaseExceptionGroup as found:
            wrong.append(f"{method} {path}\n" + "\n".join(str(one) for one in found.exceptions))
    assert not wrong, "\n\n".join(wrong)
    assert world.seen or not any(may_be_wrong(*one) for one in operations(tag)), "nothing was answered"
    if mode is GenerationMode.POSITIVE and tag in {"case", "edition"}:
        assert {200, 401, 403, 422} <= set(world.seen), world.seen


# What these requests are there to find is planted, and found.

MATTER = f"{PREFIX}/matters/{{reference}}"
UPHOLD = f"{MATTER}/uphold"


def planted(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Return the document with something changed in it."""
    spoilt: dict[str, Any] = json.loads(json.dumps(DOCUMENT))
    change(spoilt)
    return spoilt


def found_in(document: Mapping[str, Any], path: str, world: World, mode: GenerationMode) -> bool:
    """Say whether requests to an operation find something wrong."""
    try:
        assert tried(document, "POST" if path == UPHOLD else "GET", path, world, mode)
    except BaseExceptionGroup:
        return True
    return False


def a_wrong_schema(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Problem"]["properties"]["status"] = {"type": "string"}


def a_status_left_out(document: dict[str, Any]) -> None:
    responses = document["paths"][UPHOLD]["post"]["responses"]
    for code in ("401", "403", "404", "422"):
        del responses[code]


def another_content_type(document: dict[str, Any]) -> None:
    for one in document["paths"][UPHOLD]["post"]["responses"].values():
        one["content"] = {"text/csv": {"schema": {"type": "string"}}}


@pytest.mark.parametrize("change", [a_wrong_schema, a_status_left_out, another_content_type])
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
def test_an_answer_that_the_document_does_not_know_is_found(
    change: Callable[[dict[str, Any]], None], mode: GenerationMode, world: World
) -> None:
    assert not found_in(DOCUMENT, UPHOLD, world, mode)
    assert found_in(planted(change), UPHOLD, world, mode)


def test_something_wrong_that_is_taken_all_the_same_is_found(world: World) -> None:
    def narrowed(document: dict[str, Any]) -> None:
        parameters = document["paths"][f"{PREFIX}/cases"]["get"]["parameters"]
        words = next(one for one in parameters if one["name"] == "words")
        words["schema"] = {"type": "string", "enum": ["only this"]}

    assert found_in(planted(narrowed), f"{PREFIX}/cases", world, GenerationMode.NEGATIVE)


def test_a_fault_of_our_own_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("nuocheng.consequences.queries.matter", broken)
    assert found_in(DOCUMENT, MATTER, world, GenerationMode.POSITIVE)
