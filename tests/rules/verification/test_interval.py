"""A share found in a sample comes with the bounds between which the whole lies, nineteen times out of twenty."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.verification.rules.interval import interval, percent

COUNTS = st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [  # the first three are the published values of Clopper and Pearson's tables
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (3, 100, 0.0062, 0.0852),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_bounds_are_those_of_the_tables(found: int, of: int, low: float, high: float) -> None:
    one = interval(found, of)
    assert one.low == pytest.approx(low, abs=1e-4)
    assert one.high == pytest.approx(high, abs=1e-4)


@pytest.mark.parametrize("of", [5, 20, 60])
@pytest.mark.parametrize("share", [0.001, 0.02, 0.13, 0.5, 0.77, 0.95])
def test_the_whole_lies_between_the_bounds_at_least_nineteen_times_out_of_twenty(
    of: int, share: float
) -> None:
    chances = {found: comb(of, found) * share**found * (1 - share) ** (of - found) for found in range(of + 1)}
    bounds = {found: interval(found, of) for found in chances}
    covered = sum(
        chance for found, chance in chances.items() if bounds[found].low <= share <= bounds[found].high
    )
    assert covered >= 0.95
    # The control: an interval of the found share alone would hardly ever cover.
    assert sum(chance for found, chance in chances.items() if found / of == share) < 0.95


@given(COUNTS)
def test_what_was_found_lies_within_its_own_bounds(counts: tuple[int, int]) -> None:
    found, of = counts
    one = interval(found, of)
    assert 0.0 <= one.low <= one.share + 1e-12 or not of
    assert one.high + 1e-12 >= one.share
    assert (one.low == 0.0) == (found == 0)
    assert (one.high == 1.0) == (found == of)


@given(COUNTS.filter(lambda one: one[0] < one[1]))
def test_more_found_raises_both_bounds_and_mirrors_what_was_not_found(counts: tuple[int, int]) -> None:
    found, of = counts
    one, next_one = interval(found, of), interval(found + 1, of)
    assert next_one.low > one.low
    assert next_one.high > one.high or one.high == 1.0
    mirrored = interval(of - found, of)
    assert one.low == pytest.approx(1 - mirrored.high, abs=1e-9)


@given(st.integers(1, 40), st.integers(2, 5))
def test_looking_at_more_makes_the_bounds_narrower(found: int, times: int) -> None:
    few, many = interval(found, 4 * found), interval(found * times, 4 * found * times)
    assert many.high - many.low < few.high - few.low


def test_a_million_is_no_more_work_than_ten() -> None:
    one = interval(50_000, 1_000_000)
    assert (percent(one.low), percent(one.high)) == ("5%", "5%")
    assert 0.0495 < one.low < 0.05 < one.high < 0.0505


@pytest.mark.parametrize(("found", "of"), [(-1, 3), (4, 3), (0, -1)])
def test_what_cannot_be_is_refused(found: int, of: int) -> None:
    with pytest.raises(ValueError, match="no more"):
        interval(found, of)
