"""What is pledged lies within the bounds that the catalogue sets, whatever door it comes through (三（七）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders as b
from tests.builders import Hours, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.kernel.errors import RuledOut

pytestmark = pytest.mark.django_db

STATUS, HOUSEHOLD = b.LOW_INCOME.facts
BOUNDED = replace(
    b.ITEM,
    certificates=(
        replace(b.LOW_INCOME, facts=(STATUS, replace(HOUSEHOLD, minimum="1", maximum="20"))),
    ),
)  # fmt: skip


def household(count: str) -> dict[str, dict[str, str]]:
    return {"low_income": {"status": "享受中", "household": count}}


@pytest.mark.req("S7.1")
@pytest.mark.parametrize("count", ["0", "21", "300"])
def test_a_fact_outside_its_bounds_is_refused_and_nothing_is_kept(count: str) -> None:
    hours = Hours()
    case = b.an_acknowledged_case(item=BOUNDED, hours=hours)
    with pytest.raises(RuledOut) as said:
        cases.sign_pledge(
            by_party(case, hours.next()), case.reference, given=b.a_pledge(case, household(count))
        )
    assert said.value.text == "保障人数应在1人到20人之间，请核对后重新填"
    assert queries.facts_of(case.reference) == []


@pytest.mark.parametrize("count", ["1", "20"])
def test_the_bounds_themselves_may_be_pledged(count: str) -> None:
    case = b.a_pledged_case(item=BOUNDED, facts=household(count))
    assert [one.value for one in queries.facts_of(case.reference)] == ["享受中", count]
