"""Every pledge statement is concrete and can be checked: type, unit, bounds, choices, source (三（七）、三（八）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.catalogue.standards import SPOTLESS, STANDARDS

from nuocheng.catalogue.rules import (
    bounds_are_in_order,
    facts_are_typed_and_checkable,
    labels_are_concrete,
    plan_names_time_standard_way,
)
from nuocheng.catalogue.rules.content import Certificate, Disposition, FactField, Plan
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.kernel.facts import Comparison, FactType, within
from nuocheng.kernel.rulings import Rule

RECORD = SPOTLESS.certificates[0]
T, C = FactType, Comparison
COUNT = FactField("n", "家里的人数", T.INTEGER, C.EQUALS, "size", unit="人")
SUM = FactField("m", "每月收入", T.MONEY, C.AT_MOST, "base")
DAY = FactField("d", "毕业日期", T.DATE, C.EQUALS, "graduated")
PICK = FactField("p", "婚姻状况", T.CHOICE, C.EQUALS, "status", choices=("未婚", "已婚"))
WORDS = FactField("w", "毕业学校", T.TEXT, C.EQUALS, "school")


def heard(rule: Rule[Asked], certificate: Certificate) -> tuple[str, str]:
    found = rule.objection(Asked(certificate, STANDARDS))
    return (found.at, found.text) if found else ("", "")


def with_fact(**what: object) -> Certificate:
    return replace(RECORD, facts=(replace(COUNT, **what),))


@pytest.mark.req("S8.1")
@pytest.mark.parametrize(
    ("fact", "at"),
    [
        (COUNT, ""),
        (replace(COUNT, unit=" "), "facts.n.unit"),
        (SUM, ""),
        (replace(SUM, unit="元"), ""),
        (replace(SUM, unit="万元"), "facts.m.unit"),
        (PICK, ""),
        (replace(PICK, choices=("未婚", "未婚 ")), "facts.p.choices"),
        (replace(PICK, choices=("未婚", " ")), "facts.p.choices"),
        (replace(PICK, choices=("未婚",)), "facts.p.choices"),
        (replace(WORDS, comparison=C.AT_MOST), "facts.w.comparison"),
        (replace(WORDS, source_field=" "), "facts.w.source_field"),
        (replace(WORDS, label=""), "facts.w.label"),
        (replace(WORDS, key=""), "facts.1.key"),
    ],
)
def test_a_fact_has_type_unit_choices_and_source(fact: FactField, at: str) -> None:
    assert heard(facts_are_typed_and_checkable, replace(RECORD, facts=(fact,)))[0] == at


@pytest.mark.req("S7.1", "S8.1")
@pytest.mark.parametrize(
    ("fact", "at", "words"),
    [
        (replace(COUNT, minimum="1", maximum="20"), "", ""),
        (replace(COUNT, minimum="20", maximum="20"), "", ""),
        (replace(COUNT, minimum="9", maximum="10"), "", ""),
        (replace(COUNT, minimum="20", maximum="1"), "facts.n.maximum", "谁也填不进去"),
        (replace(COUNT, minimum="一"), "facts.n.minimum", "只写数字"),
        (replace(COUNT, maximum="20人"), "facts.n.maximum", "只写数字"),
        (replace(SUM, maximum="100.555"), "facts.m.maximum", "只写数字"),
        (replace(DAY, minimum="1950-01-01"), "", ""),
        (replace(DAY, minimum="1950年"), "facts.d.minimum", "2027-06-30"),
        (replace(DAY, minimum="2027-02-29"), "facts.d.minimum", "2027-06-30"),
        (replace(DAY, minimum="2027-01-01", maximum="2026-12-31"), "facts.d.maximum", "谁也填不进去"),
        (replace(WORDS, maximum="3"), "facts.w.maximum", "不能设范围"),
        (replace(PICK, minimum="1"), "facts.p.minimum", "不能设范围"),
    ],
)
def test_bounds_can_be_read_and_leave_something_between_them(fact: FactField, at: str, words: str) -> None:
    place, text = heard(bounds_are_in_order, replace(RECORD, facts=(fact,)))
    assert place == at
    assert words in text


@given(
    st.sampled_from([T.INTEGER, T.MONEY, T.DATE]),
    st.text(alphabet="0123456789-.", max_size=10),
    st.text(alphabet="0123456789-.", max_size=10),
)
def test_between_bounds_in_order_something_can_be_stated(kind: FactType, low: str, high: str) -> None:
    fact = replace(COUNT, type=kind, minimum=low, maximum=high)
    if heard(bounds_are_in_order, replace(RECORD, facts=(fact,)))[0] == "" and (low or high):
        assert within(kind, low or high, low, high)
        assert within(kind, high or low, low, high)


def test_a_certificate_that_is_handed_in_needs_no_facts() -> None:
    handed_in = replace(with_fact(minimum="x", unit=""), disposition=Disposition.SUBMIT)
    for rule in (bounds_are_in_order, facts_are_typed_and_checkable, labels_are_concrete):
        assert heard(rule, handed_in) == ("", "")


@pytest.mark.req("S7.1")
@pytest.mark.parametrize(
    ("label", "vague"),
    [
        ("家里享受低保的人数", False),
        ("我没有犯罪记录", False),
        ("婚姻状况", False),
        ("符合条件", True),
        ("我符合条件", True),
        ("是否符合条件？", True),
        ("基本情况", True),
        ("其他", True),
        ("您的家庭情况", True),
    ],
)
def test_a_statement_names_something_that_can_be_checked(label: str, *, vague: bool) -> None:
    at, text = heard(labels_are_concrete, with_fact(label=label))
    assert at == ("facts.n.label" if vague else "")
    assert not vague or label in text
    assert (heard(labels_are_concrete, replace(RECORD, proves=label))[0] == "proves") is vague


@pytest.mark.req("S7.1")
def test_two_statements_do_not_go_by_one_name() -> None:
    twice = replace(RECORD, facts=(COUNT, replace(WORDS, label=COUNT.label)))
    assert heard(labels_are_concrete, twice)[0] == "facts.w.label"


@pytest.mark.req("S8.1")
@pytest.mark.parametrize(
    ("plan", "at"),
    [
        (RECORD.plan, ""),
        (None, "plan"),
        (replace(RECORD.plan, standard="", way=""), "plan.standard"),
        (replace(RECORD.plan, way=""), "plan.way"),
        (replace(RECORD.plan, source=""), "plan.source"),
        (replace(RECORD.plan, channel="telepathy"), "plan.channel"),
        (Plan("exempt"), "plan.exempt_reason"),
    ],
)
def test_what_a_plan_leaves_out_is_shown_at_its_field(plan: Plan | None, at: str) -> None:
    assert heard(plan_names_time_standard_way, replace(RECORD, plan=plan))[0] == at


def test_where_the_law_lists_no_channels_any_will_do() -> None:
    odd = replace(RECORD, plan=replace(RECORD.plan, channel="telepathy"))
    silent = replace(STANDARDS, channels={})
    assert plan_names_time_standard_way.objection(Asked(odd, silent)) is None
