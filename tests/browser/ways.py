"""Three ways through the same pages: with a mouse, by the keyboard alone, and with scripts switched off.

A journey is written once, for a ``Way``. Whoever goes by the keyboard has Tab, Shift+Tab, Space, Enter, the
arrows and letters, and nothing else; where the focus goes it must be seen.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from playwright.sync_api import Locator
from tests.browser import looking
from tests.browser.visitor import DESKTOP, PHONE, SMALLEST, Visitor
from tests.browser.walking import page_at

Name = str | re.Pattern[str]
#: What a page may hold before the place one is looking for; more means that the keyboard is lost.
MOST_STOPS = 160
KEYS = frozenset({"Tab", "Shift+Tab", "Space", "Enter", "ArrowDown", "ArrowUp", "Home", "Control+a"})
#: Where the focus is, seen from what one looks for: there, among the same choices, and how it looks.
STOP = r"""target => {
  const at = document.activeElement;
  if (!at || at === document.body) return {there: false, near: false, name: "", fault: ""};
  const radio = at.type === "radio" && target.type === "radio" && at.name === target.name && at.form === target.form;
  const label = at.labels && at.labels.length ? at.labels[0] : null;
  const name = (at.getAttribute("aria-label") || (label || at).innerText || at.value || "").replace(/\s+/g, "").slice(0, 24);
  const rings = [getComputedStyle(at), ...(label ? [getComputedStyle(label), getComputedStyle(label, "::before")] : [])];
  const seen = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && !/rgba\(0, 0, 0, 0\)|transparent/.test(style.outlineColor);
  const own = Number(getComputedStyle(at).opacity) > 0;
  const ring = (own ? rings : rings.slice(1)).some(seen);
  const clipped = [...at.getClientRects()].map(box => [Math.max(box.left, 0), Math.min(box.right, innerWidth),
    Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]).filter(([l, r, t, b]) => r > l && b > t);
  const parts = clipped.flatMap(([l, r, t, b]) => [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(
    ([x, y]) => document.elementFromPoint(l + (r - l) * x, t + (b - t) * y)));
  const hit = parts.some(one => one && (at.contains(one) || label && label.contains(one)));
  const fault = !ring ? "the focus cannot be seen" : !clipped.length ? "the focus is off the screen"
    : hit ? "" : "the focus is covered";
  return {there: at === target, near: radio, name, fault};
}"""


class Way(ABC):
    """Somebody who goes through the pages in one of the ways, and looks at each on every screen of theirs."""

    scripts: ClassVar[bool] = True
    elder: ClassVar[bool] = False
    #: The screen on which they go, and those on which they look at every page, each with the rules axe looks by.
    size: ClassVar[tuple[int, int]] = DESKTOP
    screens: ClassVar[Sequence[tuple[tuple[int, int], list[str]]]] = ()

    def __init__(self, visitor: Visitor) -> None:
        """Take the visitor's place."""
        self.visitor, self.page = visitor, visitor.page

    # What everybody does, each in their way.

    @abstractmethod
    def use(self, target: Locator) -> None:
        """Press a button, or follow a link."""

    @abstractmethod
    def tick(self, name: Name) -> None:
        """Tick a box or choose one of several, by its words."""

    @abstractmethod
    def write(self, name: Name, text: str, *, place: int = 0) -> None:
        """Write into a field, by its words."""

    @abstractmethod
    def pick(self, name: Name, option: str, *, place: int = 0) -> None:
        """Pick from a list that opens."""

    @abstractmethod
    def hand_in(self, name: Name, files: Any) -> None:
        """Choose files."""

    # What follows from it.

    def press(self, name: Name) -> None:
        """Press a button, and come to the page behind it."""
        with self.leads_on():
            self.use(self._called("button", name))

    def follow(self, name: Name) -> None:
        """Follow a link, and come to the page behind it."""
        with self.leads_on():
            self.use(self._called("link", name))

    def tick_all(self, boxes: Locator) -> None:
        """Tick every box, one after the other."""
        for box in boxes.all():
            self.tick_this(box)

    @abstractmethod
    def tick_this(self, box: Locator) -> None:
        """Tick one box."""

    @contextmanager
    def leads_on(self) -> Iterator[None]:
        """Make sure that another page comes."""
        with self.page.expect_navigation(wait_until="load"):
            yield

    def go(self, address: str, status: int = 200) -> None:
        """Open an address: from a message, a bookmark, a piece of paper."""
        self.visitor.go(address, status)

    def see(self, heading: str = "") -> None:
        """Look at the page that is open on every screen, and make sure that it is the one expected."""
        for size, axe in self.screens:
            self.visitor.resize(size)
            self.visitor.see(heading, axe=axe)
        self.visitor.resize(self.size)
        if self.elder:
            assert self.page.locator("html.elder").count() == 1, self.page.url

    def is_at(self, heading: str) -> None:
        """Make sure that a page is open that was looked at before as it is now."""
        self.visitor.is_at(heading)

    def refused(self, heading: str = "", status: int = 422) -> None:
        """Look at a page that says what is missing; the console's word about its status is no fault."""
        assert self.page.get_by_role("alert").count(), self.page.url
        self.see(heading)
        self.expected(f"{status}")

    def expected(self, status: str) -> None:
        """Take back the console's word about an answer that had to have this status."""
        told = "Failed to load resource: the server responded with a status of "
        self.visitor.noticed = [one for one in self.visitor.noticed if f"{told}{status}" not in one]

    def text(self) -> str:
        """Return what the main part of the page says."""
        return self.visitor.text()

    @property
    def came_to(self) -> set[str | None]:
        """Return the names of the pages that were looked at."""
        return {page_at(seen.split(" (")[0]) for seen in self.visitor.seen}

    def _called(self, role: Any, name: Name) -> Locator:
        return self.page.get_by_role(role, name=name, exact=isinstance(name, str)).first

    def _field(self, name: Name, place: int = 0) -> Locator:
        return self.page.get_by_label(name, exact=isinstance(name, str)).nth(place)


class Mouse(Way):
    """Somebody who points and clicks, and types into what was clicked."""

    #: Below 48em the layout is one, and whoever goes by the keyboard has axe look at it by all rules, in large letters;
    #: here only what the size itself can change: all rules once more cost half a second a page, a fifth of every walk.
    screens = ((DESKTOP, looking.TAGS), (PHONE, looking.BY_SIZE), (SMALLEST, looking.BY_SIZE))

    def use(self, target: Locator) -> None:
        """Click."""
        target.click()

    def tick(self, name: Name) -> None:
        """Click the box or its words."""
        self.tick_this(self._field(name))

    def tick_this(self, box: Locator) -> None:
        """Click the box unless it is ticked."""
        box.check()

    def write(self, name: Name, text: str, *, place: int = 0) -> None:
        """Click into the field, and type over what stands there."""
        self._field(name, place).click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def pick(self, name: Name, option: str, *, place: int = 0) -> None:
        """Pick; the open list is the browser's own."""
        self._field(name, place).select_option(label=option)

    def hand_in(self, name: Name, files: Any) -> None:
        """Click, and choose in the window that opens."""
        with self.page.expect_file_chooser() as chooser:
            self._field(name).click()
        chooser.value.set_files(files)


class WithoutScripts(Mouse):
    """The same on a phone whose browser runs no script; axe is a script, and so it looks at the others' pages."""

    scripts = False
    size = PHONE
    screens = ((PHONE, []), (SMALLEST, []))


class Keyboard(Way):
    """Somebody who has a keyboard and nothing else, and asks for large letters."""

    elder = True
    screens = ((DESKTOP, looking.BY_SIZE), (PHONE, looking.TAGS), (SMALLEST, looking.BY_SIZE))

    def use(self, target: Locator) -> None:
        """Go there, and press Enter."""
        self.reach(target)
        self._key("Enter")

    def tick(self, name: Name) -> None:
        """Go there, and press Space; among choices the arrows choose."""
        self.tick_this(self._field(name))

    def tick_this(self, box: Locator) -> None:
        """Go there, and press Space unless it is ticked."""
        self.reach(box)
        if not box.is_checked():
            self._key("Space")
        assert box.is_checked(), f"{self.page.url}: Space does not tick"

    def write(self, name: Name, text: str, *, place: int = 0) -> None:
        """Go there, and type over what stands there."""
        self.reach(self._field(name, place))
        self._key("Control+a")
        self.page.keyboard.type(text)

    def pick(self, name: Name, option: str, *, place: int = 0) -> None:
        """Go there, and go down the list."""
        target = self._field(name, place)
        self.reach(target)
        self._key("Home")
        for _ in range(target.locator("option").count()):
            if target.evaluate("one => one.selectedOptions[0].label") == option:
                return
            self._key("ArrowDown")
        raise AssertionError(f"{self.page.url}: no “{option}” by the arrows")

    def hand_in(self, name: Name, files: Any) -> None:
        """Go to the chooser, open it with the space bar, and choose."""
        self.reach(self._field(name))
        with self.page.expect_file_chooser() as chooser:
            self._key("Space")
        chooser.value.set_files(files)

    def reach(self, target: Locator) -> None:
        """Go on with the tabulator, or back if that is nearer, until the focus is there; note where it is not seen."""
        handle = target.element_handle()
        passed: list[str] = []
        if self._stop(handle)["there"]:
            return
        step = "Shift+Tab" if handle.evaluate(looking.BEFORE_THE_FOCUS) else "Tab"
        for _ in range(MOST_STOPS):
            self._key(step)
            stop = self._stop(handle)
            passed.append(stop["name"])
            if stop["fault"]:
                self.visitor.noticed.append(f"{self.visitor.where}: “{stop['name']}”: {stop['fault']}")
            if stop["there"] or (stop["near"] and self._choose(handle)):
                return
        raise AssertionError(f"{self.page.url}: no way to {target} by the keyboard; passed {passed[-40:]}")

    def _choose(self, handle: Any) -> bool:
        """Go through the choices of a group with the arrows."""
        for _ in range(MOST_STOPS):
            self._key("ArrowDown")
            if self._stop(handle)["there"]:
                return True
        return False

    def _stop(self, handle: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(STOP, handle)
        return found

    def _key(self, key: str) -> None:
        assert key in KEYS, key
        self.page.keyboard.press(key)


#: Everybody who goes every journey.
WAYS: dict[str, type[Way]] = {"mouse": Mouse, "keyboard": Keyboard, "without-scripts": WithoutScripts}


class Enter:
    """Lets people in who all go the same way: ``enter("citizen1")``."""

    def __init__(self, way: type[Way], visit: Callable[..., Visitor]) -> None:
        """Say which way."""
        self.way, self._visit = way, visit

    def __call__(self, account: str = "") -> Way:
        """Let somebody in, and sign them in when an account is named."""
        visitor = self._visit(size=self.way.size, scripts=self.way.scripts)
        if self.way.elder:
            visitor.be_elder()
        if account:
            visitor.sign_in(account)
        return self.way(visitor)
