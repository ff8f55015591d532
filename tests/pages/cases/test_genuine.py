"""Whoever holds a paper learns whether it is genuine and what became of it, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from tests.pages.cases.world import SLOW, World

from nuocheng.cases import acts, queries
from nuocheng.cases.models import Case, Lookup
from nuocheng.cases.pages import genuine
from nuocheng.kernel.occasion import Role
from nuocheng.papers import queries as papers
from nuocheng.papers import stamp_keys

pytestmark = [pytest.mark.django_db, pytest.mark.req("S2.3")]


@pytest.fixture
def stamped(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Give the installation a key for its stamps."""
    settings.NUOCHENG_DATA = tmp_path
    stamp_keys.forget()
    stamp_keys.make()
    yield
    stamp_keys.forget()


def typed(world: World, code: str, tail: str, **more: Any) -> HttpResponse:
    return world.client().post("/v", {"code": code, "tail": tail}, **more)


def scanned(world: World, address: str, **more: Any) -> HttpResponse:
    """Look up what a code leads to, and read the sheet if there is one."""
    client = world.client()
    answer = client.post(address, **more)
    return client.get(answer["Location"]) if answer.status_code == 303 else answer


def said(world: World, code: str) -> str:
    return scanned(world, f"/v/{code}").content.decode()


def qr_of(case: Case) -> str:
    """Return the path that the QR code of the signed pledge leads to."""
    paper = next(one for one in papers.papers_of(case.reference) if one.pk.hex == case.pledge)
    found = re.search(r'"stamp":"HTTPS?://[^/"]+(/V/[^"]+)"', paper.content)
    assert found is not None
    return found[1]


# By the code on the paper.


def test_the_code_on_a_paper_shows_a_masked_name_and_nothing_that_identifies(world: World) -> None:
    case = world.pledged()
    page = said(world, case.code)
    assert "<h1>真的，有效</h1>" in page
    assert "张*华" in page
    for hidden in ("张建华", case.party, case.phone, case.address, "公园路18号1层"):
        assert hidden not in page


def test_opening_a_code_is_no_look_up_and_a_preview_counts_for_nothing(world: World) -> None:
    case = world.pledged()
    page = world.client().get(f"/v/{case.code}")
    assert page.status_code == 200
    assert "张*华" not in page.content.decode()
    assert Lookup.objects.count() == 0


def test_what_became_of_a_paper_is_told(world: World) -> None:
    case = world.opened(SLOW)
    assert "还没有签承诺书" in said(world, case.code)
    acts.withdraw(world.zhang(), case.reference)
    case = world.pledged()
    acts.withdraw_pledge(world.zhang(), case.reference)
    assert "真的，承诺已撤回" in said(world, case.code)
    case = world.pledged()
    acts.refuse(world.staff("chen", Role.REVIEWER), case.reference, reason="不符合", basis="条例第八条")
    assert "真的，申请没有批准" in said(world, case.code)
    case = world.pledged()
    acts.withdraw(world.zhang(), case.reference)
    page = said(world, case.code)
    assert "真的，已撤回" in page
    assert "不要再凭这份文书办事" in page
    world.bar()
    assert "真的，已撤销" in said(world, queries.cases_of(world.accounts["zhang"].number).rows[0].code)


def test_an_organisation_is_named_whole(world: World) -> None:
    shop = world.accounts["shop"]
    on = replace(world.zhang(), actor="shop", party=shop.number, name=shop.name)
    party = acts.PartyGiven(shop.number, "organisation", shop.name, "13800000000", "公园路18号")
    case = queries.case(acts.open_case(on, item_code="WS03", party=party).reference)
    assert shop.name in said(world, case.code)


# By its stamp.


@pytest.mark.usefixtures("stamped")
def test_a_stamp_that_fits_is_valid_and_one_put_on_another_paper_is_not(world: World) -> None:
    case = world.pledged()
    address = qr_of(case)
    assert "真的，有效" in scanned(world, address).content.decode()
    other = address.replace(case.code, "7K3M-92QX-0104")
    assert "查无" in scanned(world, other).content.decode()
    altered = address[:60] + ("A" if address[60] != "A" else "B") + address[61:]
    page = scanned(world, altered).content.decode()
    assert "<h1>内容对不上</h1>" in page
    assert "张*华" not in page


@pytest.mark.usefixtures("stamped")
def test_a_stamp_that_says_otherwise_than_our_records_names_what(world: World) -> None:
    case = world.pledged()
    address = qr_of(case)
    Case.objects.filter(pk=case.pk).update(party_name="李四五")
    page = scanned(world, address).content.decode()
    assert "内容对不上" in page
    assert "对不上（申请人）" in page


@pytest.mark.usefixtures("stamped")
def test_the_public_keys_and_the_offline_page_are_there_for_everybody(world: World) -> None:
    client = world.client()
    keys = client.get("/v/keys.json")
    [key] = keys.json()["keys"]
    assert (key["kty"], key["crv"], len(key["x"])) == ("OKP", "Ed25519", 43)
    assert keys["Access-Control-Allow-Origin"] == "*"
    page = client.get("/v/offline").content.decode()
    assert f'data-x="{key["x"]}"' in page
    assert client.get("/v/worker.js")["Service-Worker-Allowed"] == "/"
    assert client.get("/v/offline.webmanifest").json()["start_url"] == "/v/offline"


def test_without_a_script_the_server_reads_what_was_scanned(world: World) -> None:
    client = world.client()
    led = client.post("/v/offline", {"scanned": " HTTPS://X.CN/V/7K3M-92QX-0104/ABC234 \n"})
    assert (led.status_code, led["Location"]) == (303, "/v/7K3M-92QX-0104/ABC234")
    wrong = client.post("/v/offline", {"scanned": "javascript:alert(1)"})
    assert wrong.status_code == 422
    assert "请把二维码里的网址全部复制过来" in wrong.content.decode()


# By what stands on the paper and the end of the party's number.


@pytest.mark.parametrize("spelling", ["lower", "spaced", "plain", "number", "square", "short"])
def test_a_code_or_a_number_may_be_typed_as_people_copy_it(world: World, spelling: str) -> None:
    case = world.pledged()
    year, serial = re.findall(r"\d+", case.number)
    code = {
        "lower": case.code.lower(),
        "spaced": case.code.replace("-", " "),
        "plain": case.code.replace("-", ""),
        "number": case.number,
        "square": f"白区诺[{year}] {int(serial)}号",
        "short": f"{year}-{serial}",
    }
    answer = typed(world, code[spelling], case.party[-4:].lower())
    assert answer.status_code == 303
    assert "真的，有效" in world.client().get(answer["Location"]).content.decode()


def test_which_half_was_wrong_is_never_told(world: World) -> None:
    case = world.pledged()
    pages = [
        re.sub(
            r'value="[^"]*"', "", answer.content.decode()
        )  # what was typed stands there again: that tells nothing
        for answer in (
            typed(world, case.code, "9999"),
            typed(world, "7K3M-92QX-0104", case.party[-4:]),
            typed(world, case.number, "9999"),
            typed(world, "白区诺〔2025〕99999号", case.party[-4:]),
        )
    ]
    assert len(set(pages)) == 1
    assert "查无，可能是假的" in pages[0]
    assert {one.verdict for one in Lookup.objects.all()} == {"unknown"}


def test_a_code_that_nobody_gave_is_perhaps_a_forgery(world: World) -> None:
    for code in ("7K3M-92QX-0104", "nonsense"):
        answer = scanned(world, f"/v/{code}")
        assert answer.status_code == 404
        assert "查无，可能是假的" in answer.content.decode()


def test_what_cannot_be_a_code_is_asked_for_again(world: World) -> None:
    answer = typed(world, "7K3M", "1")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请填证件号的最后4位，您填了1位" in page
    assert 'value="7K3M"' in page
    page = typed(world, "7K3M", "1234").content.decode()
    assert "核验码应为12位，您填了4位" in page
    assert 'href="#id_code"' in page


# The sheet.


def test_a_sheet_can_be_opened_again_and_says_what_changed_since(world: World) -> None:
    case = world.pledged()
    client = world.client()
    sheet = client.post(f"/v/{case.code}")["Location"]
    page = client.get(sheet).content.decode()
    assert sheet.rpartition("/")[2] in page
    assert "核验时间" in page
    assert "<svg" in page
    assert "情况有变化" not in page
    acts.withdraw(world.zhang(), case.reference)
    later = client.get(sheet).content.decode()
    assert "<h1>真的，有效</h1>" in later
    assert "情况有变化：真的，已撤回" in later
    assert client.get("/v/sheet/7K3M-92QX-0104").status_code == 404


def test_the_party_sees_how_often_its_paper_was_looked_up(world: World) -> None:
    case = world.pledged()
    party = world.client("zhang")
    assert "有人核验过" not in party.get(f"/cases/{case.reference}").content.decode()
    for _ in range(3):
        scanned(world, f"/v/{case.code}")
    typed(world, case.code, "9999")
    assert "有人核验过这份承诺书3次，最近一次" in party.get(f"/cases/{case.reference}").content.decode()


# Slowing down.


def test_one_client_looks_up_thirty_times_a_minute_and_no_more(world: World) -> None:
    case = world.pledged()
    client = world.client()
    answers = [client.post(f"/v/{case.code}").status_code for _ in range(genuine.MOST_A_MINUTE)]
    assert answers == [303] * genuine.MOST_A_MINUTE
    full = client.post(f"/v/{case.code}")
    assert (full.status_code, full["Retry-After"]) == (429, "60")
    assert "请打窗口电话" in full.content.decode()
    assert client.post(f"/v/{case.code}", REMOTE_ADDR="10.0.0.9").status_code == 303
    Lookup.objects.update(at=genuine.now() - timedelta(minutes=2))
    assert client.post(f"/v/{case.code}").status_code == 303


def test_one_paper_is_guessed_at_ten_times_an_hour_from_wherever_and_scanning_still_works(
    world: World,
) -> None:
    case = world.pledged()
    for place in range(genuine.MOST_WRONG_AN_HOUR):
        assert typed(world, case.number, f"{place:04}", REMOTE_ADDR=f"10.0.0.{place}").status_code == 404
    right = typed(world, case.number, case.party[-4:], REMOTE_ADDR="10.0.1.1")
    assert right.status_code == 429
    assert "真的，有效" in scanned(world, f"/v/{case.code}", REMOTE_ADDR="10.0.1.1").content.decode()


def test_addresses_of_one_ipv6_network_are_one_client(world: World) -> None:
    case = world.pledged()
    client = world.client()
    for place in range(genuine.MOST_A_MINUTE):
        client.post(f"/v/{case.code}", REMOTE_ADDR=f"2001:db8:1:2::{place + 1:x}")
    assert client.post(f"/v/{case.code}", REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert client.post(f"/v/{case.code}", REMOTE_ADDR="2001:db8:1:3::1").status_code == 303


def test_who_looked_up_is_not_kept(world: World) -> None:
    case = world.pledged()
    world.client().post(f"/v/{case.code}", REMOTE_ADDR="203.0.113.77")
    row = Lookup.objects.values().get()
    assert "203.0.113" not in str(row)
    assert case.code not in str(row)
