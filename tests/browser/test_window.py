"""The window in a real browser: few keys, a card that is read, paper that comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import CARD_READER
from tests.browser.test_journey import NUMBER
from tests.browser.visitor import PHONE, Visitor
from tests.browser.walking import page_at
from tests.pages.cases.paper import code_on
from tests.papers.seeing import picture

from nuocheng.papers.composing import pages

pytestmark = pytest.mark.browser

CLERK = "mzj-clerk"
NAME, NUMBER_OF, PHONE_OF = "吴敏", "620402199507072240", "13909430109"
PLACE = "甘肃省白银市白银区沿河东路32号"
CARD = f"{NAME}|女|汉|19950707|{PLACE}|{NUMBER_OF}|白银市公安局白银分局|20200101|20400101"
FACT = "沿河东路32号8号楼1单元403室"
DPI = 150


class Keys:
    """A keyboard that counts what a clerk presses; what a card reader types is not the clerk's."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def type(self, text: str) -> None:
        """Type, key by key."""
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def press(self, *keys: str) -> None:
        """Press keys, a chord counting as many as it has."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += len(key.split("+"))


def read_card(page: Page, text: str = CARD) -> None:
    """Let a reader that plays keyboard type a card, and end with Enter as they do."""
    page.get_by_label("证件号码").focus()
    page.keyboard.insert_text(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_case(clerk: Visitor, keys: Keys, card: str = CARD) -> str:
    """Open a case by keys alone, from the card to the notice; return its reference."""
    clerk.go("/desk/intake")
    read_card(clerk.page, card)
    assert "可以承诺" in clerk.text()
    keys.type(PHONE_OF)
    keys.press("Enter")
    keys.type("lsjz")
    expect(clerk.page.locator("[name=item]")).to_have_count(1)
    keys.press("Enter")
    expect(clerk.page.locator("[name=item]")).to_be_focused()
    keys.press("Tab", "Space")
    with clerk.page.expect_navigation():
        keys.press("Control+Enter")
    return clerk.page.url.rpartition("/")[2]


def printed(clerk: Visitor, address: str) -> bytes:
    """Print at the window."""
    answer = clerk.page.request.get(f"{clerk.house}{address}")
    assert answer.ok
    return answer.body()


def signed_pages(pdf: bytes) -> list[Image.Image]:
    """Return the first copy of a paper, page by page, signed by a drawn hand."""
    of = code_on(picture(pdf, 1, DPI)).of
    scans = [picture(pdf, page, DPI).convert("RGB") for page in range(1, of + 1)]
    scale = DPI / 25.4
    for scan in scans:
        for mark in (one for one in code_on(scan).marks if one.kind == "S"):
            box = [mark.left + 3, mark.top + 1, mark.left + mark.width - 6, mark.top + mark.height - 1]
            ImageDraw.Draw(scan).line([value * scale for value in box], fill=(30, 40, 120), width=4)
    assert pages(pdf) >= of
    return scans


def files_of(scans: list[Image.Image]) -> list[Any]:
    """Return scans as files for a browser."""
    found = []
    for number, scan in enumerate(scans, start=1):
        out = BytesIO()
        scan.save(out, "JPEG", quality=85)
        found.append({"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()})
    return found


@pytest.mark.req("S2.1", "S5.3", "S6.4")
def test_a_standard_case_takes_few_keys_and_its_paper_proves_genuine(visit: Callable[..., Visitor]) -> None:
    clerk, anybody, plain = visit(CLERK), visit(size=PHONE), visit(size=PHONE, scripts=False)
    keys, loads = Keys(clerk.page), []
    clerk.page.on("load", lambda page: loads.append(page.url))
    reference = open_case(clerk, keys)
    opening = keys.pressed
    clerk.see(NAME)
    clerk.page.locator(".pledge-fill input[type=text]").first.focus()
    keys.type(FACT)
    clerk.page.get_by_label(re.compile("^申请人看完了告知书")).focus()
    keys.press("Space")
    scans = signed_pages(printed(clerk, f"/desk/intake/{reference}/print"))
    clerk.page.locator("[data-scans]").set_input_files(files_of(scans))
    with clerk.page.expect_navigation():
        keys.press("Control+Enter")
    clerk.see(NAME)
    assert "打印受理回执" in clerk.text()
    # Faster than paper: beside the phone number, the fact and the four letters of the item, eleven keys in all.
    assert opening - len(PHONE_OF) == 10, opening
    assert keys.pressed - len(PHONE_OF) - len(FACT) <= 15, keys.pressed
    assert len(loads) == 4, loads

    code = clerk.page.locator("dd.mono").first.inner_text()
    assert NUMBER.search(clerk.text())
    clerk.go(f"/desk/intake/{reference}/withdraw/application")
    clerk.see("撤回申请")
    anybody.go("/v")
    anybody.page.get_by_label("核验码或文号").fill(code)
    anybody.page.get_by_label("申请人证件号后4位").fill(NUMBER_OF[-4:])
    anybody.press("核验")
    anybody.see("真的，有效")
    assert NAME not in anybody.text()
    plain.go(f"/v/{code}")  # where the code on the paper leads; a script would press the button
    plain.see("核验承诺书")
    plain.press("看核验结果")
    plain.see("真的，有效")
    assert {page_at(one.split(" (")[0]) for one in [*clerk.seen, *anybody.seen, *plain.seen]} >= {
        "intake-case",
        "intake-withdraw",
        "verified-paper",
        "verified-sheet",
    }
    # The paper is taken back with a signature, so that the next clerk may begin anew.
    address = f"/desk/intake/{reference}/withdraw/application"
    clerk.go(address)
    clerk.page.locator("[data-scans]").set_input_files(
        files_of(signed_pages(printed(clerk, f"{address}/print")))
    )
    clerk.press("撤回申请")
    assert "申请已撤回" in clerk.page.locator("body").inner_text()
    for one in (clerk, anybody, plain):
        one.is_satisfied()


def test_a_card_readers_service_is_asked_and_nobody_else(visit: Callable[..., Visitor]) -> None:
    clerk = visit(CLERK)

    def reader(route: Route) -> None:
        route.fulfill(
            body=f'{{"code": 0, "data": {{"partyName": "{NAME}", "certNumber": "{NUMBER_OF}", "certAddress": "{PLACE}"}}}}',
            headers={"Access-Control-Allow-Origin": "*"},
        )

    clerk.context.route(CARD_READER, reader)
    clerk.go("/desk/intake")
    with clerk.page.expect_navigation():
        clerk.page.get_by_role("button", name="读卡").click()
    clerk.see("受理")
    assert clerk.page.get_by_label("证件号码").input_value() == NUMBER_OF
    assert clerk.page.get_by_label("姓名或单位名称").input_value() == NAME
    assert clerk.page.get_by_label("联系地址").input_value() == PLACE
    clerk.is_satisfied()
    elsewhere = "fetch('http://127.0.0.1:18598/read').then(() => 'asked', () => 'refused')"
    clerk.context.route("http://127.0.0.1:18598/read", reader)
    assert clerk.page.evaluate(elsewhere) == "refused", (
        "the policy of the page lets the browser ask nobody else"
    )


def test_an_empty_reader_is_said_so_and_typing_goes_on(visit: Callable[..., Visitor]) -> None:
    clerk = visit(CLERK)
    clerk.context.route(
        CARD_READER,
        lambda route: route.fulfill(body='{"code": 1}', headers={"Access-Control-Allow-Origin": "*"}),
    )
    clerk.go("/desk/intake")
    clerk.page.get_by_role("button", name="读卡").click()
    clerk.page.get_by_text("没读到卡，请取下重放，或手工输入").wait_for()
    clerk.page.get_by_label("证件号码").fill(NUMBER_OF)
    clerk.is_satisfied()


@pytest.mark.req("S6.4")
def test_a_block_is_drawn_printed_and_one_of_its_forms_entered(visit: Callable[..., Visitor]) -> None:
    clerk = visit(CLERK)
    clerk.go("/desk/blocks")
    clerk.see("号段和补录")
    clerk.page.get_by_label("事项", exact=True).select_option(label="临时救助")
    clerk.page.get_by_label("哪个窗口用").fill("3号窗口")
    clerk.page.get_by_label("几个号").fill("2")
    clerk.press("领号段")
    clerk.see("3号窗口")
    address = clerk.page.url.removeprefix(clerk.house)
    assert pages(printed(clerk, f"{address}/print")) == 2 * 2 * 2
    clerk.page.get_by_role("link", name=re.compile("^补录")).first.click()
    clerk.see("补录")
    assert {page_at(one.split(" (")[0]) for one in clerk.seen} >= {"blocks", "block", "later"}
    clerk.go(address)
    clerk.page.get_by_label("为什么作废").fill("没有停电")
    clerk.press("交清号段，没用的都作废")
    assert "已交清" in clerk.text()
    clerk.is_satisfied()


def test_every_page_behind_the_window_has_a_journey_that_comes_there() -> None:
    assert page_at("/desk/blocks") == "blocks"
