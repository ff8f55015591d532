"""The pages of looks: the officer asks, the party sees it, the Justice Bureau watches, a slip is checked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.looks import situations as s

from nuocheng.kernel.occasion import Role
from nuocheng.looks.models import Clearance, Look
from nuocheng.people import queries as people

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.8"), pytest.mark.usefixtures("plain_files")]
BACKEND = "django.contrib.auth.backends.ModelBackend"
ASK = "/desk/query/ask?item=MZ-001&certificate=low_income"


def browser(account: Any) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(account, BACKEND)
    return client


def desk() -> Client:
    """Return the browser of a cleared officer."""
    s.an_officer()
    s.a_clearance()
    return browser(people.account(s.OFFICER))


def filled(case: str, **changed: str) -> dict[str, str]:
    """Return the form of a question as it is filled in."""
    party = b.a_party()
    return {
        "party_kind": "person",
        "name": party.name,
        "number": party.number,
        "purpose": "handling",
        "basis_kind": "case",
        "case": case,
        "fact_household": "3",
        **changed,
    }


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_officer_chooses_a_certificate_asks_and_prints_and_the_party_sees_it() -> None:
    s.in_the_register()
    case = s.a_case().reference
    client = desk()
    assert "低收入证明" in text(client.get("/desk/query?q=临时救助"))
    assert "保障人数" in text(client.get(ASK))
    answer = client.post(ASK, filled(case))
    assert answer.status_code == 303, text(answer)
    page = text(client.get(answer["Location"]))
    look = Look.objects.get()
    assert "一致" in page
    assert look.party not in page
    listed = text(client.get("/desk/query"))
    assert look.reference in listed
    assert look.party not in listed
    party = browser(b.an_applicant())
    mine = text(party.get("/mine/looks"))
    assert all(word in mine for word in ("低收入证明", "白银区民政局", "办理当事人申请的事项", case, "一致"))
    assert "谁查过我的信息" in text(party.get("/mine"))


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays() -> None:
    s.in_the_register()
    case = s.a_case().reference
    client = desk()
    answer = client.post(ASK, filled(case, purpose="", number="620402198503122032"))
    assert answer.status_code == 422
    assert "没有用途不能查" in text(answer)
    answer = client.post(ASK, filled(case, number="620402198503122032"))
    assert answer.status_code == 422
    assert 'value="620402198503122032"' in text(answer)
    answer = client.post(ASK, filled("2026-99999"))
    assert answer.status_code == 422
    assert "没有这个办件" in text(answer)
    assert "没有放行" in text(answer)
    assert [one.state for one in Look.objects.all()] == ["refused"]


def test_who_is_not_cleared_is_told_whom_to_ask_and_others_do_not_get_in() -> None:
    b.a_published_item()
    s.an_officer()
    assert "还没有查询授权" in text(browser(people.account(s.OFFICER)).get("/desk/query"))
    assert browser(b.an_account(Role.EDITOR, name="editor-1")).get("/desk/query").status_code == 403
    stranger = b.an_account(Role.VERIFIER, "620402-wjj", name="stranger")
    assert browser(stranger).get(ASK).status_code == 404


def test_a_look_is_read_by_who_took_it_the_lawyer_of_the_department_and_the_bureau() -> None:
    s.in_the_register()
    case = s.a_case().reference
    client = desk()
    url = client.post(ASK, filled(case))["Location"]
    others = {
        (Role.CLERK, b.DEPARTMENT): 404,
        (Role.LEGAL, b.DEPARTMENT): 200,
        (Role.LEGAL, "620402-wjj"): 404,
        (Role.BUREAU, ""): 200,
    }
    for (role, department), code in others.items():
        account = b.an_account(role, department, name=f"{role}-{department}")
        assert browser(account).get(url).status_code == code, (role, department)


def test_the_slip_is_printed_and_its_code_tells_anybody_that_it_is_genuine() -> None:
    s.in_the_register()
    case = s.a_case().reference
    client = desk()
    url = client.post(ASK, filled(case))["Location"]
    printed = client.get(f"{url}/slip")
    assert printed.content.startswith(b"%PDF")
    look = Look.objects.get()
    page = text(Client().get(f"/looks/{look.code}"))
    assert "是真的" in page
    assert look.party not in page
    assert look.party_name not in page
    assert Client().get("/looks/0000-0000-0000").status_code == 404


def test_the_bureau_clears_watches_answers_and_takes_the_counts_out() -> None:
    s.in_the_register()
    case = s.a_case().reference
    s.an_officer()
    lead = browser(b.an_account(Role.BUREAU, "", name="bureau-1"))
    day = {"until_year": str(s.NOW.year + 1), "until_month": "1", "until_day": "5"}
    form = {"department": b.DEPARTMENT, "account": s.OFFICER, "reason": "核查低保", **day}
    wrong = lead.post("/lead/queries/clearances/new", {**form, "account": "nobody"})
    assert wrong.status_code == 422
    assert "没有岗位" in text(wrong)
    assert lead.post("/lead/queries/clearances/new", form).status_code == 303
    officer = browser(people.account(s.OFFICER))
    officer.post(ASK, filled(case))
    look = Look.objects.get()
    party = browser(b.an_applicant())
    assert party.post(f"/mine/looks/{look.reference}/complain", {"text": ""}).status_code == 422
    party.post(f"/mine/looks/{look.reference}/complain", {"text": "我没有同意"})
    page = text(lead.get("/lead/queries"))
    assert "我没有同意" in page
    assert look.party not in page
    assert look.reference in text(lead.get("/lead/queries?kind=complained"))
    lead.post(f"/lead/queries/complaints/{look.reference}", {"answer": "查过了，是办您的申请"})
    assert "查过了，是办您的申请" in text(party.get("/mine/looks"))
    taken_out = lead.get("/lead/queries/export.csv").content.decode("utf-8-sig")
    assert "导出" in taken_out.splitlines()[0]
    assert "白银区民政局" in taken_out
    held = Clearance.objects.get()
    assert lead.post(f"/lead/queries/clearances/{held.reference}/end", {"reason": "换人"}).status_code == 303
    assert "还没有查询授权" in text(officer.get("/desk/query"))
    assert browser(b.an_account(Role.CLERK, name="clerk-5")).get("/lead/queries").status_code == 403


def test_a_machine_looks_over_the_api_under_the_same_rules() -> None:
    s.in_the_register()
    case = s.a_case().reference
    client = desk()
    body = {
        "item_code": "MZ-001",
        "certificate": "low_income",
        "party_kind": "person",
        "number": b.a_party().number,
        "name": b.a_party().name,
        "stated": [{"fact": "household", "value": "3"}],
        "purpose": "handling",
        "basis_kind": "case",
        "basis": case,
    }
    sent = client.post("/api/v1/looks", json.dumps(body), content_type="application/json")
    assert sent.status_code == 201, text(sent)
    reference = sent.json()["reference"]
    found = client.get(f"/api/v1/looks/{reference}").json()
    assert (found["outcome"], found["receipt_no"] != "") == ("same", True)
    assert b.a_party().number not in json.dumps(found)
    refused = client.post(
        "/api/v1/looks", json.dumps({**body, "basis": "2026-99999"}), content_type="application/json"
    )
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["rule"] == "look_has_its_basis"
