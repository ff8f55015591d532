"""Every act of the programme of work: permitted, refused by post, refused by state, journalled."""

from __future__ import annotations

import pytest
from tests.acts import standard

from nuocheng.kernel.occasion import Role

pytestmark = [
    pytest.mark.django_db,
    standard.WORLD,
    pytest.mark.req("S12.1", "S12.2", "S12.3", "S14.2", "S14.3"),
]

OFFICE = "programme"


@pytest.mark.parametrize(("verb", "role"), standard.posts(OFFICE))
def test_an_act_is_done_from_every_post_that_may(verb: str, role: Role) -> None:
    standard.permitted(verb, role)


@pytest.mark.parametrize(("verb", "state"), standard.possible(OFFICE))
def test_an_act_is_done_in_every_state_that_allows_it(verb: str, state: str) -> None:
    standard.permitted(verb, state=state)


@pytest.mark.parametrize("verb", standard.acts_of(OFFICE))
def test_an_act_is_refused_from_every_other_post(verb: str) -> None:
    standard.refused_by_post(verb)


@standard.ALIKE
@pytest.mark.parametrize(("verb", "state"), standard.impossible(OFFICE))
def test_an_act_is_refused_in_every_other_state(verb: str, state: str) -> None:
    standard.refused_by_state(verb, state)


@standard.WORLD_OF_REFUSAL
@pytest.mark.parametrize("verb", standard.foundings(OFFICE))
def test_a_file_is_not_opened_where_it_may_not_be(verb: str) -> None:
    standard.refused_to_open(verb)


@pytest.mark.parametrize("verb", standard.acts_of(OFFICE))
def test_an_act_is_journalled(verb: str) -> None:
    standard.journalled(verb)
