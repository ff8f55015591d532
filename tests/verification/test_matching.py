"""Matching whole sets says what asking one by one says, on every engine, in whatever pieces."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pysail.spark import SparkConnectServer
from tests.verification.matching import Pledged, a_number, lay_out, matched, one_by_one

from nuocheng.kernel.facts import Comparison as Criterion
from nuocheng.kernel.facts import FactType
from nuocheng.verification.channels.batch import engines
from nuocheng.verification.channels.batch.expression import Reading, Verdict
from nuocheng.verification.rules.columns import SET_BASED, party_key
from nuocheng.verification.rules.compare import ALLOWED, Claim

#: A failing example is not made smaller: each try sorts and matches whole tables.
FAST = (Phase.explicit, Phase.reuse, Phase.generate)
NAMES = ("李守信", "李 守信", "欧阳·守约", "欧阳•守约", "王守约")
#: What people and registers write, the odd and the empty included, by type.
WRITTEN: dict[FactType, tuple[str, ...]] = {
    FactType.TEXT: ("虚构路9号", "虚构路９号", "无", "不详", "甲", "甲*", "", "甲 "),
    FactType.CHOICE: ("享受中", "已停发", "享受 中", "无", "-", "在保"),
    FactType.DATE: (
        "2026-05-01", "2026年5月", "2026年", "2026.4.30", "长期", "1900-01-01", "2026-13-01", "20260501", "昨天",
        "2026-04-30T17:00:00Z",
    ),
    FactType.MONEY: (
        "1200", "1200.005", "1,200元", "0.12万元", "12万", "12.3456789万", "0", "-5", "1200万", "12000000", "1.2亿",
        "120000000000000000", "0.00001", "约1200",
    ),
    FactType.INTEGER: ("3", "3人", "4人", "3户", "2.5", "3.4", "30000", "89.50平方米", "89平方米", "90m2", "三", "-1"),
    FactType.BOOLEAN: ("是", "否", "有", "无", "1", "0", "属实", "也许", "已"),
    FactType.NUMBER: (a_number(1), a_number(2), "91620402MA7JX90017", "甲"),
}  # fmt: skip
LINES = st.text("0123456789.,-年月日万亿元人户无是否 甲*２", max_size=8)


def claims(kind: FactType, criteria: frozenset[Criterion]) -> st.SearchStrategy[Pledged]:
    """Return claims of a type, with what a set holds about each party: nothing, one record, or several."""
    texts = st.one_of(st.sampled_from(WRITTEN[kind]), LINES)
    claim = st.builds(Claim, st.just("x"), st.just(kind), texts, st.sampled_from(sorted(criteria)))
    record = st.tuples(st.sampled_from(NAMES), st.one_of(st.none(), texts))
    return st.builds(
        Pledged, st.just(""), st.sampled_from(NAMES), claim, st.lists(record, max_size=3).map(tuple)
    )


def numbered(told: list[Pledged]) -> list[Pledged]:
    """Give each claim a party of its own."""
    return [Pledged(a_number(serial), one.name, one.claim, one.held) for serial, one in enumerate(told)]


@pytest.fixture(scope="module")
def embedded() -> engines.Engine:
    """Return the engine within this process."""
    return engines.engine("", memory="256MB")


@pytest.fixture(scope="module")
def remote() -> Iterator[engines.Engine]:
    """Return an engine on the other end of the Spark Connect protocol: Sail, started for these tests."""
    main = sys.modules["__main__"]
    if not hasattr(
        main, "__file__"
    ):  # several workers: without one, pyspark takes itself for its own doctests
        main.__file__ = __file__
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    engine = engines.engine(f"sc://127.0.0.1:{port}")
    yield engine
    engine.close()
    server.stop()


@pytest.mark.req("S10.6")
@pytest.mark.parametrize("kind", list(SET_BASED))
def test_a_whole_set_says_what_asking_one_by_one_says(
    kind: FactType, embedded: engines.Engine, tmp_path: Path
) -> None:
    @settings(max_examples=4, deadline=None, phases=FAST, suppress_health_check=list(HealthCheck))
    @given(st.lists(claims(kind, ALLOWED[kind]), min_size=40, max_size=90), st.booleans(), st.booleans())
    def holds(drawn: list[Pledged], many: bool, stale: bool) -> None:
        told = numbered(drawn)
        lay_out(tmp_path / "drawn", told, kind)
        _, found = matched(tmp_path / "drawn", Reading("c0", kind, many, stale), embedded, size=17)
        assert len(found) == len(told)
        for place, one in enumerate(told):
            said = found[f"{place:06d}"]
            if said is Verdict.ONE_BY_ONE:
                assert hard(one), one
            else:
                assert said.name.lower() == one_by_one(one, many=many, stale=stale), one

    holds()


def hard(one: Pledged) -> bool:
    """Say whether a claim may go the way of single questions: an address, or a number too large or too fine."""
    if one.claim.comparison not in SET_BASED[one.claim.type]:
        return True
    texts = [one.claim.value, *(text or "" for _, text in one.held)]
    return any(len(text) > 8 or "亿" in text or "万" in text or "." in text for text in texts)


def several(count: int) -> list[Pledged]:
    """Return amounts pledged by so many parties, every fourth of them otherwise than is on record, every seventh not there."""
    return [
        Pledged(
            a_number(serial),
            NAMES[0],
            Claim("x", FactType.MONEY, f"{serial}元", list(SET_BASED[FactType.MONEY])[serial % 3]),
            () if serial % 7 == 0 else ((NAMES[0], f"{serial + 5 * (serial % 4 == 0)}"),),
        )
        for serial in range(count)
    ]


@pytest.mark.req("S10.6")
def test_two_engines_and_any_pieces_give_the_same_digest_and_one_changed_row_another(
    embedded: engines.Engine, remote: engines.Engine, tmp_path: Path
) -> None:
    told, reading = several(3_000), Reading("c0", FactType.MONEY)
    lay_out(tmp_path / "told", told, FactType.MONEY)
    digest, found = matched(tmp_path / "told", reading, embedded)
    assert {*found.values()} >= {Verdict.NOT_FOUND, Verdict.CONSISTENT, Verdict.CONTRADICTED}
    assert matched(tmp_path / "told", reading, embedded, size=700)[0] == digest
    assert matched(tmp_path / "told", reading, remote)[0] == digest
    many = Reading("c0", FactType.MONEY, many=True)
    assert matched(tmp_path / "told", many, remote)[0] == matched(tmp_path / "told", many, embedded)[0]
    one = next(place for place in range(len(told)) if found[f"{place:06d}"] is Verdict.CONSISTENT)
    told[one] = Pledged(told[one].number, told[one].name, told[one].claim, ())
    lay_out(tmp_path / "changed", told, FactType.MONEY)
    assert matched(tmp_path / "changed", reading, embedded)[0] != digest


def test_a_party_is_looked_up_by_its_digits_or_a_digest_and_the_two_never_meet() -> None:
    assert party_key("11010519491231002X") == 11010519491231002
    assert party_key("91620402MA7JX90017") < 0
    assert party_key("110105194912310021") < 0  # its last character does not follow: it is nobody's number
