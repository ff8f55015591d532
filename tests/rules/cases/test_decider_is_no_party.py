"""Nobody decides on their own application."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import DECIDER
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import decider_is_no_party

PARTY = "这一件是您本人申请的，您应当回避，请转给别的同事"
AGENT = "您是这一件申请人的代表人或者代理人，应当回避，请转给别的同事"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(DECIDER.party, PARTY), (next(iter(DECIDER.representatives)), AGENT), ("", ""), ("1", "")],
)
def test_nobody_decides_on_what_is_their_own(number: str, sentence: str) -> None:
    assert says(decider_is_no_party, replace(DECIDER, number=number)) == sentence


def test_an_account_without_a_number_is_nobodys_party() -> None:
    assert says(decider_is_no_party, replace(DECIDER, number="", party="")) == ""


def test_it_rests_on_its_clause() -> None:
    rests_on(decider_is_no_party, "不办自己的事", "中华人民共和国公务员法第七十六条")
