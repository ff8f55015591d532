"""Whoever pledges is not looked at more often than others, unless a ground is on file."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.verification.rules import draw_is_no_stricter_than_usual
from nuocheng.verification.rules.drawing import Share
from nuocheng.verification.rules.facts import DrawFacts


@pytest.mark.parametrize(
    ("usual", "ground", "objects"),
    [
        (30, "", False),
        (29, "", True),
        (29, " \n", True),
        (29, "本季度有人反映这一类承诺不实", False),
        (100, "", False),
    ],
)
def test_a_share_above_the_usual_one_needs_a_ground(usual: int, ground: str, objects: bool) -> None:
    shares = (Share("A", "信用好的", 5), Share("C", "信用一般的", 30))
    said = says(draw_is_no_stricter_than_usual, DrawFacts(shares, usual, ground))
    assert bool(said) is objects
    assert not objects or said == "“信用一般的”30%高于日常监管的29%。请写明理由，或者把比例改低"


def test_it_rests_on_not_disturbing_people() -> None:
    rests_on(
        draw_is_no_stricter_than_usual,
        "承诺件的抽查比例不高于日常监管",
        "白政办发〔2020〕20号三（八）",
        since=date(2020, 4, 3),
    )
