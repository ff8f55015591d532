"""A row that is handed over is whole; both sides are compared by key and digest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.handover.queries.tables import tables
from nuocheng.handover.rules.columns import Column, Table, compared, digest, objection, renamed

pytestmark = pytest.mark.req("S8.7")

TABLE = Table(
    "t",
    "表",
    "",
    "",
    (
        Column("no", "编号", "text", 8, required=True),
        Column("verdict", "结论", "code", 1, values={"0": "否", "1": "是"}),
        Column("department_no", "部门代码", "code", 18, required=True),
    ),
)
WHOLE = {"no": "1", "verdict": "1", "department_no": "91620402MA7JX90017"}


def test_a_whole_row_may_go() -> None:
    assert objection(TABLE, WHOLE) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"no": ""}, "“编号”是空的"),
        ({"no": "123456789"}, "“编号”有9个字，最多8个"),
        ({"verdict": "3"}, "“结论”不能是“3”"),
        ({"department_no": ""}, "单位代码对照"),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_column(change: dict[str, str], said: str) -> None:
    assert said in objection(TABLE, {**WHOLE, **change})


def test_every_fault_of_a_row_is_named_at_once() -> None:
    assert objection(TABLE, {**WHOLE, "no": "", "verdict": "x"}).count("“") >= 3


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=8), min_size=1))
def test_a_digest_depends_on_what_is_said_and_not_on_the_order(row: dict[str, str]) -> None:
    assert digest(row) == digest(dict(reversed(row.items())))
    key = next(iter(row))
    assert digest(row) != digest({**row, key: row[key] + "改"})


def test_columns_get_the_names_that_are_wanted_and_keep_the_others() -> None:
    assert renamed({"no": "1", "verdict": "0"}, {"no": "BH"}) == {"BH": "1", "verdict": "0"}


ROWS = st.dictionaries(st.text(min_size=1, max_size=3), st.sampled_from("abc"))


@given(ROWS)
def test_the_same_on_both_sides_agrees(rows: dict[str, str]) -> None:
    assert compared(rows, rows.items()).agree


@given(ROWS, ROWS)
def test_every_difference_is_named_once_and_on_the_right_side(
    ours: dict[str, str], theirs: dict[str, str]
) -> None:
    found = compared(ours, theirs.items())
    mirrored = compared(theirs, ours.items())
    assert set(found.missing) == set(mirrored.strange)
    assert found.differing == mirrored.differing
    same = {key for key in ours if theirs.get(key) == ours[key]}
    assert {*found.missing, *found.differing, *same} == set(ours)


def test_the_supervising_table_has_the_columns_of_the_national_one() -> None:
    titles = [column.title for column in tables()["supervision"].columns]
    assert titles == [
        "行政区划代码", "工程代码", "审批事项实例编码", "检查编号", "检查时间", "检查部门名称", "检查部门统一社会信用代码",
        "检查依据或说明", "是否履行告知承诺", "告知承诺履行情况", "其他", "数据有效标识", "数据无效原因", "上传状态", "失败原因",
    ]  # fmt: skip
