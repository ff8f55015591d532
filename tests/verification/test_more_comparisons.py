"""Comparisons with a tolerance, within a period, and of names; none of them holds a gap in a register against anybody."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.kernel.facts import Comparison, FactType, tolerance
from nuocheng.verification.rules.compare import Claim, Verdict, compare
from nuocheng.verification.rules.names import same_name
from nuocheng.verification.rules.periods import read_period

pytestmark = pytest.mark.req("S8.1")

MONEY = st.decimals(0, 10**8, places=2)
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
NAMES = st.text(alphabet="张華华伟·王Abdul买提公司有限责任", min_size=1, max_size=10)
SAYS_NOTHING = st.sampled_from([None, "", "  ", "不详", "暂无", "***", "张*三", "-", "null"])


def verdict(kind: FactType, how: Comparison, said: str, seen: str | None, allowed: str = "") -> Verdict:
    return compare(Claim("fact", kind, said, how, tolerance=allowed), seen).verdict


def near(said: Decimal, seen: Decimal, allowed: str) -> Verdict:
    return verdict(FactType.MONEY, Comparison.WITHIN, str(said), str(seen), allowed)


@pytest.mark.parametrize(
    ("said", "seen", "allowed", "expected"),
    [
        ("2000", "2100", "5%", "consistent"),
        ("2000", "2106", "5%", "contradicted"),
        ("2000", "2199.99", "200", "consistent"),
        ("2000", "2201", "200", "contradicted"),
        ("2000", "0.2万", "0", "consistent"),
        ("2000", "2100", "", "missing"),
        ("2000", "2100", "随便", "missing"),
        ("2000", "大约两千", "5%", "missing"),
    ],
)
def test_a_sum_within_its_tolerance_agrees(said: str, seen: str, allowed: str, expected: str) -> None:
    assert verdict(FactType.MONEY, Comparison.WITHIN, said, seen, allowed) == expected


@pytest.mark.parametrize(
    ("said", "seen", "allowed", "expected"),
    [
        ("2024-05-01", "2024-05-08", "7", "consistent"),
        ("2024-05-01", "2024-05-09", "7", "contradicted"),
        ("2024-05-01", "2024年5月", "0", "consistent"),
        ("2024-05-01", "2024-05-02", "5%", "missing"),
    ],
)
def test_a_day_within_its_tolerance_agrees(said: str, seen: str, allowed: str, expected: str) -> None:
    assert verdict(FactType.DATE, Comparison.WITHIN, said, seen, allowed) == expected


@given(MONEY, MONEY, st.integers(0, 50))
def test_within_is_symmetric(one: Decimal, other: Decimal, percent: int) -> None:
    assert near(one, other, f"{percent}%") == near(other, one, f"{percent}%")


@given(MONEY, MONEY, st.integers(0, 50), st.integers(0, 50))
def test_a_wider_tolerance_never_turns_agreement_into_contradiction(
    one: Decimal, other: Decimal, few: int, more: int
) -> None:
    few, more = sorted((few, more))
    if near(one, other, f"{few}%") is Verdict.CONSISTENT:
        assert near(one, other, f"{more}%") is Verdict.CONSISTENT


@given(MONEY, MONEY)
def test_no_tolerance_at_all_is_equality(one: Decimal, other: Decimal) -> None:
    equal = verdict(FactType.MONEY, Comparison.EQUALS, str(one), str(other))
    assert near(one, other, "0") == equal


@given(DAYS, DAYS, st.integers(0, 366))
def test_days_are_near_exactly_when_arithmetic_says_so(one: date, other: date, days: int) -> None:
    found = verdict(FactType.DATE, Comparison.WITHIN, one.isoformat(), other.isoformat(), str(days))
    assert (found is Verdict.CONSISTENT) == (abs((one - other).days) <= days)


@given(DAYS, DAYS, DAYS)
def test_a_day_lies_in_a_period_exactly_when_arithmetic_says_so(day: date, one: date, other: date) -> None:
    begins, ends = sorted((one, other))
    period = f"{begins.isoformat()}至{ends.isoformat()}"
    found = verdict(FactType.DATE, Comparison.IN_PERIOD, day.isoformat(), period)
    assert found is (Verdict.CONSISTENT if begins <= day <= ends else Verdict.CONTRADICTED)


@given(DAYS, st.integers(0, 20_000))
def test_a_period_without_end_holds_every_later_day(begins: date, days: int) -> None:
    day = min(begins + timedelta(days=days), date(2090, 12, 31))
    found = verdict(FactType.DATE, Comparison.IN_PERIOD, day.isoformat(), f"{begins.isoformat()}至长期")
    assert found is Verdict.CONSISTENT or day < begins


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("2015.03.11-2035.03.11", True),
        ("2015.03.11-长期", True),
        ("自2024年1月1日起至2026年12月31日止", True),
        ("2024年1月—2026年12月", True),
        ("2024-01-01", False),
        ("2026-01-01至2024-01-01", False),
        ("三年", False),
    ],
)
def test_periods_are_read_as_they_are_written_and_what_is_none_cannot_be_judged(
    text: str, *, readable: bool
) -> None:
    assert (read_period(text) is not None) == readable
    if not readable:
        assert verdict(FactType.DATE, Comparison.IN_PERIOD, "2025-01-01", text) is Verdict.MISSING


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("买买提·阿卜杜拉", "买买提 • 阿卜杜拉", True),
        ("铜城丰禾食品有限公司", "铜城丰禾食品（有限公司）", True),
        ("张华", "張華", None),
        ("铜城丰禾食品有限公司", "铜城丰禾食品有限责任公司", None),
        ("陈强", "陈彊", None),
        ("王伟", "王芳", False),
        ("铜城丰禾食品有限公司", "铜城丰禾商贸有限公司", False),
    ],
)
def test_a_name_that_may_be_a_variant_is_for_people_to_judge(
    one: str, other: str, *, same: bool | None
) -> None:
    assert same_name(one, other) is same


@given(NAMES, NAMES)
def test_names_are_compared_the_same_whichever_comes_first(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)


@given(
    st.sampled_from(
        [
            (FactType.MONEY, Comparison.WITHIN, "2000", "5%"),
            (FactType.INTEGER, Comparison.WITHIN, "3", "1"),
            (FactType.DATE, Comparison.WITHIN, "2024-05-01", "7"),
            (FactType.DATE, Comparison.IN_PERIOD, "2024-05-01", ""),
            (FactType.TEXT, Comparison.SAME_NAME, "张华", ""),
        ]
    ),
    SAYS_NOTHING,
)
def test_what_a_register_does_not_say_is_never_held_against_anybody(
    asked: tuple[FactType, Comparison, str, str], seen: str | None
) -> None:
    kind, how, said, allowed = asked
    assert verdict(kind, how, said, seen, allowed) is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("kind", "text", "readable"),
    [("money", "5%", True), ("money", "51%", False), ("integer", "2", True), ("date", "7", True), ("date", "7%", False),
     ("date", "367", False), ("text", "5%", False), ("money", "", False), ("money", "-5", False)],
)  # fmt: skip
def test_a_tolerance_is_a_share_or_so_much_or_days(kind: str, text: str, *, readable: bool) -> None:
    assert (tolerance(kind, text) is not None) == readable
