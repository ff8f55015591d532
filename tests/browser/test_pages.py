"""Every page of the demonstration for the public and for those who apply: on a desk, on the phone, in large letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visitor import Visitor
from tests.browser.walking import DESKS, all_pages
from tests.browser.whole import Round, came_to, every_page_is_whole, walk_round

#: One browser goes the whole round; --dist loadgroup may give it everything else one by one.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("applicants")]

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
    "citizen4": ("/mine",),
    "citizen6": ("/mine",),
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
        "/desk/verify?lane=waiting",
        "/desk/matters",
        "/desk/verify",
        "/field/",
        "/desk/visits",
        "/desk/draws",
        "/desk/assist?tab=waiting",
    ),
    "mzj-verifier2": ("/desk/rechecks",),
    "zrj-verifier": (
        "/desk/publicity",
        "/desk/verify?q=%E5%AD%99%E6%A1%82%E8%8A%B3",
        "/desk/verify?lane=source_down&q=2026",
        "/desk/draws",
        "/desk/visits",
        "/desk/batches",
    ),
    "zrj-reviewer": ("/desk/visits/leave",),
    "gaj-verifier": ("/desk/written", "/desk/verify"),
    "scj-verifier": ("/desk/assist/bodies", "/desk/assist"),
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
    **dict.fromkeys(
        ("assist-code", "assist-by-code", "written-letter", "written-by-code"), "test_side_pages"
    ),
    **dict.fromkeys(("reference-set", "reference-set-remove", "look-genuine"), "test_side_pages"),
    **dict.fromkeys(("written-new", "publicity-new"), "test_asking_story"),
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


#: Whoever begins at a desk stays among the desks: tests/browser/test_desk_pages.py goes with them.
APPLICANTS = tuple(account for account, starts in STARTS.items() if not starts[0].startswith(DESKS))


@pytest.fixture(scope="module")
def rounds(browser: Any, house: str) -> dict[str, Round]:
    """Let the public and everybody who applies walk through the house once."""
    return walk_round(browser, house, {account: STARTS[account] for account in APPLICANTS})


@pytest.mark.parametrize("account", APPLICANTS, ids=lambda account: account or "public")
def test_every_page_is_whole_for_everybody_on_every_screen(
    account: str, rounds: dict[str, Round], visit: Callable[..., Visitor]
) -> None:
    every_page_is_whole(visit(account, state=rounds[account].state), rounds[account])


def test_no_page_is_forgotten(rounds: dict[str, Round]) -> None:
    forgotten = all_pages(at_desks=False) - came_to(rounds) - set(BEHIND_FORMS)
    assert not forgotten, " ".join(sorted(forgotten))


def test_every_page_behind_a_form_is_asked_for_where_it_is_said_to_be() -> None:
    here = Path(__file__).parent
    missing = [
        f"{page}: {where}"
        for page, where in BEHIND_FORMS.items()
        if f'"{page}"' not in (here / f"{where}.py").read_text(encoding="utf-8")
    ]
    assert not missing
