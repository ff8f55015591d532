"""Pages inside a platform's own: only those that tell, only by the origins named, and never what is signed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright
from tests import builders

from nuocheng.environment import Misconfigured, environment

PLATFORM = "https://platform.example"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Path) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def who_may_frame(answer: Any) -> tuple[str, str]:
    """Return the ancestors that an answer allows, and its older header."""
    policy = answer["Content-Security-Policy"].split("; ")
    ancestors = next(one for one in policy if one.startswith("frame-ancestors"))
    return ancestors.removeprefix("frame-ancestors "), answer.get("X-Frame-Options", "")


@pytest.mark.django_db
def test_without_the_setting_no_page_can_be_framed() -> None:
    code = builders.a_published_item()
    for path in (f"/items/{code}", f"/items/{code}?embed=1", "/", "/sign-in"):
        assert who_may_frame(Client().get(path)) == ("'none'", "DENY")


@pytest.mark.django_db
@pytest.mark.req("S6.4")
def test_the_origins_named_may_frame_what_only_tells_and_nothing_else(settings: Any) -> None:
    settings.NUOCHENG_EMBED_ANCESTORS = [PLATFORM]
    code = builders.a_published_item()
    for path in (f"/items/{code}", f"/items/{code}?embed=1", f"/items/{code}/guide", "/model-pledge"):
        assert who_may_frame(Client().get(path)) == (PLATFORM, "")
    case = builders.a_notified_case()
    party = Client()
    party.force_login(builders.an_applicant(), BACKEND)
    for path in (
        "/",
        "/sign-in",
        f"/apply/{code}",
        f"/cases/{case.reference}/notice?embed=1",
        "/mine",
        "/items",
    ):
        answer = party.get(path)
        assert answer.status_code == 200, path
        assert who_may_frame(answer) == ("'none'", "DENY"), path


@pytest.mark.django_db
def test_inside_another_page_there_is_no_masthead_and_links_leave_the_frame(settings: Any) -> None:
    settings.NUOCHENG_EMBED_ANCESTORS = [PLATFORM]
    code = builders.a_published_item()
    whole = Client().get(f"/items/{code}").content.decode()
    inside = Client().get(f"/items/{code}?embed=1").content.decode()
    for sign in ('class="mast"', 'class="foot"', 'class="strip"'):
        assert sign in whole
        assert sign not in inside
    assert '<base target="_top">' in inside
    assert "低收入证明" in inside
    assert "data-embed" not in whole
    assert 'class="mast"' in Client().get("/items?embed=1").content.decode()


@pytest.mark.parametrize(
    "said", ["*", "https://*.gov.cn", "platform.example", "https://a.cn/path", "javascript:x"]
)
def test_what_is_no_origin_stops_the_start(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUOCHENG_EMBED_ANCESTORS", said)
    with pytest.raises(Misconfigured, match="NUOCHENG_EMBED_ANCESTORS"):
        environment()


class Host(BaseHTTPRequestHandler):
    """A platform's page with our page in a frame; it notes the height it is told."""

    framed = ""

    def do_GET(self) -> None:
        page = (
            "<!doctype html><title>平台</title><script>addEventListener('message',e=>{"
            "if(e.data.type==='nuocheng:height')document.title='height '+e.data.height})</script>"
            f'<iframe width="800" height="600" src="{self.framed}"></iframe>'
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def a_host(framed: str) -> Iterator[str]:
    """Run a platform's page on this machine under another name than ours."""
    handler = type("OneHost", (Host,), {"framed": framed})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
@pytest.mark.req("S6.4")
@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:No directory at")
def test_a_browser_shows_the_page_inside_the_platform_named_and_inside_no_other(
    live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    address = f"{live_server.url}/items/{builders.a_published_item()}?embed=1"
    with a_host(address) as named, a_host(address) as foreign, sync_playwright() as play:
        settings.NUOCHENG_EMBED_ANCESTORS = [named]
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(named)
        page.frame_locator("iframe").locator("h1", has_text=builders.ITEM.name).wait_for(timeout=15000)
        page.wait_for_function("document.title.startsWith('height ')", timeout=15000)
        page.goto(foreign)
        page.wait_for_timeout(1500)
        assert builders.ITEM.name not in page.frames[1].content()
        assert page.title() == "平台"
        browser.close()
