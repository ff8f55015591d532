"""A platform's page in a real browser, our journey in its frame, third-party cookies blocked: a pledge is signed there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from http.cookies import Morsel
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, sync_playwright
from tests import builders
from tests.site.portals import Host, Platform, a_host, a_platform

from nuocheng.cases.models import Case
from nuocheng.platforms.models import Ticket
from nuocheng.site import journeys

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),
]

PATIENCE_MS = 15_000
#: Settings of a browser that keeps cookies of frames only where they are partitioned.
BLOCKED = {"block_third_party_cookies": True, "cookie_controls_mode": 1}


@pytest.fixture(autouse=True)
def _as_served(settings: Any, tmp_path: Path, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    settings.NUOCHENG_ADDRESS = live_server.url
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def enter(tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a browser whose owner blocked third-party cookies in its settings."""
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(json.dumps({"profile": BLOCKED}), encoding="utf-8")
    with sync_playwright() as play:

        def entered(*, scripts: bool = True) -> Page:
            context = play.chromium.launch_persistent_context(
                profile.parent,
                executable_path="/usr/bin/chromium",
                args=["--no-sandbox"],
                java_script_enabled=scripts,
            )
            return context.new_page()

        yield entered


@pytest.fixture
def host() -> Iterator[tuple[str, type[Host]]]:
    """Run the platform's pages; they tell nobody where they link to, so only the browser can say who may frame."""
    with a_host('referrerpolicy="no-referrer"') as running:
        yield running


def sent_in(platform: Platform, host: type[Host]) -> None:
    host.framed = platform.ticket(builders.ITEM.code)["url"]


def signed(frame: FrameLocator) -> None:
    """Go the whole way in the frame: apply, read the notice, pledge, check, sign."""
    frame.get_by_label("手机").first.fill("13900000000")
    frame.get_by_label(re.compile("地址")).first.fill("白银区虚构路9号")
    frame.get_by_role("button", name="开始办理").click()
    frame.get_by_label(re.compile("^写承诺")).check()
    frame.get_by_label(re.compile("^我已看完告知内容")).check()
    frame.get_by_role("button", name="继续").click()
    frame.get_by_role("heading", name="写承诺").wait_for(timeout=PATIENCE_MS)
    frame.get_by_label("享受中").check()
    frame.get_by_label(re.compile("保障人数")).fill("3")
    for tick in frame.locator("main input[type=checkbox]").all():
        tick.check()
    frame.get_by_role("button", name="继续").click()
    frame.get_by_label(re.compile("^签名")).fill(builders.a_party().name)
    frame.get_by_role("button", name="签署并提交").click()
    frame.get_by_role("heading", name="承诺书已提交").wait_for(timeout=PATIENCE_MS)


def gone_back(page: Page, platform: str) -> Case:
    """Press the way back, and return the case that the platform was told of."""
    page.frame_locator("iframe").get_by_role("button", name="办好了，回到甘肃政务服务网").click()
    page.wait_for_url(f"{platform}/back?**", timeout=PATIENCE_MS)
    assert page.get_by_role("heading", name="回到平台了").is_visible()
    case = Case.objects.get()
    assert f"case={case.reference}" in page.url
    assert "state=pledged" in page.url
    return case


@pytest.mark.req("S6.4")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_pledge_is_signed_inside_the_platforms_page(
    enter: Callable[..., Page], host: tuple[str, type[Host]], *, scripts: bool
) -> None:
    address, pages = host
    builders.a_published_item()
    platform = a_platform(origin=address, back=f"{address}/back")
    sent_in(platform, pages)
    page = enter(scripts=scripts)
    page.goto(address)
    frame = page.frame_locator("iframe")
    if not scripts:
        frame.get_by_role("button", name="开始").click()
    signed(frame)
    if scripts:
        told = page.locator("li", has_text="nuocheng:journey").first.inner_text()
        assert '"state":"pledged"' in told
        assert page.locator("li", has_text="nuocheng:height").count() > 0
    case = gone_back(page, address)
    assert (case.state, case.party) == ("pledged", builders.a_party().number)
    assert platform.machine.read(f"/tickets/{Ticket.objects.get().pk}")["state"] == "over"


@pytest.mark.req("S6.4")
def test_a_page_that_is_not_registered_frames_nothing_of_it(
    enter: Callable[..., Page], host: tuple[str, type[Host]]
) -> None:
    builders.a_published_item()
    with a_host() as (named, _):
        platform = a_platform(origin=named, back=f"{named}/back")
        address, pages = host
        sent_in(platform, pages)
        page = enter()
        page.goto(address)
        page.wait_for_timeout(2500)
        assert "正在进入" not in page.frames[1].content()
        assert page.frames[1].url.startswith("chrome-error://")
    assert Ticket.objects.get().opened_at is None


def test_a_browser_that_blocks_the_cookies_of_frames_goes_on_in_a_window(
    enter: Callable[..., Page], host: tuple[str, type[Host]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the partitioned cookies, too: without the word in them, the frame cannot hold a session."""
    monkeypatch.setattr(journeys, "Partitioned", Morsel)
    address, pages = host
    builders.a_published_item()
    sent_in(a_platform(origin=address, back=f"{address}/back"), pages)
    page = enter()
    assert "localhost" not in address, "on the same site no cookie would be another party's"
    page.goto(address)
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("button", name="在新窗口里办").click(timeout=PATIENCE_MS)
    window = opened.value
    window.get_by_role("button", name="开始办理").wait_for(timeout=PATIENCE_MS)
    assert Ticket.objects.get().in_window
