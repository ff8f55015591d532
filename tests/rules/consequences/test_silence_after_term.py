"""Silence counts only once the term has run out (行政处罚法第四十五条)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import REVISED, rests_on, says

from nuocheng.consequences.rules import Silence, silence_after_term

DUE = date(2026, 11, 30)
SENTENCE = "陈述申辩的期限到2026年11月30日，还没有到期，请等到期后再办"


@pytest.mark.req("S10.2")
@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2026, 11, 24), SENTENCE),
        (date(2026, 11, 30), SENTENCE),
        (date(2026, 12, 1), ""),
        (date(2027, 1, 1), ""),
    ],
)
def test_the_last_day_still_belongs_to_the_party(today: date, sentence: str) -> None:
    assert says(silence_after_term, Silence(today, DUE)) == sentence


def test_it_rests_on_the_right_to_be_heard() -> None:
    rests_on(silence_after_term, "陈述申辩期限届满", "中华人民共和国行政处罚法第四十五条", since=REVISED)
