"""Whoever took a case in does not decide it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECIDER
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import reviewer_is_not_clerk

SENTENCE = "这一件是您受理的，要由别的同事审查决定"


@pytest.mark.parametrize(
    ("reviewer", "clerk", "sentence"),
    [("chen", "chen", SENTENCE), ("chen", "wang", ""), ("chen", "", ""), ("", "", "")],
)
def test_nobody_decides_what_they_took_in(reviewer: str, clerk: str, sentence: str) -> None:
    assert says(reviewer_is_not_clerk, replace(DECIDER, reviewer=reviewer, clerk=clerk)) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(reviewer_is_not_clerk, "受理和审查分开", "白政办发〔2020〕20号三（十）")
