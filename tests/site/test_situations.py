"""The situations that tests begin with are real: each is where it says, by entries that fit together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests import builders

from nuocheng.credit import queries as credit
from nuocheng.journal.files import File
from nuocheng.journal.verifying import faults

pytestmark = pytest.mark.django_db

SITUATIONS: list[tuple[Callable[[], File], str]] = [
    (builders.an_open_case, "opened"),
    (builders.an_eligible_case, "eligible"),
    (builders.a_notified_case, "notified"),
    (builders.an_acknowledged_case, "acknowledged"),
    (builders.a_pledged_case, "pledged"),
    (builders.an_ordinary_case, "ordinary"),
    (builders.a_submitted_case, "submitted"),
    (builders.a_granted_case, "granted"),
    (builders.a_refused_case, "refused"),
    (builders.a_verified_case, "closed"),
    (builders.a_refuted_case, "granted"),
    (builders.a_matter, "opened"),
    (builders.a_heard_matter, "heard"),
    (builders.an_upheld_matter, "upheld"),
]


@pytest.mark.parametrize(("build", "state"), SITUATIONS, ids=[one.__name__ for one, _ in SITUATIONS])
def test_a_situation_is_where_it_says_and_its_journal_is_whole(build: Callable[[], File], state: str) -> None:
    assert build().state == state
    assert list(faults()) == []


def test_who_was_found_to_have_pledged_falsely_may_not_pledge() -> None:
    party = builders.a_blacklisted_person()
    assert credit.standing(party.number).barred
    assert builders.an_eligible_case(party).state == "ordinary"


def test_who_was_repaired_may_pledge_again() -> None:
    party = builders.a_repaired_person()
    assert not credit.standing(party.number).barred
    assert builders.an_eligible_case(party).state == "eligible"
