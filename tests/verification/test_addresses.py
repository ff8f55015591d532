"""One place is one place, however long its address is written; two flats are never one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.verification.rules.addresses import read_address, same_place
from nuocheng.verification.rules.compare import Claim, Verdict, compare

pytestmark = pytest.mark.req("S8.1")

YES, NO, UNSURE = Verdict.CONSISTENT, Verdict.CONTRADICTED, Verdict.MISSING


def judge(value: str, observed: str) -> Verdict:
    return compare(Claim("fact", FactType.TEXT, value, Comparison.CONTAINS_ADDRESS), observed).verdict


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


HOME = "甘肃省白银市白银区云锦路12号3号楼2单元501室"
ADDRESSES = [
    (HOME, HOME, YES),
    ("白银区云锦路12号3号楼2单元501室", HOME, YES),
    ("云锦路12号", HOME, YES),
    (HOME, "云锦路１２号３号楼", YES),
    ("甘肃省 白银市，白银区 云锦路12号3幢2单元501", HOME, YES),
    ("白银市白银区云锦路十二号三号楼二单元501室", HOME, YES),
    ("云锦路12号3-2-501", HOME, YES),
    ("白银区人民路街道云锦路12号3号楼", HOME, YES),
    ("中国甘肃省白银市白银区云锦路12號3號樓2單元501室".replace("單", "单"), HOME, YES),
    ("云锦路2号", HOME, NO),
    ("云锦路1号", HOME, NO),
    ("云锦路1", HOME, NO),
    ("2号3号楼2单元501室", HOME, UNSURE),
    ("室", HOME, UNSURE),
    ("云锦路12号3号楼2单元502室", HOME, NO),
    ("铜花街12号3号楼2单元501室", HOME, NO),
    ("白银市平川区云锦路12号3号楼2单元501室", HOME, NO),
    ("白银高新区云锦路12号", HOME, YES),
    ("云锦小区3号楼501室", "白银区云锦小区3号楼501室", YES),
    ("云锦小区3号楼501室", HOME, UNSURE),
    ("云锦路12号501室", HOME, UNSURE),
    ("白银区", HOME, UNSURE),
    ("金沟口村2社17号", "甘肃省白银市白银区金沟口村2社17号", YES),
    ("新疆维吾尔自治区乌鲁木齐市天山区解放路5号", "天山区解放路5号", YES),
    ("菜市巷5号", "甘肃省白银市白银区菜市巷5号", YES),
    ("", HOME, UNSURE),
    (HOME, "无数据", UNSURE),
]


@pytest.mark.parametrize(("pledged", "registered", "expected"), ADDRESSES)
def test_an_address_is_the_same_however_long_it_is_written(
    pledged: str, registered: str, expected: Verdict
) -> None:
    assert judge(pledged, registered) is expected


REGIONS = [
    "",
    "甘肃省",
    "白银市",
    "甘肃省白银市",
    "甘肃省白银市白银区",
    "白银市白银区",
    "白银区",
    "中国甘肃省白银市",
]
ROADS = st.sampled_from(["云锦路", "铜花街", "沿河东路", "白杨巷", "金沟口大道"])
PLACES = st.tuples(ROADS, st.integers(1, 200), st.integers(1, 20), st.integers(1, 6), st.integers(101, 3204))


def place(parts: tuple[str, int, int, int, int], region: str) -> str:
    road, house, building, entrance, flat = parts
    return f"{region}{road}{house}号{building}号楼{entrance}单元{flat}室"


@given(PLACES, st.sampled_from(REGIONS), st.sampled_from(REGIONS))
def test_one_place_is_one_place_with_or_without_province_city_and_district(
    parts: tuple[str, int, int, int, int], one: str, other: str
) -> None:
    assert judge(place(parts, one), place(parts, other)) is YES
    assert judge(wide(place(parts, one)), place(parts, other).replace("号", "号 ")) is YES


@given(PLACES, PLACES, st.sampled_from(REGIONS))
def test_two_different_flats_are_never_taken_for_one(
    one: tuple[str, int, int, int, int], other: tuple[str, int, int, int, int], region: str
) -> None:
    assume(one != other)
    assert judge(place(one, ""), place(other, region)) is NO


@given(st.text(max_size=40), st.text(max_size=40))
def test_addresses_compare_the_same_from_either_side(one: str, other: str) -> None:
    assert same_place(read_address(one), read_address(other)) is same_place(
        read_address(other), read_address(one)
    )
