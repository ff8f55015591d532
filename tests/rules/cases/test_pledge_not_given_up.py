"""A pledge once withdrawn bars a second one on the same case only where the item says so (三（二）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import ELIGIBILITY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import pledge_not_given_up

SENTENCE = "您这次已经撤回过承诺，按这个事项的规定，这次请提交证明办理"


@pytest.mark.req("S2.3")
@pytest.mark.parametrize(
    ("withdrawn", "bars", "sentence"),
    [(False, False, ""), (False, True, ""), (True, False, ""), (True, True, SENTENCE)],
)
def test_withdrawing_bars_only_where_the_item_says_so(withdrawn: bool, bars: bool, sentence: str) -> None:
    facts = replace(ELIGIBILITY, pledge_withdrawn=withdrawn, item_bars_after_withdrawal=bars)
    assert says(pledge_not_given_up, facts) == sentence


def test_it_rests_on_the_clause_on_the_ordinary_path() -> None:
    rests_on(pledge_not_given_up, "本次没有撤回过承诺", "白政办发〔2020〕20号三（二）")
