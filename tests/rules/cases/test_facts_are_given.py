"""Every pledged fact is given, and in a form that can be held against a source (三（七）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases.facts import PLEDGE
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import facts_are_given
from nuocheng.cases.rules.facts import GivenFact
from nuocheng.kernel.facts import FactType

CHOICES = ("享受中", "已停发")
DATE, MONEY = "没有这一天，请照这样填：2027-06-30", "请填数字，单位是元，例如1200"
WHOLE, YES_NO, LISTED = "请填整数，例如3", "请选“是”或“否”", "请从列出的几项里选一项"
TOO_LONG = "太长了，请写在400个字以内"


def heard(kind: str, value: str) -> str:
    fact = GivenFact("c", "这一项", kind, value, CHOICES)
    return says(facts_are_given, replace(PLEDGE, facts=(fact,)))


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        ("text", "公园路18号", ""),
        ("text", "一" * 400, ""),
        ("text", "一" * 401, TOO_LONG),
        ("text", "  " + "一" * 400 + "  ", ""),
        ("date", "2027-06-30", ""),
        ("date", " 2027-06-30 ", ""),
        ("date", "2028-02-29", ""),
        ("date", "2027-02-29", DATE),
        ("date", "20270630", DATE),
        ("date", "2027-W26-3", DATE),
        ("date", "2027/06/30", DATE),
        ("date", "明天", DATE),
        ("money", "1200", ""),
        ("money", "1200.5", ""),
        ("money", "1200.50", ""),
        ("money", "1" * 12, ""),
        ("money", "1" * 13, MONEY),
        ("money", "1200.505", MONEY),
        ("money", "1200元", MONEY),
        ("money", "-1", MONEY),
        ("money", ".5", MONEY),
        ("integer", "0", ""),
        ("integer", "3", ""),
        ("integer", "3.0", WHOLE),
        ("integer", "-3", WHOLE),
        ("integer", "３", WHOLE),
        ("integer", "三", WHOLE),
        ("boolean", "是", ""),
        ("boolean", "否", ""),
        ("boolean", "true", YES_NO),
        ("choice", "享受中", ""),
        ("choice", "已停发", ""),
        ("choice", "停发", LISTED),
        ("number", "620402199001010017", ""),
    ],
)
def test_a_fact_is_what_its_type_asks_for(kind: str, value: str, wrong: str) -> None:
    assert heard(kind, value) == (f"这一项{wrong}" if wrong else "")


@pytest.mark.parametrize("kind", list(FactType))
@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u3000"])
def test_a_blank_fact_is_asked_for_whatever_its_type(kind: FactType, blank: str) -> None:
    assert heard(kind, blank) == "请填写这一项"


def test_of_several_facts_the_first_that_is_wrong_is_named() -> None:
    facts = (
        GivenFact("c", "甲", "text", "有"),
        GivenFact("c", "乙", "text", ""),
        GivenFact("c", "丙", "text", ""),
    )
    assert says(facts_are_given, replace(PLEDGE, facts=facts)) == "请填写乙"
    assert says(facts_are_given, replace(PLEDGE, facts=facts[:1])) == ""


@given(kind=st.sampled_from(list(FactType)), value=st.text(max_size=30))
def test_spaces_around_a_value_never_matter(kind: FactType, value: str) -> None:
    assert heard(kind, f" {value}\n") == heard(kind, value)


@given(st.dates())
def test_every_day_there_is_can_be_pledged(day: object) -> None:
    assert heard("date", str(day)) == ""


def test_it_rests_on_the_clause_on_what_a_pledge_says() -> None:
    rests_on(facts_are_given, "承诺的事实逐项填写", "白政办发〔2020〕20号三（七）")


@pytest.mark.parametrize(
    ("kind", "value", "minimum", "maximum", "wrong"),
    [
        ("integer", "3", "1", "20", ""),
        ("integer", "1", "1", "20", ""),
        ("integer", "20", "1", "20", ""),
        ("integer", "0", "1", "20", "应在1人到20人之间，请核对后重新填"),
        ("integer", "21", "1", "20", "应在1人到20人之间，请核对后重新填"),
        ("integer", "0", "1", "", "应不少于1人，请核对后重新填"),
        ("integer", "三", "1", "20", WHOLE),
        ("date", "1949-12-31", "1950-01-01", "", "应不早于1950年1月1日，请核对后重新填"),
        ("date", "1950-01-01", "1950-01-01", "", ""),
    ],
)
def test_a_fact_lies_within_the_bounds_of_the_catalogue(
    kind: str, value: str, minimum: str, maximum: str, wrong: str
) -> None:
    fact = GivenFact("c", "这一项", kind, value, unit="人", minimum=minimum, maximum=maximum)
    heard_of = says(facts_are_given, replace(PLEDGE, facts=(fact,)))
    assert heard_of == (f"这一项{wrong}" if wrong else "")
