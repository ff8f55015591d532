"""Beginning and ending a draft: new items, the overview with its certificates, who may, and throwing away."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.catalogue.filling import filled, send
from tests.catalogue.office import (
    DIPLOMA,
    EDITOR,
    JUSTICE,
    LAWYER,
    MARKET,
    RECORD,
    changed,
    drafted,
    edition,
    in_review,
    published,
)
from tests.catalogue.reading import get, seated

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.rules.content import (
    Disposition,
    Item,
)
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Department

pytestmark = pytest.mark.django_db

RICH = changed(aliases=("执业证",), place="区政务大厅", yearly=120, source={"title": "某目录", "row": "7"})


def editor(username: str = "wang") -> Any:
    return seated(username, Role.EDITOR)


def address(reference: str, page: str = "") -> str:
    return f"/desk/catalogue/{reference}/edit{f'/{page}' if page else ''}"


def said(reference: str) -> Item:
    return edition(reference).says


PAGES = (
    "item",
    "steps",
    "certificates/record",
    "certificates/record/bases",
    "certificates/record/pledge",
    "certificates/diploma",
    "certificates/diploma/bases",
    "certificates/diploma/pledge",
)


# who may -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", *PAGES, "certificates/record/drop"])
def test_the_pages_of_a_draft_are_for_its_own_editors_only(page: str) -> None:
    reference = drafted()
    stranger = seated("zhao", Role.EDITOR, department=MARKET)
    for client, code in ((stranger, 404), (seated("li", Role.LEGAL), 403), (seated("chen", Role.CLERK), 403)):
        get(address(reference, page), client, code)
        assert client.post(address(reference, page), {"do": "save"}).status_code == code
    assert said(reference) == LAWYER


@pytest.mark.parametrize("page", ["", *PAGES, "certificates/record/drop"])
def test_the_pages_are_there_for_drafts_only(page: str) -> None:
    get(address(in_review(), page), editor(), 409)


@pytest.mark.parametrize("page", ["certificates/none", "certificates/none/bases", "certificates/none/drop"])
def test_a_certificate_that_is_not_there_has_no_page(page: str) -> None:
    get(address(drafted(), page), editor(), 404)


# the overview ------------------------------------------------------------------------------------------------------


@pytest.mark.req("S1.1")
def test_a_certificate_is_added_by_its_name_and_written_on_its_own_pages() -> None:
    reference = drafted()
    client = editor()
    answer = client.post(address(reference), {"do": "add", "name": "户口簿"})
    key = said(reference).certificates[2].key
    assert (answer.status_code, answer["Location"]) == (303, address(reference, f"certificates/{key}"))
    one = said(reference).certificates[2]
    assert (one.name, one.disposition) == ("户口簿", Disposition.SUBMIT)
    again = client.post(address(reference), {"do": "add", "name": "户口簿"})
    assert again.status_code == 303
    assert len({one.key for one in said(reference).certificates}) == 4
    blank = client.post(address(reference), {"do": "add", "name": " "})
    assert blank.status_code == 422
    assert "请填写证明名称" in blank.content.decode()


def test_certificates_change_places_by_buttons_and_not_behind_somebodys_back() -> None:
    reference = drafted()
    client = editor()
    text = get(address(reference), client)
    assert send(client, address(reference), text, do="down:record").status_code == 303
    assert [one.key for one in said(reference).certificates] == ["diploma", "record"]
    late = send(client, address(reference), text, do="down:diploma")
    assert late.status_code == 409
    assert "刚改过证明的次序" in late.content.decode()
    assert [one.key for one in said(reference).certificates] == ["diploma", "record"]


def test_a_certificate_is_taken_out_only_after_asking_once_more() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/record/drop")
    text = get(page, client)
    assert said(reference) == LAWYER
    acts.amend(EDITOR, reference, item=changed(certificates=(replace(RECORD, remark="新"), DIPLOMA)))
    assert send(client, page, text).status_code == 409
    assert send(client, page, get(page, client)).status_code == 303
    assert [one.key for one in said(reference).certificates] == ["diploma"]


def test_the_overview_leads_to_the_field_that_each_gate_speaks_of() -> None:
    broken = replace(RECORD, plan=replace(RECORD.plan, standard=""), purpose="")  # type: ignore[type-var]
    reference = drafted(changed(certificates=(broken, DIPLOMA)))
    client = editor()
    text = get(address(reference), client)
    links = re.findall(r'<li class="open">.*?href="([^"]+)"', text)
    assert address(reference, "certificates/record/pledge#at-plan-standard") in links
    assert address(reference, "certificates/record#at-purpose") in links
    for link in links:
        page, _, place = link.partition("#")
        assert not place or f'id="{place}"' in get(page, client)
    pledge = get(address(reference, "certificates/record/pledge"), client)
    beside = pledge[pledge.index('id="at-plan-standard"') : pledge.index('id="at-plan-way"')]
    assert "核查标准" in beside or "标准" in beside
    assert "过不了关" in beside
    assert re.search(r'name="plan-standard"[^>]*aria-describedby="[^"]*note-plan-standard"', beside)


# beginning ---------------------------------------------------------------------------------------------------------

NEW = "/desk/catalogue/new"


@pytest.mark.req("S1.1")
def test_an_item_is_begun_from_nothing_with_a_code_of_its_own() -> None:
    seated("x", Role.LEGAL)
    client = editor()
    text = get(NEW, client)
    what = filled(text, {"name": "法律援助", "kind": "benefit"}, "idempotency_key")
    answer = client.post(NEW, what)
    assert answer.status_code == 303
    found = Edition.objects.get(name="法律援助")
    assert answer["Location"] == f"/desk/catalogue/{found.reference}/edit"
    assert found.code == f"{JUSTICE}-001"
    assert client.post(NEW, what)["Location"] == answer["Location"]
    assert Edition.objects.count() == 1
    other = filled(get(NEW, client), {"name": "公证", "kind": "service"}, "idempotency_key")
    assert client.post(NEW, other).status_code == 303
    assert Edition.objects.get(name="公证").code == f"{JUSTICE}-002"


def test_a_code_that_is_taken_is_passed_over() -> None:
    drafted(changed(code=f"{JUSTICE}-001", name="早有的"))
    client = editor()
    client.post(NEW, filled(get(NEW, client), {"name": "新的", "kind": "service"}, "idempotency_key"))
    assert Edition.objects.get(name="新的").code == f"{JUSTICE}-002"


@pytest.mark.req("S1.3")
def test_an_item_of_a_public_service_unit_hangs_under_its_lead_department() -> None:
    client = editor()
    Department.objects.create(
        code="620402-gas", name="区燃气公司", short="燃气", mark="燃", parent_id=JUSTICE
    )
    text = get(NEW, client)
    assert '<option value="区燃气公司">' in text
    what = {"name": "燃气开户", "kind": "service", "unit": "区燃气公司", "code": "GAS-1"}
    assert client.post(NEW, filled(text, what, "idempotency_key")).status_code == 303
    found = Edition.objects.get(code="GAS-1")
    assert (found.department, found.unit) == (JUSTICE, "区燃气公司")


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ({"name": ""}, "请填写事项名称"),
        ({"kind": ""}, "请选择事项类型"),
        ({"code": "坏"}, "事项编码只能有"),
        ({"department": MARKET}, "请选择"),
    ],
)
def test_a_new_item_not_well_filled_comes_back_with_what_was_typed(what: dict[str, str], says: str) -> None:
    client = editor()
    given = {"name": "新事项", "kind": "service", "conditions": "我刚写的话", **what}
    answer = client.post(NEW, filled(get(NEW, client), given, "idempotency_key"))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "我刚写的话" in answer.content.decode()
    assert Edition.objects.count() == 0


def test_only_an_editor_begins_an_item() -> None:
    get(NEW, seated("li", Role.LEGAL), 403)
    assert seated("li", Role.LEGAL).post(NEW, {"name": "甲"}).status_code == 403


def test_an_item_is_begun_like_another_one() -> None:
    reference = drafted(RICH)
    client = editor()
    page = f"{NEW}?like={reference}"
    what = filled(get(page, client), {"name": "另一个"}, "idempotency_key")
    assert client.post(NEW, what).status_code == 303
    new = Edition.objects.get(name="另一个").says
    assert new == replace(RICH, name="另一个", code=new.code, source={})
    get(page, seated("zhao", Role.EDITOR, department=MARKET), 404)


def test_a_new_edition_is_drafted_once_however_often_the_button_is_pressed() -> None:
    reference = published()
    client, page = editor(), f"/desk/catalogue/{reference}/new"
    what = filled(get(page, client), {}, "idempotency_key")
    answers = [client.post(page, what) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {address(f"{LAWYER.code}-v2")}
    assert Edition.objects.count() == 2
    assert client.post(page, {"idempotency_key": "another"}).status_code == 409


# throwing away -----------------------------------------------------------------------------------------------------


def test_a_draft_is_thrown_away_after_asking_and_its_number_is_not_used_again() -> None:
    reference = drafted()
    client, page = editor(), f"/desk/catalogue/{reference}/discard"
    assert "版本号不再用" in get(page, client)
    assert client.post(page, {"reason": " "}).status_code == 422
    assert client.post(page, {"reason": "写错了"}).status_code == 303
    assert edition(reference).state == "discarded"
    get(address(reference), client, 409)
    assert drafted() == f"{LAWYER.code}-v2"


@pytest.mark.parametrize("prepare", [in_review, published])
def test_what_is_no_draft_is_not_thrown_away(prepare: Any) -> None:
    reference = prepare()
    assert editor().post(f"/desk/catalogue/{reference}/discard", {"reason": "不要了"}).status_code == 409
    assert edition(reference).state != "discarded"
