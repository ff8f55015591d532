"""What a page weighs on the wire: the document and everything it asks for, as Chromium counts the bytes."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

#: What a page may weigh when nothing is kept from before: for the public, and at a desk.
PUBLIC_BYTES, DESK_BYTES = 30 * 1024, 60 * 1024
#: No page of ours is lighter: document, style, script and mark.
LIGHTEST_BYTES = 3000


class Scales:
    """The scales under a page: heads and bodies of every answer since it was opened, nothing from a cache."""

    def __init__(self, page: Page) -> None:
        """Lay the page on."""
        self._asked: dict[str, str] = {}
        self._bytes: Counter[str] = Counter()
        self._parts: dict[str, dict[str, list[int]]] = {}
        self._named: dict[str, str] = {}
        self._here = ""
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._come)
        session.on("Page.frameNavigated", self._arrive)
        for command in ("Page.enable", "Network.enable"):
            session.send(command)
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    @property
    def weight(self) -> int:
        """Return the bytes of the page that is open."""
        return self._bytes[self._here]

    @property
    def once(self) -> int:
        """Return the bytes of the page that is open, every address once: a page of the field comes again to be kept."""
        return sum(max(weights) for weights in self._parts.get(self._here, {}).values())

    @property
    def heaviest(self) -> str:
        """Return the five heaviest parts of the page that is open, for whoever has to make it lighter."""
        parts = sorted(self._parts.get(self._here, {}).items(), key=lambda one: -sum(one[1]))[:5]
        return ", ".join(f"{urlsplit(url).path} {weights}" for url, weights in parts)

    def _ask(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["loaderId"]
        self._named[event["requestId"]] = event["request"]["url"]

    def _come(self, event: dict[str, Any]) -> None:
        loader, weight = self._asked.get(event["requestId"], ""), int(event["encodedDataLength"])
        self._bytes[loader] += weight
        parts = self._parts.setdefault(loader, {})
        parts.setdefault(self._named.get(event["requestId"], ""), []).append(weight)

    def _arrive(self, event: dict[str, Any]) -> None:
        if "parentId" not in event["frame"]:
            self._here = event["frame"]["loaderId"]
