"""Somebody in front of a browser, who notices everything that is wrong on the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route
from tests.browser import looking
from tests.browser.weighing import DESK_BYTES, LIGHTEST_BYTES, PUBLIC_BYTES, Scales

from nuocheng.site.demo.cast import PASSWORD

DESKTOP, PHONE, SMALLEST = (1366, 900), (390, 844), (320, 640)
PATIENCE_MS = 15_000
SIGN_IN = "/sign-in/account"
CSRF = re.compile('name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """One person with a browser profile of their own.

    Everything the console says, every script error, every refusal by the content security policy and every
    request that leaves the house is kept in *noticed*; ``see`` adds what is wrong with the page itself.
    """

    def __init__(
        self,
        browser: Browser,
        house: str,
        account: str = "",
        *,
        size: tuple[int, int] = DESKTOP,
        scripts: bool = True,
        state: Any = None,
    ) -> None:
        """Open the browser; sign in when an account is named and no *state* of an earlier visit is given."""
        width, height = size
        self.house = house
        self.scripts = scripts
        self.noticed: list[str] = []
        self.seen: list[str] = []
        self.context = browser.new_context(
            base_url=house,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            storage_state=state,
        )
        # Only what leaves the house is asked about here: the rest of the traffic is the browser's own.
        self.context.route(re.compile(rf"^(?!{re.escape(house)}(?:/|$))"), self._stay_here)
        self.page: Page = self.context.new_page()
        self.scales = Scales(self.page)
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("dialog", self._asked)
        # Heard from the beginning: listened for only as a key is pressed, the browser's own window may be faster.
        self.page.on("filechooser", lambda _: None)
        if account and state is None:
            self.sign_in(account)

    def sign_in(self, account: str) -> None:
        """Sign in with one of the demonstration's accounts, by what the page for it sends.

        The page itself is looked at by whoever walks through the house, and filled in by who goes into the field.
        """
        asked = self.context.request
        token = CSRF.search(asked.get(SIGN_IN).text())
        assert token, SIGN_IN
        form = {"csrfmiddlewaretoken": token[1], "username": account, "password": PASSWORD}
        answer = asked.post(SIGN_IN, form=form, max_redirects=0)
        assert answer.status in {302, 303}, f"{account}: {answer.status}"

    def go(self, address: str, status: int = 200, by: str = "") -> None:
        """Open an address, to which another page may have led."""
        answer = self.page.goto(address, wait_until="load")
        if answer is None or answer.status != status:
            self._note(
                f"status {answer.status if answer else None} instead of {status}: {address}, linked from {by}"
            )

    def press(self, name: str) -> None:
        """Press a button, and wait for the page behind it."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state("load")

    def follow(self, name: str) -> None:
        """Follow a link, and wait for the page behind it."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state("load")

    def is_at(self, heading: str) -> None:
        """Make sure that the page that was expected is open."""
        said = self.page.locator("h1").first.inner_text()
        assert heading in said, f"{self.page.url}: “{said}”\n{self.text()[:600]}"

    def see(self, heading: str = "", *, axe: list[str] | None = None) -> None:
        """Look at the page that is open; with a heading, make sure it is the page that was expected.

        *axe* says by which rules axe looks; by all of them where nothing else is said.
        """
        self.is_at(heading)
        self.seen.append(self.where)
        if self.scripts:
            self.noticed += [f"{self.where}: {one}" for one in looking.axe(self.page, axe)]
        self.weigh()
        found = [*looking.headings(self.page), *looking.layout(self.page)]
        self.noticed += [f"{self.where}: {one}" for one in found]

    def weigh(self) -> None:
        """Note a page of the house that weighs more than it may; the guide to style shows everything at once."""
        if not self.page.url.startswith(self.house) or "/styleguide" in self.page.url:
            return
        if self.page.url.endswith(
            "/v/offline"
        ):  # the page without a network comes from its worker, not over the wire
            return
        in_the_field = self.page.locator("body.field").count()
        weight = self.scales.once if in_the_field else self.scales.weight
        public = self.page.locator("body.public").count() and not in_the_field
        lightest = 0 if in_the_field else LIGHTEST_BYTES  # a page of the field may come from its worker too
        if not lightest <= weight <= (PUBLIC_BYTES if public else DESK_BYTES):
            self._note(f"weighs {weight} bytes: {self.scales.heaviest}")

    def resize(self, size: tuple[int, int]) -> None:
        """Take another screen."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def be_elder(self) -> None:
        """Ask for the elder edition, from the next page on."""
        self.context.add_cookies([{"name": "elder", "value": "1", "url": self.house}])

    def text(self) -> str:
        """Return what the main part of the page says."""
        return self.page.locator("main").inner_text()

    def is_satisfied(self) -> None:
        """Fail with everything that was noticed on the way."""
        assert not self.noticed, "\n".join(dict.fromkeys(self.noticed))

    @property
    def where(self) -> str:
        """Return the address of the page without the house."""
        width = (self.page.viewport_size or {}).get("width")
        return f"{self.page.url.removeprefix(self.house)} ({width})"

    def picture(self, path: Path) -> None:
        """Take a picture of the whole page."""
        self.page.screenshot(path=path, full_page=True)

    def leave(self) -> None:
        """Close the browser profile."""
        self.context.close()

    def _note(self, what: str) -> None:
        self.noticed.append(f"{self.where}: {what}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"console {message.type}: {message.text}")

    def _asked(self, dialog: Dialog) -> None:
        self._note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _stay_here(self, route: Route, request: Request) -> None:
        if urlsplit(request.url).netloc == urlsplit(self.house).netloc:
            route.fallback()
            return
        self._note(f"asks elsewhere: {request.url}")
        route.abort()
