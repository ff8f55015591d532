"""Every part that the law names is written: no blank, and no mere punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.hearing import rests_on, says
from tests.rules.programme.facts import CLAUSE, HANDING, PARTS, saying

from nuocheng.programme.rules import summary_writes_every_part as rule

pytestmark = pytest.mark.req("S12.3")
#: Words, blanks and punctuation, in any order.
SAID = st.text("无做了 　\n。—…🙂a1", max_size=8)


def test_the_rule_rests_on_the_clause_on_summaries() -> None:
    rests_on(rule, "总结的每一部分都要写", CLAUSE)


def test_a_summary_that_writes_every_part_is_let_through() -> None:
    assert says(rule, HANDING) == ""


@pytest.mark.parametrize("empty", ["", " 　\n\t", "。", "……", "—— /", "、；：", "🙂"])
def test_a_part_without_a_word_in_it_is_not_written(empty: str) -> None:
    assert says(rule, saying("做了", empty, "建了", "无")) == "还没写“主要做法和成效”，请写好再报送"


def test_every_part_that_is_missing_is_named_in_the_order_of_the_law() -> None:
    said = says(rule, saying("做了", "", "建了", "。"))
    assert said == "还没写“主要做法和成效”、“存在的问题和建议”，请写好再报送"
    assert says(rule, saying("", "", "", "")).count("“") == len(PARTS)


@given(st.lists(SAID, min_size=4, max_size=4), st.integers(0, 3), SAID)
def test_writing_more_never_makes_a_part_unwritten(texts: list[str], place: int, more: str) -> None:
    longer = [text + more if number == place else text for number, text in enumerate(texts)]
    assert says(rule, saying(*longer)).count("“") <= says(rule, saying(*texts)).count("“")
