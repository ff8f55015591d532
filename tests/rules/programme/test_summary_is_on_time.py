"""A summary comes by its day; a late one is told by how many days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.programme.facts import CLAUSE, HANDING, TODAY

from nuocheng.programme.rules import MAY_HAND_IN, SUMMARY_ON_TIME
from nuocheng.programme.rules import summary_is_on_time as rule

pytestmark = pytest.mark.req("S12.3")


def test_the_rule_rests_on_the_clause_on_summaries() -> None:
    rests_on(rule, "总结按期报送", CLAUSE)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (-30, ""),
        (0, ""),
        (1, "应在2026年11月23日前报送，晚了1天"),
        (40, "应在2026年11月23日前报送，晚了40天"),
    ],
)
def test_the_last_day_counts_and_every_day_after_it_is_told(after: int, said: str) -> None:
    assert says(rule, replace(HANDING, first_on=TODAY + timedelta(days=after))) == said


def test_when_it_was_mended_does_not_matter() -> None:
    assert says(rule, replace(HANDING, today=TODAY + timedelta(days=90))) == ""


def test_being_late_never_stops_a_summary() -> None:
    assert rule in SUMMARY_ON_TIME
    assert rule not in MAY_HAND_IN
