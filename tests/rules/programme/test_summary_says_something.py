"""One part may have nothing to tell; a summary of nothing but “无” is none."""

from __future__ import annotations

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.programme.facts import CLAUSE, HANDING, saying

from nuocheng.programme.rules import summary_says_something as rule

pytestmark = pytest.mark.req("S12.3")


def test_the_rule_rests_on_the_clause_on_summaries() -> None:
    rests_on(rule, "总结要写明做了什么", CLAUSE)


@pytest.mark.parametrize(
    "texts",
    [("无", "无", "无", "无"), ("无。", " 没有！", "暂无", "略"), ("None", "N/A", "不适用", "（同上）")],
)
def test_a_summary_in_which_nothing_was_done_anywhere_is_refused(texts: tuple[str, ...]) -> None:
    assert "不能每一部分都写“无”" in says(rule, saying(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("全年没有办件，原因是业务系统在迁移", "无", "无", "无"),
        ("无", "无", "无", "没有数据可以查，建议接通"),
        ("无偿培训窗口人员", "无", "无", "无"),
    ],
)
def test_one_part_with_something_to_tell_is_enough(texts: tuple[str, ...]) -> None:
    assert says(rule, saying(*texts)) == ""
    assert says(rule, HANDING) == ""


def test_of_what_is_not_written_at_all_another_rule_speaks() -> None:
    assert says(rule, saying("", "", "", "")) == ""
