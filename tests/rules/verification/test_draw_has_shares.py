"""A draw says for each class how much of it is drawn."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.verification.rules import draw_has_shares
from nuocheng.verification.rules.drawing import Share
from nuocheng.verification.rules.facts import DrawFacts


@pytest.mark.parametrize(
    ("percent", "other", "sentence"),
    [
        (5, 0, ""),
        (100, 100, ""),
        (0, 0, "各类都写了0，等于不抽查。请至少给一类写上比例"),
        (101, 5, "“信用好的”写了101%，比例请写0到100"),
        (-1, 5, "“信用好的”写了-1%，比例请写0到100"),
    ],
)
def test_shares_are_percentages_and_something_is_drawn(percent: int, other: int, sentence: str) -> None:
    shares = (Share("A", "信用好的", percent), Share("B", "信用较好的", other))
    assert says(draw_has_shares, DrawFacts(shares, 100, "")) == sentence


def test_it_rests_on_checking_in_batches() -> None:
    rests_on(
        draw_has_shares, "抽查方案写明每一类抽多少", "白政办发〔2020〕20号三（十）", since=date(2020, 4, 3)
    )
