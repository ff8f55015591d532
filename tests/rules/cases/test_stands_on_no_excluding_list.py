"""Whoever stands on a list that excludes may not pledge, and is told which, by whom, and what can be done (三（二）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import ELIGIBILITY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import stands_on_no_excluding_list

LISTED = "全国信用信息共享平台上，2025年9月18日起列入严重失信主体名单（某法院，某号）"


@pytest.mark.req("S2.2", "S8.3")
@pytest.mark.parametrize(
    ("listed", "sentence"),
    [
        ("", ""),
        (
            LISTED,
            f"因为：{LISTED}。这次请提交证明办理；认为名单有错的，请向列入的单位申请移出或者修复",
        ),
    ],
)
def test_only_an_excluding_list_keeps_a_party_from_pledging_and_is_told(listed: str, sentence: str) -> None:
    assert says(stands_on_no_excluding_list, replace(ELIGIBILITY, listed=listed)) == sentence


def test_it_rests_on_the_clause_on_who_may_pledge() -> None:
    rests_on(stands_on_no_excluding_list, "信用信息共享平台上的名单", "白政办发〔2020〕20号三（二）")
