"""The whole life of a pledge over HTTP: every step by the machine of whoever may take it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests import builders
from tests.api.rig import API, Machine, machine, machine_of
from tests.builders import Hours

from nuocheng.journal.models import Entry
from nuocheng.journal.verifying import faults
from nuocheng.kernel.occasion import Role
from nuocheng.verification import jobs as verification_jobs
from nuocheng.verification import queries as verification

pytestmark = pytest.mark.django_db

PARTY = asdict(builders.a_party())


def applied(applicant: Machine, item: str) -> str:
    return str(applicant.done("/cases", {"item_code": item, "party": PARTY})["reference"])


def told(applicant: Machine, reference: str) -> str:
    """Bring a case to the notice, and return the digest of what was shown."""
    applicant.done(f"/cases/{reference}/check-eligibility")
    applicant.done(f"/cases/{reference}/serve-notice")
    return str(applicant.read(f"/cases/{reference}")["notice_digest"])


def pledge(shown: str, facts: dict[str, Any]) -> dict[str, Any]:
    statements = sorted(builders.required_statements(builders.MORNING.date()))
    return {"given": {"shown": shown, "statements": statements, "signed_as": PARTY["name"], "facts": facts}}


def granted(
    applicant: Machine, reviewer: Machine, facts: dict[str, Any], body: dict[str, Any] | None = None
) -> str:
    """Bring a case by its whole way over HTTP to the decision that grants it."""
    reference = applied(applicant, builders.a_published_item())
    shown = told(applicant, reference)
    applicant.done(f"/cases/{reference}/acknowledge-notice", {"shown": shown})
    applicant.done(f"/cases/{reference}/sign-pledge", pledge(shown, facts))
    assert reviewer.done(f"/cases/{reference}/grant", body)["state"] == "granted"
    return reference


def asked(reference: str, hours: Hours) -> None:
    """Ask the department's own register about everything pledged."""
    builders.a_register()
    on = builders.an_occasion(Role.SYSTEM, at=hours.next())
    verification_jobs.ask(verification.tasks_of(reference), on, verification_jobs.channels())


@pytest.mark.req("S6.4")
def test_a_true_pledge_lives_its_whole_life_over_http(hours: Hours) -> None:
    applicant, reviewer = machine_of(builders.an_applicant()), machine(Role.REVIEWER)
    verifier = machine(Role.VERIFIER)
    reference = granted(applicant, reviewer, builders.TRUE_FACTS, {"unverified": ""})
    asked(reference, hours)
    tasks = verifier.read(f"/cases/{reference}/tasks")
    assert [one["outcome"] for one in tasks] == ["consistent", "consistent"]
    for task in tasks:
        verifier.done(f"/tasks/{task['reference']}/record-finding", {"verdict": "confirm"})
    assert verifier.done(f"/cases/{reference}/close", {})["state"] == "closed"
    assert applicant.read(f"/cases/{reference}")["state"] == "closed"
    assert PARTY["number"] not in json.dumps(applicant.read(f"/cases/{reference}"))
    assert len(applicant.read(f"/cases/{reference}/papers")) >= 3
    lines = applicant.read(f"/cases/{reference}/history")
    assert [line["verb"] for line in lines][:2] == ["case.open", "case.find_eligible"]
    own = Entry.objects.filter(kind="case", subject=reference)
    assert {entry.door for entry in own} == {"api"}
    assert {entry.actor for entry in own} == {f"of-{PARTY['number']}", "reviewer-1", "verifier-1"}


def test_an_untrue_pledge_goes_to_its_consequence_and_to_repair_over_http(hours: Hours) -> None:
    applicant, reviewer = machine_of(builders.an_applicant()), machine(Role.REVIEWER)
    verifier, legal = machine(Role.VERIFIER), machine(Role.LEGAL)
    case = granted(applicant, reviewer, builders.UNTRUE_FACTS)
    asked(case, hours)
    for task in verifier.read(f"/cases/{case}/tasks"):
        untrue = task["outcome"] == "contradicted"
        finding = {"verdict": "refute", "note": "台账登记3人"} if untrue else {"verdict": "confirm"}
        verifier.done(f"/tasks/{task['reference']}/record-finding", finding)
    matter = verifier.done("/matters", {"case": case, "facts": "承诺5人，台账3人"})["reference"]
    intention = {"intent": "deliberate", "grade": "serious", "measures": ["revoke", "mark", "exclude"]}
    verifier.done(f"/matters/{matter}/serve-intended", {"intention": intention})
    applicant.done(f"/matters/{matter}/hear-statement", {"text": "我记错了"})
    legal.done(f"/matters/{matter}/uphold", {"reason": "多报人数，本人承认"})
    assert applicant.read(f"/cases/{case}")["state"] == "revoked"
    standing = applicant.read("/standing")
    assert standing["barred"] is True
    hours.at += timedelta(days=400)
    file = standing["reference"]
    applicant.done(f"/integrity-files/{file}/ask-repair", {"text": "已经退回多领的救助金"})
    legal.done(f"/integrity-files/{file}/repair", {"reason": "已经改正"})
    assert applicant.read("/standing")["barred"] is False
    assert list(faults()) == []


def test_an_item_is_drafted_reviewed_and_published_over_http() -> None:
    builders.some_departments()
    editor, legal = machine(Role.EDITOR), machine(Role.LEGAL)
    item = json.loads(json.dumps(asdict(replace(builders.ITEM, code="MZ-900"))))
    edition = editor.done("/editions", {"item": item})["reference"]
    editor.done(f"/editions/{edition}/send-to-review", {})
    legal.done(f"/editions/{edition}/pass-review", {"opinion": "同意"})
    assert editor.done(f"/editions/{edition}/publish", {})["state"] == "published"
    published = Client().get(f"{API}/items/MZ-900").json()
    assert published["item"]["certificates"][0]["key"] == "low_income"


def test_a_certificate_is_handed_in_as_base64_and_kept_byte_for_byte() -> None:
    applicant = machine_of(builders.an_applicant())
    reference = applied(applicant, builders.a_published_item())
    shown = told(applicant, reference)
    applicant.done(f"/cases/{reference}/acknowledge-notice", {"shown": shown})
    assert applicant.post(f"/cases/{reference}/decline-pledge", {"why": "不想"}).status_code == 422
    applicant.done(f"/cases/{reference}/decline-pledge", {})
    sent = {"certificate": "low_income", "filename": "证明.pdf", "media_type": "application/pdf"}
    receipt = applicant.done(
        f"/cases/{reference}/submit-certificate", {**sent, "content": "JVBERi0xLjQKJSVFT0YK"}
    )
    assert receipt["verb"] == "case.submit_certificate"
    kept = builders.case_queries.materials_of(reference)
    assert [builders.case_queries.material_content(one) for one in kept] == [b"%PDF-1.4\n%%EOF\n"]


def test_a_request_sent_twice_is_answered_twice_with_the_same_bytes() -> None:
    applicant = machine_of(builders.an_applicant())
    body = {"item_code": builders.a_published_item(), "party": PARTY}
    first, again = (applicant.post("/cases", body, once="k-1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert len(applicant.read("/cases")["rows"]) == 1


def test_without_a_key_the_same_request_is_another_request() -> None:
    applicant = machine_of(builders.an_applicant())
    body = {"item_code": builders.a_published_item(), "party": PARTY}
    first, again = (applicant.post("/cases", body) for _ in range(2))
    assert first.content != again.content


def test_a_key_that_comes_back_with_another_body_is_refused() -> None:
    applicant = machine_of(builders.an_applicant())
    body = {"item_code": builders.a_published_item(), "party": PARTY}
    applicant.post("/cases", body, once="k-1")
    other = applicant.post("/cases", {**body, "party": {**PARTY, "phone": "13900000001"}}, once="k-1")
    assert other.status_code == 409
    assert other.json()["type"] == "urn:nuocheng:KeyReused"
    assert len(applicant.read("/cases")["rows"]) == 1


def test_the_same_key_of_somebody_else_is_another_request() -> None:
    applicant = machine_of(builders.an_applicant())
    clerk = machine(Role.CLERK)
    body = {"item_code": builders.a_published_item(), "party": PARTY}
    answers = [one.post("/cases", body, once="k-1") for one in (applicant, clerk)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].content != answers[1].content


def test_somebody_signed_in_acts_with_the_form_token_of_the_session() -> None:
    item = builders.a_published_item()
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.an_applicant(), "django.contrib.auth.backends.ModelBackend")
    token = "a" * 32
    client.cookies["csrftoken"] = token
    sent = json.dumps({"item_code": item, "party": PARTY})
    refused = client.post(f"{API}/cases", sent, "application/json")
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:nuocheng:NoFormToken")
    answer = client.post(f"{API}/cases", sent, "application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 201


def test_nobody_reads_the_case_of_another_party_or_department() -> None:
    case = builders.an_open_case()
    stranger = machine_of(builders.an_applicant(builders.a_company()))
    elsewhere = machine(Role.CLERK, "620402-wjj")
    assert stranger.get(f"/cases/{case.reference}").status_code == 404
    assert elsewhere.get(f"/cases/{case.reference}").status_code == 404
