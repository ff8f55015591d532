"""Every page of the demonstration at the desks, for everybody who may open it: on every screen, in large letters.

A file of its own, so that two browsers can go round at the same time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.test_pages import APPLICANTS, BEHIND_FORMS, STARTS
from tests.browser.visitor import Visitor
from tests.browser.walking import DESKS, all_pages
from tests.browser.whole import Round, came_to, every_page_is_whole, walk_round

#: One browser goes the whole round; --dist loadgroup may give it everything else one by one.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("staff")]

STAFF = tuple(account for account in STARTS if account not in APPLICANTS)


@pytest.fixture(scope="module")
def rounds(browser: Any, house: str) -> dict[str, Round]:
    """Let everybody who works here walk through the house once."""
    return walk_round(browser, house, {account: STARTS[account] for account in STAFF})


@pytest.mark.parametrize("account", STAFF)
def test_every_page_is_whole_for_everybody_on_every_screen(
    account: str, rounds: dict[str, Round], visit: Callable[..., Visitor]
) -> None:
    every_page_is_whole(visit(account, state=rounds[account].state), rounds[account])


def test_no_page_is_forgotten(rounds: dict[str, Round]) -> None:
    forgotten = all_pages(at_desks=True) - came_to(rounds) - set(BEHIND_FORMS)
    assert not forgotten, " ".join(sorted(forgotten))


def test_whoever_begins_at_a_desk_begins_nowhere_else() -> None:
    assert all(start.startswith(DESKS) for account in STAFF for start in STARTS[account])
