"""An officer in the field with a phone and no network: saves, reloads, comes back, and everything must be there once."""

from __future__ import annotations

import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from tests.browser.line import Line

from nuocheng.site.demo.cast import PASSWORD

PHONE = {"width": 390, "height": 844}
#: Who keeps the record of the visit that the demonstration has planned, and the other department's officer.
FIRST, SECOND = "mzj-verifier", "scj-verifier"
SAVED, USABLE = re.compile("已存在这台手机里|已经上传"), "可以离线使用了"
PATIENCE_MS = 30_000
#: After so many saves the page is loaded again at once, with no network.
RELOADS_EVERY = 5
#: A busy machine takes its time: so often the phone is asked to upload, once a second.
TRIES = 120

#: Scripts that break a promise each: the rig must notice what they lose.
BROKEN: Mapping[str, Callable[[bytes], bytes]] = {
    "announces before it is stored": lambda body: _changed(
        body, b"await kept(record);\n      if (form", b"setTimeout(() => kept(record), 600);\n      if (form"
    ),
    "lets go before the server has it": lambda body: _changed(
        body,
        b"const answer = await fetch(record.url",
        b"await letGo(record.id);\n    const answer = await fetch(record.url",
    ),
}


@dataclass(frozen=True)
class Round:
    """What became of one round: what was told as saved and is not there, and what is there more than once."""

    saves: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    seconds: float

    @property
    def whole(self) -> bool:
        """Say whether everything is there once."""
        return not self.lost and not self.doubled


@dataclass(frozen=True)
class Faults:
    """How often a request never arrives when the phone is back, and how often its reply does not."""

    drops: int = 0
    loses: int = 0


def a_photo(seed: int, side: int = 400) -> bytes:
    """Return a photograph, every one another."""
    out = BytesIO()
    Image.effect_noise((side, side), 40 + seed % 50).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def go_round(browser: Browser, line: Line, saves: int, name: str, faults: Faults = Faults()) -> Round:
    """Go out with a phone that has never been here: install, lose the network, save, reload, come back, upload."""
    began, name = time.monotonic(), f"{name}{secrets.token_hex(3)}"
    context = browser.new_context(
        base_url=line.address, viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai"
    )  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    try:
        page = signed_in(context)
        visit = first_visit(page)
        line.cut = True
        notes = [save(page, visit, f"{name}第{count}条", count) for count in range(1, saves + 1)]
        page.goto(visit)
        page.get_by_text(f"等待上传{saves}条").wait_for() if not line.doctored else page.wait_for_timeout(500)
        line.cut, line.drops, line.loses = False, faults.drops, faults.loses
        come_back(page, visit)
        found = Counter(noted(page, visit, name))
    finally:
        line.cut, line.drops, line.loses = False, 0, 0
        context.close()
    lost = tuple(one for one in notes if not found[one])
    doubled = tuple(one for one, times in found.items() if times > 1)
    return Round(saves, lost, doubled, time.monotonic() - began)


def signed_in(context: BrowserContext, account: str = FIRST) -> Page:
    """Sign in on the phone."""
    page = context.new_page()
    page.goto("/sign-in/account?next=/field/")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def first_visit(page: Page) -> str:
    """Open the list for the first time, wait until the phone says that it can do without a network; the visit's address."""
    page.goto("/field/")
    page.get_by_text(USABLE).wait_for()
    link = page.locator("main section.card a").first
    return str(link.get_attribute("href"))


def come_back(page: Page, visit: str) -> None:
    """Have the network again, and upload until nothing waits."""
    page.goto(visit)
    for _ in range(TRIES):
        page.wait_for_timeout(1000)
        button = page.get_by_role("button", name="现在上传")
        if not button.is_visible():
            page.wait_for_timeout(300)
            if not page.get_by_role("button", name="现在上传").is_visible():
                return
        try:
            button.click(timeout=2000)
        except Exception:  # noqa: BLE001 - the page loads itself anew once everything is uploaded
            continue
    raise AssertionError(f"等待上传的没有传完：{page.locator('[data-banner]').inner_text()}")


def noted(page: Page, visit: str, name: str) -> list[str]:
    """Return what the server noted in this round, every note as often as it is there."""
    page.goto(visit.replace("/field/", "/desk/"))
    every = page.locator("details ol li").all_text_contents()
    return [found[0] for text in every if (found := re.search(rf"{re.escape(name)}第\d+条", text))]


def save(page: Page, visit: str, note: str, count: int) -> str:
    """Save what was seen of the first fact, and load the page again now and then as soon as it says that it is saved."""
    if not page.url.endswith(visit):
        page.goto(visit)
    form = opened(page)
    form.get_by_label("看不出").check()
    form.get_by_label("情况说明").fill(note)
    shots = [
        {"name": f"{count}-{place}.jpg", "mimeType": "image/jpeg", "buffer": a_photo(count + place)}
        for place in range(1 + count % 2)
    ]
    form.locator("input[type=file]").set_input_files(shots)  # type: ignore[arg-type]
    said = form.locator("[data-said]")
    page.evaluate("(one) => { one.textContent = ''; }", said.element_handle())
    form.get_by_role("button", name="保存").click()
    form.get_by_text(SAVED).wait_for()
    if count % RELOADS_EVERY == 0:
        page.reload()
    return note


def opened(page: Page) -> Locator:
    """Return the form of the first fact, unfolded."""
    details = page.locator("main section.card details").first
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details.locator("form[data-offline]")


def _changed(body: bytes, what: bytes, into: bytes) -> bytes:
    assert what in body, "脚本改过了，请把要弄坏的地方写成现在的样子"
    return body.replace(what, into)
