"""A pledge says the four things of the founding document, and what the notice adds (三（七）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases.facts import PLEDGE, STATEMENTS
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import pledge_says_everything

#: What the founding document asks for, written down here once more so that nobody drops one by mistake.
FOUR = {
    "knows_notice": "已经知晓告知的全部内容",
    "meets_conditions": "已经符合告知的条件、标准、要求",
    "accepts_liability": "愿意承担不实承诺的法律责任",
    "genuine_intent": "以上承诺是本人真实的意思",
}
WHAT_TO_DO = "。请逐条看过，同意的打勾；不同意的可以改为提交证明"


@pytest.mark.req("S7.2")
def test_a_pledge_with_all_four_is_whole() -> None:
    assert says(pledge_says_everything, replace(PLEDGE, statements=frozenset(FOUR))) == ""


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("dropped", FOUR)
def test_dropping_any_one_of_the_four_is_objected_to_and_named(dropped: str) -> None:
    facts = replace(PLEDGE, statements=frozenset(FOUR) - {dropped})
    assert says(pledge_says_everything, facts) == f"承诺书还缺：{FOUR[dropped]}{WHAT_TO_DO}"


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("dropped", FOUR)
def test_the_four_are_asked_for_even_where_the_law_table_forgets_one(dropped: str) -> None:
    left = frozenset(FOUR) - {dropped}
    assert FOUR[dropped] in says(pledge_says_everything, replace(PLEDGE, statements=left, required=left))
    assert FOUR[dropped] in says(
        pledge_says_everything, replace(PLEDGE, statements=left, required=frozenset())
    )


def test_several_that_are_missing_are_all_named() -> None:
    said = says(pledge_says_everything, replace(PLEDGE, statements=frozenset({"knows_notice"})))
    assert said == f"承诺书还缺：{'；'.join(list(FOUR.values())[1:])}{WHAT_TO_DO}"


def test_a_statement_that_the_notice_adds_is_asked_for_too() -> None:
    asked = replace(PLEDGE, required=STATEMENTS | {"consents_to_queries"})
    assert says(pledge_says_everything, asked) == f"承诺书还缺：告知书列明的其他声明{WHAT_TO_DO}"
    assert says(pledge_says_everything, replace(asked, statements=asked.required)) == ""


CODES = st.frozensets(st.sampled_from([*FOUR, "consents_to_queries", "something_else"]))


@pytest.mark.req("S7.2")
@given(statements=CODES, required=CODES, more=CODES)
def test_dropping_one_of_the_four_is_always_objected_to_and_saying_more_never_harms(
    statements: frozenset[str], required: frozenset[str], more: frozenset[str]
) -> None:
    facts = replace(PLEDGE, statements=statements, required=required)
    whole = not says(pledge_says_everything, facts)
    assert whole == (statements >= set(FOUR) | required)
    if whole:
        assert says(pledge_says_everything, replace(facts, statements=statements | more)) == ""


def test_it_rests_on_the_clause_on_the_four_statements() -> None:
    rests_on(pledge_says_everything, "承诺四项内容齐全", "白政办发〔2020〕20号三（七）")
