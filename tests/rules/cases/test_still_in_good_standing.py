"""A party barred after its pledge gets no decision on that pledge (三（二）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECISION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import still_in_good_standing

SENTENCE = "申请人在承诺之后被认定过承诺不实，这一件要改为提交证明办理"


@pytest.mark.req("S2.2")
@pytest.mark.parametrize(
    ("pledged", "barred", "sentence"),
    [(True, False, ""), (True, True, SENTENCE), (False, True, ""), (False, False, "")],
)
def test_a_bar_stops_a_decision_on_a_pledge_and_on_nothing_else(
    pledged: bool, barred: bool, sentence: str
) -> None:
    facts = replace(DECISION, pledged=pledged, barred_now=barred)
    assert says(still_in_good_standing, facts) == sentence


def test_it_rests_on_the_clause_on_who_may_pledge() -> None:
    rests_on(still_in_good_standing, "决定时仍然可以承诺", "白政办发〔2020〕20号三（二）")
