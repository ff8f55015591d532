"""Whoever took part in a disagreement does not decide it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.verification.rules import FindingFacts, reopened_is_found_by_a_third

SENTENCE = "这一项复核不同，要由没有参加过的第三个人下结论，请转给他"


@pytest.mark.parametrize("verdict", ["confirm", "refute", "leave_unresolved"])
def test_only_somebody_who_had_no_part_in_it_decides(verdict: str) -> None:
    among = FindingFacts(verdict, "contradicted", "看了原件", took_part=True)
    third = FindingFacts(verdict, "contradicted", "看了原件")
    assert says(reopened_is_found_by_a_third, among) == SENTENCE
    assert says(reopened_is_found_by_a_third, third) == ""


def test_it_rests_on_the_clause_on_verification() -> None:
    rests_on(
        reopened_is_found_by_a_third,
        "复核不同的由第三个人下结论",
        "白政办发〔2020〕20号三（八）",
        since=date(2020, 4, 3),
    )
