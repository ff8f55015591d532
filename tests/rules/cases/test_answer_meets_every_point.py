"""Every point of a correction is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import ANSWERED
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import answer_meets_every_point


@pytest.mark.parametrize(
    ("answered", "sentence"),
    [
        ({1, 2}, ""),
        ({2}, "还有没补的：第1项（身份证照片）。补不了的，请在那一项写明原因"),
        (set(), "还有没补的：第1项（身份证照片）、第2项（说明情况）。补不了的，请在那一项写明原因"),
    ],
)
def test_no_point_is_left_open(answered: set[int], sentence: str) -> None:
    assert says(answer_meets_every_point, replace(ANSWERED, answered=frozenset(answered))) == sentence


def test_it_rests_on_its_clause() -> None:
    rests_on(answer_meets_every_point, "补正逐项答复", "中华人民共和国行政许可法第三十二条")
