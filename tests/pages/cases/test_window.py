"""Faster than paper: one page in speaking order, and pages of paper that file themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image
from tests.pages.cases.paper import copy_of, file_of, printed, scanned
from tests.pages.cases.test_desk import PARTY, accepted, opened_at_window
from tests.pages.cases.world import LI, SLOW, World, publish

from nuocheng.cases import queries
from nuocheng.cases.models import ScanPage, ScanPlacing
from nuocheng.cases.queries import scans
from nuocheng.holdings import queries as holdings
from nuocheng.journal.verifying import faults

ADDRESS = "甘肃省白银市白银区人民路5号"
CARD = f"李四|男|汉|19880101|{ADDRESS}|440524188001010014|白银市公安局白银分局|20200101|长期"


@pytest.fixture
def client(world: World) -> Any:
    return world.client("liu")


@pytest.fixture
def reference(world: World) -> str:
    return opened_at_window(world, "WS03")


@pytest.fixture
def paper(client: Any, reference: str) -> bytes:
    return printed(client, f"/desk/intake/{reference}/print")


def sent(client: Any, reference: str, *files: Any) -> str:
    """Upload scans, and return the page that follows."""
    answer = client.post(f"/desk/intake/{reference}", {"step": "scan", "scans": list(files)}, follow=True)
    return str(answer.content.decode())


# ---- who applies


@pytest.mark.parametrize("where", ["number", "card"])
def test_what_a_card_reader_says_fills_the_form(client: Any, where: str) -> None:
    page = client.post("/desk/intake", {"step": "look", "kind": "person", where: CARD}).content.decode()
    assert f'value="{LI}"' in page
    assert 'value="李四"' in page
    assert f'value="{ADDRESS}"' in page
    assert "可以承诺。" in page


def test_a_card_that_was_not_read_is_said_so_and_nothing_typed_is_lost(client: Any) -> None:
    answer = client.post("/desk/intake", {**PARTY, "number": "", "card": "error: no card", "step": "look"})
    page = answer.content.decode()
    assert "没读到卡，请取下重放，或手工输入" in page
    assert 'value="人民路5号"' in page


@pytest.mark.req("S2.2")
def test_standing_is_told_before_anything_else_is_typed(world: World, client: Any) -> None:
    number = {"step": "look", "kind": "person", "number": LI}
    page = client.post("/desk/intake", number).content.decode()
    assert "可以承诺。" in page
    assert "请填写" not in page
    part = client.post("/desk/intake", {**number, "part": "standing"}).content.decode()
    assert "可以承诺。" in part
    assert "<html" not in part


@pytest.mark.parametrize("words", ["ggcs", "公共场所", "WS03"])
def test_an_item_is_found_by_the_first_letters_of_its_sounds(client: Any, words: str) -> None:
    page = client.post("/desk/intake", {**PARTY, "step": "look", "q": words}).content.decode()
    assert SLOW.name in page
    assert f'value="{PARTY["address"]}"' in page


def test_the_browser_may_ask_the_card_reader_and_nobody_else(client: Any) -> None:
    assert "connect-src 'self';" in client.get("/desk/intake")["Content-Security-Policy"] + ";"
    with override_settings(NUOCHENG_CARD_READER="http://127.0.0.1:18889/read"):
        answer = client.get("/desk/intake")
    assert "connect-src 'self' http://127.0.0.1:18889" in answer["Content-Security-Policy"]
    assert 'data-reader="http://127.0.0.1:18889/read"' in answer.content.decode()
    assert "script-src" not in answer["Content-Security-Policy"]


def test_what_the_party_answered_is_already_chosen_on_the_next_page(world: World, client: Any) -> None:
    given = {**PARTY, "item": "WS03", "step": "open", "way": "pledge"}
    page = client.post("/desk/intake", given, follow=True).content.decode()
    assert 'name="f-0_0"' in page, "the facts of both certificates can be typed at once"
    assert 'name="f-1_0"' in page


def test_the_clerk_finds_todays_unfinished_cases_again(client: Any, reference: str) -> None:
    assert f"/desk/intake/{reference}" in client.get("/desk/intake").content.decode()
    accepted(client, reference, "pledge", "pledge")
    assert f"/desk/intake/{reference}" not in client.get("/desk/intake").content.decode()


# ---- pages that file themselves


@pytest.mark.req("S5.3")
def test_a_page_files_itself_and_the_case_is_refused_while_one_is_missing(
    client: Any, reference: str, paper: bytes
) -> None:
    page = sent(client, reference, file_of(scanned(paper, 2)))
    assert "第2页扫好了" in page
    assert "第1页还没扫" in page
    answer = accepted(client, reference, "pledge", "pledge", scans=[])
    assert answer.status_code == 422
    assert "第1页还没扫，请补扫" in answer.content.decode()
    assert queries.case(reference).state == "acknowledged"
    first = [file_of(scanned(paper, 1))]
    assert accepted(client, reference, "pledge", "pledge", scans=first).status_code == 303
    assert queries.case(reference).state == "pledged"
    assert not list(faults())


def test_without_any_scan_nothing_is_accepted(client: Any, reference: str) -> None:
    answer = accepted(client, reference, "pledge", "pledge", scans=[])
    assert "签了字的纸还没有扫描" in answer.content.decode()


def test_a_page_that_lay_upside_down_is_kept_upright(client: Any, reference: str, paper: bytes) -> None:
    page = sent(client, reference, file_of(scanned(paper, 1, turned=180)))
    assert "原来是倒的，已转正" in page
    row = ScanPage.objects.get(case_id=reference)
    assert (row.page, row.of, row.turned) == (1, 2, 180)
    picture = client.get(f"/desk/intake/{reference}/scans/{row.pk.hex}")
    assert picture["Content-Type"] == "image/jpeg"
    assert picture.content == holdings.content(row.digest)


def test_the_list_of_pages_shows_small_pictures(client: Any, reference: str, paper: bytes) -> None:
    page = sent(client, reference, file_of(scanned(paper, 1)))
    address = f"/desk/intake/{reference}/scans/{ScanPage.objects.get(case_id=reference).pk.hex}"
    assert f'<img src="{address}?small"' in page
    assert f'<a href="{address}"' in page
    small = client.get(f"{address}?small")
    assert small["Content-Type"] == "image/jpeg"
    assert len(small.content) < 6_000 < len(client.get(address).content)


@pytest.mark.req("S5.3")
def test_an_empty_place_to_sign_is_noticed_and_somebody_must_look(
    client: Any, reference: str, paper: bytes
) -> None:
    first, second = (
        file_of(scanned(paper, page, signed=page == 1)) if page == 2 else file_of(scanned(paper, 1))
        for page in (1, 2)
    )
    page = sent(client, reference, first, second)
    assert "第2页的签名区好像是空的，请确认" in page
    answer = accepted(client, reference, "pledge", "pledge", scans=[])
    assert answer.status_code == 422
    key = ScanPage.objects.get(case_id=reference, page=2).pk.hex
    client.post(f"/desk/intake/{reference}", {"place": f"confirm:{key}"})
    assert accepted(client, reference, "pledge", "pledge", scans=[]).status_code == 303


def test_a_signed_page_raises_no_doubt(client: Any, reference: str, paper: bytes) -> None:
    assert "签名区好像是空的" not in sent(client, reference, file_of(scanned(paper, 2)))


def test_a_page_of_another_case_goes_to_that_case(
    world: World, client: Any, reference: str, paper: bytes
) -> None:
    given = {**PARTY, "number": "11010519491231002X", "name": "张建华", "item": "WS03", "step": "open"}
    other = str(client.post("/desk/intake", given)["Location"]).rpartition("/")[2]
    page = sent(client, other, file_of(scanned(paper, 1)))
    here, there = other.rpartition("-")[2], reference.rpartition("-")[2]
    assert f"这一页的二维码是{there}号，和正在办的{here}号不一样，已放到{there}号" in page
    assert [one.page for one in scans.scans_of(reference)] == [1]
    assert scans.scans_of(other) == []


def test_a_page_of_another_department_is_not_taken(
    world: World, client: Any, reference: str, paper: bytes
) -> None:
    ScanPage.objects.all().delete()
    case = queries.case(reference)
    type(case).objects.filter(pk=reference).update(department="620402-mzj")
    given = {**PARTY, "number": "11010519491231002X", "name": "张建华", "item": "WS03", "step": "open"}
    other = str(client.post("/desk/intake", given)["Location"]).rpartition("/")[2]
    assert "是别的单位的，没有收" in sent(client, other, file_of(scanned(paper, 1)))
    assert ScanPage.objects.count() == 0


def test_a_page_without_a_code_is_put_in_its_place_by_hand(client: Any, reference: str, paper: bytes) -> None:
    blind = scanned(paper, 1)
    blind.paste(255, (blind.width // 2, 0, blind.width, blind.height // 8))
    page = sent(client, reference, file_of(blind), file_of(scanned(paper, 2)))
    assert "没认出二维码，请摆正、避开反光重扫，或手工选页" in page
    key = ScanPage.objects.get(case_id=reference, page=0).pk.hex
    for typed, text in (("", "请填写是第几页"), ("9", "这份文书共2页，请填1到2")):
        wrong = {"place": f"put:{key}", f"page-{key}": typed, "of": "2"}
        answer = client.post(f"/desk/intake/{reference}", wrong)
        assert answer.status_code == 422
        assert text in answer.content.decode()
    assert "有1页没认出二维码" in accepted(client, reference, "pledge", "pledge", scans=[]).content.decode()
    client.post(f"/desk/intake/{reference}", {"place": f"put:{key}", f"page-{key}": "1", "of": "2"})
    assert accepted(client, reference, "pledge", "pledge", scans=[]).status_code == 303


def test_of_a_page_scanned_twice_one_is_kept(client: Any, reference: str, paper: bytes) -> None:
    both = [file_of(scanned(paper, 1)), file_of(scanned(paper, 1)), file_of(scanned(paper, 2))]
    assert "第1页扫了2次，留哪一张？" in sent(client, reference, *both)
    answer = accepted(client, reference, "pledge", "pledge", scans=[])
    assert "第1页扫了两次，请选留哪一张" in answer.content.decode()
    first = ScanPage.objects.filter(case_id=reference, page=1).order_by("at", "id").first()
    assert first is not None
    client.post(f"/desk/intake/{reference}", {"place": f"keep:{first.pk.hex}"})
    assert [one.page for one in scans.scans_of(reference) if not one.aside] == [1, 2]
    assert ScanPlacing.objects.count() == 1, "what was set aside is still there"
    assert accepted(client, reference, "pledge", "pledge", scans=[]).status_code == 303


def test_a_page_of_an_older_notice_does_not_count(
    world: World, client: Any, reference: str, paper: bytes
) -> None:
    publish(SLOW)
    client.post(f"/desk/intake/{reference}", {"step": "renew"})
    page = sent(client, reference, *copy_of(paper))
    assert "这一页是旧的告知书和承诺书（第1版）" in page
    answer = accepted(client, reference, "pledge", "pledge", scans=[])
    assert "签了字的纸还没有扫描" in answer.content.decode()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (SimpleUploadedFile("a.docx", b"PK"), "只能上传图片（JPG、PNG）或PDF，您选的是.docx"),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff broken"), "这个文件打不开，请重新扫描"),
        (SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken"), "这个PDF打不开，请重新扫描"),
        (SimpleUploadedFile("a.jpg", b""), "文件是空的，请重新选"),
    ],
)
def test_one_bad_file_is_named_and_the_others_are_kept(
    client: Any, reference: str, paper: bytes, file: SimpleUploadedFile, text: str
) -> None:
    file.seek(0)
    page = sent(client, reference, file, file_of(scanned(paper, 2)))
    assert text in page
    assert "第2页扫好了" in page


def test_a_scan_is_read_by_the_department_and_nobody_else(
    world: World, client: Any, reference: str, paper: bytes
) -> None:
    sent(client, reference, file_of(scanned(paper, 2)))
    key = ScanPage.objects.get().pk.hex
    address = f"/desk/intake/{reference}/scans/{key}"
    assert client.get(address).status_code == 200
    assert world.client("clerk2").get(address).status_code == 404
    assert world.client("zhang").get(address).status_code in {403, 404}


def test_a_reprint_keeps_the_number_and_is_the_same_to_the_byte(
    client: Any, reference: str, paper: bytes
) -> None:
    assert printed(client, f"/desk/intake/{reference}/print") == paper
    assert printed(client, f"/desk/intake/{reference}/print?large=1") != paper


def test_the_receipt_stays_the_same_however_often_it_is_printed(client: Any, reference: str) -> None:
    accepted(client, reference, "pledge", "pledge")
    receipt = queries.case(reference).receipt
    once, twice = (client.get(f"/papers/{receipt}.pdf").content for _ in range(2))
    assert once == twice
    accepted(client, reference, "pledge", "pledge", scans=[])
    assert queries.case(reference).receipt == receipt


# ---- taking it back


@pytest.mark.req("S2.3")
@pytest.mark.parametrize(("what", "state"), [("pledge", "ordinary"), ("application", "withdrawn")])
def test_a_withdrawal_at_the_window_rests_on_a_signed_paper(
    client: Any, reference: str, what: str, state: str
) -> None:
    accepted(client, reference, "pledge", "pledge")
    address = f"/desk/intake/{reference}/withdraw/{what}"
    assert client.get(address).status_code == 200
    early = client.post(address, {"step": "withdraw"})
    assert early.status_code == 422
    assert "签了字的纸还没有扫描" in early.content.decode()
    scan = file_of(scanned(printed(client, f"{address}/print"), 1))
    assert client.post(address, {"step": "withdraw", "scans": [scan]}).status_code == 303
    assert queries.case(reference).state == state
    assert client.get(address).status_code == 409


def test_a_page_that_nobody_could_place_does_not_keep_anybody_from_withdrawing(
    client: Any, reference: str
) -> None:
    sent(client, reference, file_of(Image.new("L", (1240, 1754), 255)))
    address = f"/desk/intake/{reference}/withdraw/application"
    scan = file_of(scanned(printed(client, f"{address}/print"), 1))
    assert client.post(address, {"step": "withdraw", "scans": [scan]}).status_code == 303
    assert queries.case(reference).state == "withdrawn"


def test_the_paper_for_the_pledge_does_not_withdraw_the_application(client: Any, reference: str) -> None:
    accepted(client, reference, "pledge", "pledge")
    base = f"/desk/intake/{reference}/withdraw"
    scan = file_of(scanned(printed(client, f"{base}/pledge/print"), 1))
    answer = client.post(f"{base}/application", {"step": "withdraw", "scans": [scan]})
    assert answer.status_code == 422
    assert queries.case(reference).state == "pledged"


def test_a_blank_sheet_is_no_page(client: Any, reference: str) -> None:
    assert "没认出二维码" in sent(client, reference, file_of(Image.new("L", (1240, 1754), 255)))
