"""A correction is asked for within days of receipt, or never."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CORRECTION
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import correction_comes_in_time


@pytest.mark.parametrize(("days", "late"), [(0, False), (5, False), (6, True), (60, True)])
def test_after_the_days_of_the_law_an_application_counts_as_complete(days: int, late: bool) -> None:
    said = says(correction_comes_in_time, replace(CORRECTION, days_since_receipt=days))
    assert bool(said) == late
    if late:
        assert said == (
            f"收到材料已经{days}个工作日，超过5个工作日没有告知补正的，视为已经受理。请在现有材料上作决定"
        )


def test_it_rests_on_its_clause() -> None:
    rests_on(correction_comes_in_time, "收到材料几天内告知补正", "中华人民共和国行政许可法第三十二条")
