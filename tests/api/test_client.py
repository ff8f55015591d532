"""The Python client made from the OpenAPI document: it is generated whole, and carries a case to its decision."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from tests import builders
from tests.api.rig import machine, machine_of
from tests.house.plans import ROOT
from tests.site.portals import a_platform

from nuocheng.edge.clock import now
from nuocheng.kernel.occasion import Role
from nuocheng.platforms import official
from nuocheng.site.api import api

GENERATE = (
    "from openapi_python_client.cli import app; app()",
    "generate",
    "--config",
    str(ROOT / "tools" / "client.yaml"),
    "--fail-on-warning",
)


def generated(document: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    """Generate a client from a document, any warning being a fault."""
    told = folder / "openapi.json"
    told.write_text(json.dumps(document), encoding="utf-8")
    command = [sys.executable, "-c", *GENERATE, "--path", str(told), "--output-path", str(folder / "client")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def client_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Generate the client, and let it be imported."""
    folder = tmp_path_factory.mktemp("client")
    ran = generated(api.get_openapi_schema(), folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    sys.path.insert(0, str(folder / "client"))
    yield
    sys.path.remove(str(folder / "client"))
    for name in [one for one in sys.modules if one.startswith("nuocheng_client")]:
        del sys.modules[name]


def parts() -> SimpleNamespace:
    """Return the parts of the client that a platform uses."""

    def call(tag: str, name: str) -> Any:
        return importlib.import_module(f"nuocheng_client.api.{tag}.{name}").sync

    names = ("open", "check_eligibility", "serve_notice", "acknowledge_notice", "sign_pledge", "grant")
    acts = {name: call("case", f"case_{name}") for name in names}
    reads = {name: call("case", name) for name in ("read_case", "read_case_history", "read_paper_file")}
    return SimpleNamespace(
        **acts,
        **reads,
        read_case_papers=call("case", "read_case_papers"),
        read_changes=call("change", "read_changes"),
        list_items=call("edition", "list_items"),
        read_item=call("edition", "read_item"),
        give_ticket=call("ticket", "ticket_give"),
        read_ticket=call("ticket", "read_ticket"),
        models=importlib.import_module("nuocheng_client.models"),
        client=importlib.import_module("nuocheng_client").AuthenticatedClient,
    )


@pytest.mark.req("S6.4")
@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:No directory at")
@pytest.mark.usefixtures("client_package")
def test_the_generated_client_carries_a_case_to_its_decision_and_follows_it(live_server: Any) -> None:
    with_client = parts()
    models = with_client.models

    def client(one: Any) -> Any:
        return with_client.client(base_url=live_server.url, token=one.key, raise_on_unexpected_status=True)

    party, reviewer = client(machine_of(builders.an_applicant())), client(machine(Role.REVIEWER))
    code = builders.a_published_item()
    assert [one.code for one in with_client.list_items(client=party, words="救助").rows] == [code]
    item = with_client.read_item(code, client=party)
    assert [fact.key for fact in item.pledgeable[0].facts] == ["status", "household"]
    asked = {"item_code": code, "party": asdict(builders.a_party())}
    application = models.ApplicationIn.from_dict(asked)
    receipt = with_client.open(client=party, body=application, idempotency_key="once")
    assert receipt == with_client.open(client=party, body=application, idempotency_key="once")
    case = receipt.reference
    with_client.check_eligibility(case, client=party)
    with_client.serve_notice(case, client=party)
    shown = with_client.read_case(case, client=party).notice_digest
    told = models.CaseAcknowledgeNoticeIn(shown=shown)
    assert with_client.acknowledge_notice(case, client=party, body=told).state == "acknowledged"
    given = {
        "shown": shown,
        "statements": [one.code for one in item.statements if one.required],
        "signed_as": builders.a_party().name,
        "facts": builders.TRUE_FACTS,
    }
    pledge = models.CaseSignPledgeIn.from_dict({"given": given})
    assert with_client.sign_pledge(case, client=party, body=pledge).state == "pledged"
    assert with_client.grant(case, client=reviewer).state == "granted"
    official.lay_out(now())
    feed = with_client.read_changes(client=reviewer)
    assert [one.verb for one in feed.rows if one.reference == case][-1] == "case.grant"
    assert with_client.read_case_history(case, client=party)[-1].verb == "case.grant"
    paper = with_client.read_case_papers(case, client=party)[0]
    assert with_client.read_paper_file(paper.id, client=party).payload.read().startswith(b"%PDF")
    for body in ({}, {"body": models.CaseGrantIn(unverified="台账在换系统")}):
        refused = with_client.grant(case, client=reviewer, **body)
        assert isinstance(refused, models.Problem)
        assert refused.type_ == "urn:nuocheng:OutOfOrder", (
            "what is asked for is optional, with or without a body"
        )


@pytest.mark.req("S6.4")
@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:No directory at")
@pytest.mark.usefixtures("client_package")
def test_the_generated_client_asks_for_a_way_in_and_what_became_of_it(live_server: Any) -> None:
    with_client, platform, code = parts(), a_platform(), builders.a_published_item()
    client = with_client.client(base_url=live_server.url, token=platform.machine.key)
    asked = with_client.models.TicketIn(item_code=code, assertion=platform.assertion(code))
    given = with_client.give_ticket(client=client, body=asked)
    assert given.url.startswith(f"{settings.NUOCHENG_ADDRESS}/in/{given.id}/")
    assert with_client.read_ticket(str(given.id), client=client).state == "waiting"
    again = with_client.give_ticket(client=client, body=asked)
    assert again.type_ == "urn:nuocheng:NotVouched"
    assert again.errors[0].rule == "assertion_is_used_once"


def test_a_document_that_the_generator_cannot_read_whole_is_found(tmp_path: Path) -> None:
    spoilt = json.loads(json.dumps(api.get_openapi_schema()))
    spoilt["components"]["schemas"]["Problem"]["properties"]["status"] = {"type": "nonsense"}
    assert generated(spoilt, tmp_path).returncode != 0
