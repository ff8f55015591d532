"""At the window somebody comes for another: each capacity with its papers, and no pledge for another unless the item lets them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.pages.cases.paper import printed
from tests.pages.cases.test_desk import PARTY, accepted
from tests.pages.cases.world import LI, SLOW, World, publish
from tests.papers.seeing import texts

from nuocheng.cases import queries
from nuocheng.journal.verifying import faults
from nuocheng.mandates.models import Mandate

MOTHER = "620402197406061228"
COMPANY = {
    "kind": "organisation",
    "number": "91620402MA7JX90017",
    "name": "甘肃示例丙商贸有限公司",
    "phone": "13900000000",
    "address": "人民路5号",
}
CAME = {"agent_number": MOTHER, "agent_name": "王秀兰", "agent_phone": "13800000009"}
GUARDIAN = {**PARTY, **CAME, "who": "guardian", "relation": "母亲", "authority": "户口簿"}
LETTER = {"until_year": "2027", "until_month": "6", "until_day": "30", "authority": "委托书原件"}
HANDLER = {**COMPANY, **CAME, **LETTER, "who": "handler", "may_sign": "yes"}


@pytest.fixture
def client(world: World) -> Any:
    return world.client("liu")


def opened(client: Any, given: dict[str, str], item: str = "WS03", **changes: str) -> Any:
    """Send the page of the window, and return what came back."""
    return client.post("/desk/intake", {**given, "item": item, "step": "open", **changes})


def reference_of(answer: Any) -> str:
    """Return the case that was opened."""
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"]).rpartition("/")[2]


@pytest.mark.req("S2.1")
def test_a_guardian_applies_for_a_ward_and_stands_on_the_printed_notice(client: Any) -> None:
    reference = reference_of(opened(client, GUARDIAN))
    case, kept = queries.case(reference), queries.representative_of(reference)
    assert kept is not None
    assert (case.party, case.party_name) == (LI, "李四")
    assert (kept.capacity, kept.name, kept.relation, kept.authority) == (
        "guardian", "王秀兰", "母亲", "户口簿",
    )  # fmt: skip
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert "王秀兰（法定代理人（监护人），母亲）" in page
    assert "王秀兰" in "".join(texts(printed(client, f"/desk/intake/{reference}/print")))
    assert list(faults()) == []


@pytest.mark.req("S2.1", "S7.2")
def test_a_guardian_pledges_only_where_the_item_lets_a_guardian(client: Any) -> None:
    reference = reference_of(opened(client, GUARDIAN))
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert "别人不能代替承诺" not in page, "nothing is chosen yet"
    client.post(f"/desk/intake/{reference}", {"step": "keep", "c0": "pledge", "c1": "pledge"})
    assert "别人不能代替承诺" in client.get(f"/desk/intake/{reference}").content.decode()
    tried = accepted(client, reference, "pledge", "pledge", signed_by="other", signed_as="王秀兰")
    assert tried.status_code == 422
    assert queries.case(reference).pledged_at is None
    fine = accepted(client, reference, "pledge", "pledge", signed_by="party", scans=[])
    assert fine.status_code == 303, fine.content.decode()
    signed = queries.signature_of(reference)
    assert signed is not None
    assert (signed.capacity, signed.signer) == ("self", "李四")


@pytest.mark.req("S2.1", "S7.2")
def test_where_the_item_lets_a_guardian_the_guardian_signs(client: Any) -> None:
    publish(replace(SLOW, code="WS04", signers=("guardian",)))
    reference = reference_of(opened(client, GUARDIAN, "WS04", way="pledge"))
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert 'value="王秀兰"' in page
    fine = accepted(client, reference, "pledge", "pledge", signed_by="other", signed_as="王秀兰")
    assert fine.status_code == 303, fine.content.decode()
    signed = queries.signature_of(reference)
    assert signed is not None
    assert (signed.capacity, signed.signer, signed.signer_number) == ("guardian", "王秀兰", MOTHER)
    assert list(faults()) == []


@pytest.mark.req("S2.1")
def test_a_letter_seen_at_the_window_is_registered_for_this_item_and_found_again(client: Any) -> None:
    reference = reference_of(opened(client, HANDLER))
    mandate = Mandate.objects.get()
    assert (mandate.agent, mandate.party, mandate.items, mandate.may_sign) == (
        MOTHER, COMPANY["number"], '["WS03"]', True,
    )  # fmt: skip
    kept = queries.representative_of(reference)
    assert kept is not None
    assert (kept.capacity, kept.mandate, kept.authority) == ("handler", mandate.reference, "委托书原件")
    client.post(f"/desk/intake/{reference}/withdraw/application", {})
    bare = {name: value for name, value in HANDLER.items() if name not in {*LETTER, "may_sign"}}
    page = client.post("/desk/intake", {**bare, "item": "WS03", "step": "open"}).content.decode()
    assert "请照着委托书" not in page, "the mandate that is registered says all of it"
    assert Mandate.objects.count() == 1
    looked = client.post("/desk/intake", {**bare, "item": "WS03", "step": "look"}).content.decode()
    assert f"认出了登记过的授权{mandate.reference}" in looked


@pytest.mark.parametrize(
    ("given", "changes", "text", "anchor"),
    [
        (GUARDIAN, {"relation": ""}, "请填写监护人和申请人的关系", "id_relation"),
        (GUARDIAN, {"authority": ""}, "请写明核对了什么", "id_authority"),
        (GUARDIAN, {"agent_number": "62040219740606122"}, "身份证号应为18位", "id_agent_number"),
        (GUARDIAN, {"agent_number": LI, "agent_name": "李四"}, "请选“本人来办”", "id_who_0"),
        (GUARDIAN, {"who": "legal_representative"}, "个人没有法定代表人", "id_who_0"),
        ({**GUARDIAN, **COMPANY}, {}, "单位没有监护人", "id_who_0"),
        (HANDLER, {"may_sign": ""}, "写没写可以代签承诺书", "id_may_sign_0"),
        (
            HANDLER,
            {"until_year": "", "until_month": "", "until_day": ""},
            "请照着委托书填写到哪一天止",
            "id_until",
        ),
        (HANDLER, {"until_year": "2020"}, "截止日期不能早于起始日期", "id_until"),
    ],
)
def test_what_is_missing_about_whoever_came_is_said_at_its_field_and_nothing_is_opened(
    client: Any, given: dict[str, str], changes: dict[str, str], text: str, anchor: str
) -> None:
    answer = opened(client, given, **changes)
    page = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert text in page
    assert f'href="#{anchor}' in page
    assert f'value="{given["address"]}"' in page
    assert queries.cases_of(given["number"].replace(" ", "")).rows == []
    assert not Mandate.objects.exists()


def test_a_card_read_into_the_field_of_whoever_came_fills_their_name(client: Any) -> None:
    card = f"王秀兰|女|汉|19740606|甘肃省白银市白银区人民路5号|{MOTHER}|白银市公安局|20200101|长期"
    sent = {**PARTY, "who": "guardian", "agent_number": card, "step": "look"}
    page = client.post("/desk/intake", sent).content.decode()
    assert 'value="王秀兰"' in page
    assert f'value="{MOTHER}"' in page
    assert 'value="李四"' in page


def test_the_clerk_is_told_before_printing_that_the_item_lets_nobody_sign_for_another(client: Any) -> None:
    page = client.post("/desk/intake", {**GUARDIAN, "item": "WS03", "step": "look"}).content.decode()
    assert "要由申请人本人签署，别人不能代替承诺" in page
    page = client.post("/desk/intake", {**PARTY, "item": "WS03", "step": "look"}).content.decode()
    assert "别人不能代替承诺" not in page


def test_a_child_that_came_alone_is_noticed(client: Any) -> None:
    child = {**PARTY, "number": "620402201503120014", "step": "look"}
    text = "申请人未满18岁"
    assert text in client.post("/desk/intake", child).content.decode()
    came = {**child, **CAME, "who": "guardian"}
    assert text not in client.post("/desk/intake", came).content.decode()
    assert text not in client.post("/desk/intake", {**PARTY, "step": "look"}).content.decode()


@pytest.mark.req("S2.3")
@pytest.mark.parametrize("left", ["scribe", "scribe_number", "witness", "witness_relation"])
def test_for_whoever_cannot_write_scribe_and_witness_are_both_asked_for(client: Any, left: str) -> None:
    reference = reference_of(opened(client, PARTY, way="cannot"))
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert '<input type="checkbox" name="helped" id="id_helped" checked>' in page
    helpers = {
        "helped": "on",
        "scribe": "王秀兰", "scribe_number": MOTHER, "scribe_relation": "母亲",
        "witness": "周正", "witness_number": "620402198802020019", "witness_relation": "志愿者",
    }  # fmt: skip
    answer = accepted(client, reference, "pledge", "pledge", **{**helpers, left: ""})
    assert answer.status_code == 422
    assert f'href="#id_{left}"' in answer.content.decode()
    assert queries.case(reference).pledged_at is None
    fine = accepted(client, reference, "pledge", "pledge", **helpers, scans=[])
    assert fine.status_code == 303, fine.content.decode()
    signed = queries.signature_of(reference)
    assert signed is not None
    assert (signed.scribe, signed.witness) == ("王秀兰", "周正")
