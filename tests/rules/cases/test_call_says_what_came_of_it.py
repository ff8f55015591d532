"""A call back is noted with what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CALLING
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import call_says_what_came_of_it


@pytest.mark.req("S9.2")
@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [("", "请写明回访的情况和整改的结果"), ("  ", "请写明回访的情况和整改的结果"), ("打了电话，已改", "")],
)
def test_a_call_without_an_outcome_is_not_noted(outcome: str, sentence: str) -> None:
    assert says(call_says_what_came_of_it, replace(CALLING, outcome=outcome)) == sentence


def test_it_rests_on_its_clauses() -> None:
    rests_on(call_says_what_came_of_it, "回访写明结果", "白政办发〔2020〕20号三（九）")
