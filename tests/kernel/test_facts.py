"""What a pledged fact may say: how it is written, and between which bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.kernel.facts import MEASURED, FactType, bounds, measured, within, written

counts = st.integers(0, 10**12)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
cents = st.decimals(0, 10**9, places=2).map(lambda amount: format(amount, "f"))
anything = st.text(alphabet="0123456789.-元一 A", max_size=14)


@pytest.mark.parametrize(
    ("kind", "value", "minimum", "maximum", "fits"),
    [
        ("integer", "1", "1", "20", True),
        ("integer", "20", "1", "20", True),
        ("integer", "0", "1", "20", False),
        ("integer", "21", "1", "20", False),
        ("integer", "9", "10", "", False),
        ("integer", "100", "10", "", True),
        ("integer", "三", "1", "20", False),
        ("integer", "三", "", "", True),
        ("money", "820", "", "820.00", True),
        ("money", "820.01", "", "820", False),
        ("money", " 820 ", "820", "820", True),
        ("date", "2027-06-30", "2027-06-30", "", True),
        ("date", "2027-06-29", "2027-06-30", "", False),
        ("date", "2027-02-30", "", "2028-01-01", False),
        ("text", "很长", "1", "2", True),
        ("number", "5", "6", "9", True),
    ],
)
def test_a_value_lies_within_its_bounds_both_included(
    kind: str, value: str, minimum: str, maximum: str, *, fits: bool
) -> None:
    assert within(kind, value, minimum, maximum) is fits


@given(counts, counts, counts)
def test_whole_numbers_are_compared_as_numbers_not_as_words(value: int, low: int, high: int) -> None:
    assert within("integer", str(value), str(low), str(high)) is (low <= value <= high)


@given(days, days, days)
def test_days_are_compared_by_the_calendar(value: date, low: date, high: date) -> None:
    assert within("date", value.isoformat(), low.isoformat(), high.isoformat()) is (low <= value <= high)


@given(cents, cents)
def test_no_amount_is_both_more_and_less_than_another(one: str, other: str) -> None:
    assert within("money", one, other, "") or within("money", one, "", other)
    assert (within("money", one, other, "") and within("money", one, "", other)) == (
        measured("money", one) == measured("money", other)
    )


@given(st.sampled_from(FactType), anything, anything, anything)
def test_widening_a_bound_never_excludes(kind: FactType, value: str, low: str, high: str) -> None:
    assert within(kind, value, low, high) <= within(kind, value, "", high) <= within(kind, value)
    assert within(kind, value, low, high) <= within(kind, value, low, "")


@given(st.sampled_from(FactType), anything)
def test_only_what_can_be_measured_is_read(kind: FactType, text: str) -> None:
    read = measured(kind, text)
    assert read is None or kind in MEASURED
    assert read is None or within(kind, text, text, text)


@pytest.mark.parametrize(
    ("kind", "minimum", "maximum", "said"),
    [
        ("integer", "1", "20", "在1人到20人之间"),
        ("integer", "1", "", "不少于1人"),
        ("integer", "", "20", "不超过20人"),
        ("integer", "3", "3", "是3人"),
        ("integer", "", "", ""),
        ("date", "2027-06-30", "", "不早于2027年6月30日"),
        ("date", "", "2027-06-30", "不晚于2027年6月30日"),
        ("text", "1", "2", ""),
    ],
)
def test_bounds_are_told_in_words(kind: str, minimum: str, maximum: str, said: str) -> None:
    assert bounds(kind, minimum, maximum, "人") == said


def test_money_is_told_in_yuan_where_the_fact_does_not_say() -> None:
    assert bounds("money", "0", "100000") == "在0元到100000元之间"


@given(days)
def test_the_day_after_the_last_one_is_outside(last: date) -> None:
    after = (last + timedelta(days=1)).isoformat()
    assert not within("date", after, "", last.isoformat())
    assert within("date", last.isoformat(), "", last.isoformat())


@pytest.mark.parametrize(
    ("kind", "value", "unit", "read"),
    [
        ("money", "7500", "", "7500元"),
        ("money", "0.80", "万元", "0.80万元"),
        ("money", "七千", "", "七千"),
        ("date", "2027-06-30", "", "2027年6月30日"),
        ("date", "2027-02-30", "", "2027-02-30"),
        ("integer", "3", "人", "3人"),
        ("integer", "3", "", "3"),
        ("text", "公园路18号", "", "公园路18号"),
        ("boolean", "是", "", "是"),
    ],
)
def test_a_value_is_written_for_reading_and_what_is_not_of_its_type_stays(
    kind: str, value: str, unit: str, read: str
) -> None:
    assert written(kind, value, unit) == read
