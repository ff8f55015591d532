"""A case given to somebody is decided by that person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECIDER
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import decider_is_assigned


@pytest.mark.parametrize(
    ("assigned", "name", "sentence"),
    [
        ("other", "方远", "这一件分给了方远，由他办理；要换人的，请先转派"),
        ("other", "", "这一件分给了other，由他办理；要换人的，请先转派"),
        ("reviewer-1", "", ""),
        ("", "", ""),
    ],
)
def test_a_case_is_decided_by_whom_it_was_given_to(assigned: str, name: str, sentence: str) -> None:
    facts = replace(DECIDER, assigned_to=assigned, assigned_name=name)
    assert says(decider_is_assigned, facts) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(decider_is_assigned, "分给谁由谁办", "白政办发〔2020〕20号三（六）")
