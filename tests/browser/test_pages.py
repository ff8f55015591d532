"""Every page of the demonstration, for everybody who may open it: on the desk, on the phone, in large letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.browser import looking
from tests.browser.visitor import DESKTOP, PHONE, SMALLEST, Visitor
from tests.browser.walking import all_pages, page_at, walk

pytestmark = pytest.mark.browser

#: Leave the field into which a desk has put the cursor, and begin at the top.
FROM_THE_TOP = """() => {
  if (!document.activeElement.autofocus) return;
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
#: Who walks through the house, and where each begins. Nobody without a name: the public.
STARTS = {
    "": (
        "/",
        "/sign-in",
        "/sign-in/account",
        "/v",
        "/programme",
        "/annexes",
        "/styleguide/",
        "/styleguide/notice",
        "/items/620402-mzj-C0049/1",
        "/items/620402-mzj-C0049/compare",
    ),
    "citizen2": ("/mine",),
    "citizen3": ("/mine",),
    "citizen8": ("/mine",),
    "citizen9": ("/mine",),
    "citizen10": ("/mine", "/acting"),
    "citizen14": ("/mine",),
    "citizen15": ("/mine",),
    "citizen17": ("/mine",),
    "company2": ("/mine/mandates",),
    "company3": ("/mine",),
    "mzj-clerk": ("/desk/intake",),
    "mzj-reviewer": ("/desk/review",),
    "mzj-verifier": (
        "/desk/matters",
        "/desk/verify",
        "/field/",
        "/desk/visits",
        "/desk/draws",
        "/desk/assist?tab=waiting",
    ),
    "mzj-verifier2": ("/desk/rechecks",),
    "zrj-verifier": ("/desk/verify?lane=source_down&q=2026", "/desk/draws", "/desk/visits"),
    "ylj-verifier": ("/desk/assist/inbox",),
    "mzj-editor": ("/desk/catalogue", "/desk/catalogue/620402-mzj-C0053-v1/new", "/desk/programme"),
    "jyj-editor": ("/desk/programme", "/desk/catalogue/superior"),
    "zjj-editor": ("/desk/programme",),
    "scj-editor": ("/desk/programme",),
    "gaj-editor": ("/desk/programme",),
    "mzj-legal": ("/desk/catalogue", "/desk/matters", "/desk/repairs"),
    "bureau": (
        "/lead/",
        "/lead/visits",
        "/lead/programme/open",
        "/lead/programme/units/620402-wjj",
        "/lead/programme/units/620402-mzj",
        "/lead/programme/units/620402-zrj",
        "/lead/programme/contacts/import",
        "/lead/programme/summaries",
        "/desk/catalogue/superior",
        "/desk/catalogue/watch",
    ),
    "admin": ("/sys/",),
}
#: Pages behind a form: the journeys come there, and look at them in the same way.
BEHIND_FORMS = {
    **dict.fromkeys(("case-pledge", "case-check", "case-sign", "case-notice"), "test_three_ways"),
    **dict.fromkeys(("sign-in-phone", "sign-in-phone-code", "case-correction"), "test_three_ways"),
    **dict.fromkeys(("rating", "verified-sheet"), "test_three_ways"),
    **dict.fromkeys(("case-choose", "case-why", "my-objection", "objection"), "test_other_ways_out"),
    **dict.fromkeys(("intake-correction", "intake-case", "intake-withdraw"), "test_window_three_ways"),
    **dict.fromkeys(("own-form", "find-later"), "test_side_pages"),
    **dict.fromkeys(("desk-summary-hand-in", "desk-summary-figures"), "test_summary"),
    **dict.fromkeys(("field-confirm", "field-contest"), "test_visit_story"),
    **dict.fromkeys(("assist-code", "assist-by-code"), "test_side_pages"),
    **dict.fromkeys(("reference-set", "reference-set-remove", "look-genuine"), "test_side_pages"),
    "import": "test_catalogue_story",
    "import-columns": "test_catalogue_story",
    "block": "test_window",
    "later": "test_window",
    "verified-paper": "test_window",
    "catalogue-edit": "test_desks",
    "superior-settle": "test_desks",
    "desk-report": "test_desks",
    "desk-report-read": "test_desks",
    "desk-figure": "test_desks",
    "lead-report": "test_desks",
    "lead-figure": "test_desks",
    "lead-return": "test_desks",
}


@dataclass(frozen=True)
class Round:
    """What one account came to, each address with the page that led there, and its cookies."""

    addresses: dict[str, str]
    state: Any


@pytest.fixture(scope="module")
def rounds(browser: Any, house: str) -> dict[str, Round]:
    """Let everybody walk through the house once."""
    seen: Counter[str] = Counter()
    found: dict[str, Round] = {}
    for account, starts in STARTS.items():
        visitor = Visitor(browser, house, account)
        found[account] = Round(walk(visitor, starts, seen), visitor.context.storage_state())
        visitor.leave()
    return found


@pytest.mark.parametrize("account", STARTS, ids=lambda account: account or "public")
def test_every_page_is_whole_for_everybody_on_every_screen(
    account: str, rounds: dict[str, Round], visit: Callable[..., Visitor]
) -> None:
    visitor = visit(account, state=rounds[account].state)
    for address in rounds[account].addresses:
        visitor.resize(DESKTOP)
        visitor.go(address, by=rounds[account].addresses[address])
        visitor.see()
        the_first_tab_skips_to_the_text(visitor)
        print_is_only_the_text(visitor)
        visitor.resize(PHONE)
        visitor.see()
        visitor.resize(SMALLEST)
        visitor.noticed += [f"{visitor.where}: {one}" for one in looking.layout(visitor.page)]
    visitor.be_elder()
    for address in rounds[account].addresses:
        visitor.resize(PHONE)
        visitor.go(address)
        assert visitor.page.locator("html.elder").count() == 1
        visitor.see()
        visitor.resize(SMALLEST)
        visitor.noticed += [f"{visitor.where}: {one}" for one in looking.layout(visitor.page)]
    visitor.is_satisfied()


def test_no_page_is_forgotten(rounds: dict[str, Round]) -> None:
    seen = {page_at(address) for one in rounds.values() for address in one.addresses}
    forgotten = all_pages() - seen - set(BEHIND_FORMS)
    assert not forgotten, " ".join(sorted(forgotten))


def test_every_page_behind_a_form_is_asked_for_where_it_is_said_to_be() -> None:
    here = Path(__file__).parent
    missing = [
        f"{page}: {where}"
        for page, where in BEHIND_FORMS.items()
        if f'"{page}"' not in (here / f"{where}.py").read_text(encoding="utf-8")
    ]
    assert not missing


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
