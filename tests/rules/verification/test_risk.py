"""What is looked at first follows from a published formula, and from nothing about the person (三（八）、三（十）)."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.verification.rules.risk import Formula, Points, RiskClass, RiskFacts, risk_of, share_of

FORMULA = Formula(
    version="2026-1",
    prior=20,
    usual=20,
    harms={"low": Points(1, "轻微"), "middle": Points(2, "一般"), "high": Points(3, "较重")},
    ways={"data_exchange": Points(1, "能在线查的"), "on_site": Points(3, "要到现场看")},
    usual_harm="middle",
    usual_way="on_site",
    high=150,
    middle=40,
)
USUAL = RiskFacts(100, 2, 1000, 20, "middle", "data_exchange")
FACTS = st.builds(
    lambda untrue, true, more, harm, way: RiskFacts(
        untrue + true, untrue, untrue + true + more, untrue + more // 3, harm, way
    ),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(0, 5000),
    st.sampled_from(["low", "middle", "high", ""]),
    st.sampled_from(["data_exchange", "on_site", "unheard_of"]),
)


@pytest.mark.req("S10.6")
def test_the_three_factors_are_multiplied_and_told_with_their_numbers() -> None:
    risk = risk_of(USUAL, FORMULA)
    assert (risk.score, risk.risk_class, risk.version) == (20 * 2 * 1, RiskClass.MIDDLE, "2026-1")
    assert "查过100项，2项不实" in risk.reasons[0]
    assert "约2%" in risk.reasons[0]
    assert risk.reasons[1:] == ("危害：一般，计2分", "能不能查出来：能在线查的，计1分")
    assert risk_of(replace(USUAL, harm="high", way="on_site"), FORMULA).risk_class is RiskClass.HIGH
    assert risk_of(replace(USUAL, harm="low"), FORMULA).risk_class is RiskClass.LOW


def test_nothing_about_the_person_can_enter() -> None:
    """The facts have just these fields, all about findings, harm and ways; a new one has to be thought about here."""
    assert {one.name for one in fields(RiskFacts)} == {
        "checked", "untrue", "department_checked", "department_untrue", "harm", "way",
    }  # fmt: skip


@given(FACTS)
def test_few_findings_are_drawn_toward_the_average_and_never_beyond(facts: RiskFacts) -> None:
    share = share_of(facts, FORMULA)
    average = share_of(replace(facts, checked=0, untrue=0), FORMULA)
    own = facts.untrue / facts.checked if facts.checked else average
    assert min(own, average) - 1e-12 <= share <= max(own, average) + 1e-12


def test_one_untrue_pledge_among_three_does_not_make_a_certificate_dangerous() -> None:
    few = share_of(replace(USUAL, checked=3, untrue=1), FORMULA)
    many = share_of(replace(USUAL, checked=300, untrue=100), FORMULA)
    assert few < 0.07
    assert many > 0.3
    assert share_of(RiskFacts(0, 0, 0, 0, "", ""), FORMULA) == pytest.approx(0.02)


@given(FACTS)
def test_one_more_untrue_never_lowers_and_one_more_true_never_raises(facts: RiskFacts) -> None:
    share = share_of(facts, FORMULA)
    worse = replace(
        facts,
        checked=facts.checked + 1,
        untrue=facts.untrue + 1,
        department_checked=facts.department_checked + 1,
        department_untrue=facts.department_untrue + 1,
    )
    better = replace(facts, checked=facts.checked + 1, department_checked=facts.department_checked + 1)
    assert share_of(worse, FORMULA) >= share - 1e-12
    assert share_of(better, FORMULA) <= share + 1e-12
