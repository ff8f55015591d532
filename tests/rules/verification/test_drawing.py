"""Drawing: the seed, the list and the shares decide, and nothing else (双随机、一公开)."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nuocheng.verification.rules.drawing import (
    Member,
    Share,
    digest_of,
    drawn,
    how_many,
    mark,
    officers_for,
    parts,
    read,
    written,
)

SEED = "00" * 31 + "2a"
SHARES = (Share("A", "好", 5), Share("B", "较好", 10, 3), Share("D", "差", 100))
lists = some.lists(
    some.builds(Member, some.sampled_from("ABD"), some.integers(1, 10_000).map(lambda n: f"2026-{n:05d}-1")),
    unique_by=lambda one: one.reference,
    max_size=24,
)
seeds = some.integers(0, 2**256 - 1).map(lambda n: f"{n:064x}")


@pytest.mark.parametrize(
    ("of", "percent", "minimum", "drawn_of_it"),
    [(0, 10, 1, 0), (1, 10, 1, 1), (10, 10, 1, 1), (11, 10, 1, 2), (100, 5, 10, 10), (3, 5, 10, 3), (9, 0, 5, 0), (7, 100, 1, 7)],
)  # fmt: skip
def test_a_share_is_rounded_up_has_its_minimum_and_never_exceeds_what_there_is(
    of: int, percent: int, minimum: int, drawn_of_it: int
) -> None:
    assert how_many(of, Share("A", "好", percent, minimum)) == drawn_of_it


@pytest.mark.req("S10.6")
@given(lists, seeds)
def test_the_order_of_the_list_changes_nothing(members: list[Member], seed: str) -> None:
    assert drawn(seed, members, SHARES) == drawn(seed, reversed(members), SHARES)


@given(lists, seeds)
def test_every_stratum_gives_its_share_and_nobody_is_drawn_twice(members: list[Member], seed: str) -> None:
    found = drawn(seed, members, SHARES)
    assert len(set(found)) == len(found)
    assert set(found) <= set(members)
    for part in parts(members, SHARES):
        own = [one for one in found if one.stratum == part.share.key]
        assert len(own) == part.drawn == how_many(part.of, part.share)


@given(lists, seeds)
def test_whoever_is_drawn_of_fewer_is_drawn_of_more(members: list[Member], seed: str) -> None:
    more = tuple(Share(one.key, one.title, 100) for one in SHARES)
    assert set(drawn(seed, members, SHARES)) <= set(drawn(seed, members, more)) == set(members)


@given(lists)
def test_a_frozen_list_reads_back_and_its_digest_knows_every_line(members: list[Member]) -> None:
    text = written(members)
    assert read(text) == sorted(members)
    assert digest_of(text) != digest_of(text + "A\t2026-99999-1\n")


def test_another_seed_draws_others() -> None:
    members = [Member("B", f"2026-{n:05d}-1") for n in range(200)]
    one, other = drawn(SEED, members, SHARES), drawn(SEED[:-2] + "2b", members, SHARES)
    assert len(one) == len(other) == 20
    assert set(one) != set(other)


def test_a_mark_is_what_the_page_says_it_is() -> None:
    expected = hmac.new(bytes.fromhex(SEED), b"B\n2026-00001-1", hashlib.sha256).hexdigest()
    assert mark(SEED, "B", "2026-00001-1") == expected


def test_every_line_has_the_same_chance() -> None:
    members = [Member("B", f"2026-{n:05d}-1") for n in range(40)]
    times = dict.fromkeys((one.reference for one in members), 0)
    for n in range(400):
        for one in drawn(f"{n:064x}", members, (Share("B", "较好", 25),)):
            times[one.reference] += 1
    assert min(times.values()) > 60  # 100 expected; a binomial of 400 lies this low once in ten million times
    assert max(times.values()) < 140


def test_officers_are_drawn_and_those_who_handled_the_case_are_not() -> None:
    found = {officers_for(SEED, f"2026-{n:05d}-1", "abcde", {"c"}, 2) for n in range(60)}
    assert all(len(set(two)) == 2 and "c" not in two for two in found)
    assert {one for two in found for one in two} == set("abde")
    assert officers_for(SEED, "2026-00001-1", "ab", {"a"}, 2) == ("b",)
