"""Whoever once pledged untruly may not pledge until credit is repaired, and is told why (三（二）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import ELIGIBILITY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import good_standing

REASON = "2026年3月2日认定过一次承诺不实"


@pytest.mark.req("S2.2")
@pytest.mark.parametrize(
    ("barred", "reason", "sentence"),
    [
        (False, "", ""),
        (False, REASON, ""),
        (True, REASON, f"因为：{REASON}，还没有完成信用修复。这次请提交证明办理，也可以申请信用修复"),
    ],
)
def test_only_a_bar_keeps_a_party_from_pledging_and_its_reason_is_told(
    barred: bool, reason: str, sentence: str
) -> None:
    assert says(good_standing, replace(ELIGIBILITY, barred=barred, reason=reason)) == sentence


def test_it_rests_on_the_clause_on_who_may_pledge() -> None:
    rests_on(good_standing, "申请人信用状况", "白政办发〔2020〕20号三（二）")
    [cite] = good_standing.cites
    assert "申请人有较严重的不良信用记录或曾作出虚假承诺等情形的，不适用告知承诺制" in cite.quote
