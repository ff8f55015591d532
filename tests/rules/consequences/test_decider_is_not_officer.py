"""An officer does not decide on a matter of their own (三（十）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.consequences.facts import DECIDING
from tests.rules.hearing import rests_on, says

from nuocheng.consequences.rules import decider_is_not_officer

SENTENCE = "您是经办人，不能审核同一件，请转给法制审核岗位的同事"


@pytest.mark.req("S10.3")
@pytest.mark.parametrize(
    ("decider", "officer", "sentence"), [("zhou", "chen", ""), ("chen", "chen", SENTENCE), ("chen", "", "")]
)
def test_somebody_else_decides(decider: str, officer: str, sentence: str) -> None:
    assert says(decider_is_not_officer, replace(DECIDING, decider=decider, officer=officer)) == sentence


def test_it_rests_on_the_three_systems_of_enforcement() -> None:
    rests_on(decider_is_not_officer, "经办和决定分开", "白政办发〔2020〕20号三（十）")
