"""Going round all pages with somebody, and looking at each on every screen: whole, printable, and by the keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser
from tests.browser import looking
from tests.browser.visitor import DESKTOP, PHONE, SMALLEST, Visitor
from tests.browser.walking import page_at, walk

#: Leave the field into which a desk has put the cursor, and begin at the top.
FROM_THE_TOP = """() => {
  if (!document.activeElement.autofocus) return;
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""


@dataclass(frozen=True)
class Round:
    """What one account came to, each address with the page that led there, and its cookies."""

    addresses: dict[str, str]
    state: Any


def walk_round(browser: Browser, house: str, starts: Mapping[str, Iterable[str]]) -> dict[str, Round]:
    """Let some people walk through the house, one after the other, each from where they begin."""
    seen: Counter[str] = Counter()
    found: dict[str, Round] = {}
    for account, ahead in starts.items():
        visitor = Visitor(browser, house, account)
        found[account] = Round(walk(visitor, ahead, seen), visitor.context.storage_state())
        visitor.leave()
    return found


def came_to(rounds: Mapping[str, Round]) -> set[str | None]:
    """Return the names of the pages that somebody came to."""
    return {page_at(address) for one in rounds.values() for address in one.addresses}


def every_page_is_whole(visitor: Visitor, found: Round) -> None:
    """Look at every page that somebody came to, on every screen, and then in large letters.

    The phone has the same document in another layout: axe looks by all rules on the desk and, at the phone's layout,
    in large letters, where most goes wrong; on the phone as usual only by what the size itself can change.
    """
    for address, by in found.addresses.items():
        visitor.resize(DESKTOP)
        visitor.go(address, by=by)
        visitor.see()
        the_first_tab_skips_to_the_text(visitor)
        print_is_only_the_text(visitor)
        visitor.resize(PHONE)
        visitor.see(axe=looking.BY_SIZE)
        visitor.resize(SMALLEST)
        visitor.noticed += [f"{visitor.where}: {one}" for one in looking.layout(visitor.page)]
    visitor.be_elder()
    for address in found.addresses:
        visitor.resize(PHONE)
        visitor.go(address)
        assert visitor.page.locator("html.elder").count() == 1
        visitor.see()
        visitor.resize(SMALLEST)
        visitor.noticed += [f"{visitor.where}: {one}" for one in looking.layout(visitor.page)]
    visitor.is_satisfied()


def the_first_tab_skips_to_the_text(visitor: Visitor) -> None:
    """Press the tabulator once: the link to the text has the focus, and can be seen.

    A desk may put the cursor into its first field; then that is left first.
    """
    visitor.page.evaluate(FROM_THE_TOP)
    visitor.page.keyboard.press("Tab")
    focused = visitor.page.evaluate(
        "() => [document.activeElement.className, document.activeElement.innerText]"
    )
    if focused != ["skip", "跳到正文"]:
        visitor.noticed.append(f"{visitor.where}: first Tab goes to {focused}")


def print_is_only_the_text(visitor: Visitor) -> None:
    """See what the printer would: no navigation, no buttons, no search; the address at the head, nothing cut off."""
    visitor.page.emulate_media(media="print")
    left = visitor.page.evaluate(
        "() => [...document.querySelectorAll('nav, search, .strip, .skip, .btns, .back')]"
        ".filter(one => one.offsetHeight).map(one => one.className || one.tagName)"
    )
    where = visitor.page.evaluate("() => document.querySelector('.print-where')?.offsetHeight || 0")
    visitor.page.emulate_media(media="screen")
    if left:
        visitor.noticed.append(f"{visitor.where}: printed: {left}")
    if not where:
        visitor.noticed.append(f"{visitor.where}: printed without its address")
