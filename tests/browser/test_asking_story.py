"""What was asked of people is taken back and asked anew: a written request, a pledge shown to everybody."""

from __future__ import annotations

import re

import pytest
from tests.browser.ways import Enter, Way

pytestmark = [
    pytest.mark.browser,
    pytest.mark.req("S8.3"),
    pytest.mark.parametrize("enter", ["mouse", "keyboard"], indirect=True),
]


def last_row(way: Way, number: str) -> None:
    """Open the last row of a list, found by how its number begins: somebody objected to what the first one shows."""
    way.follow(way.page.get_by_role("link", name=re.compile(f"^{number}")).all_inner_texts()[-1])


def test_a_written_request_is_taken_back_and_made_anew(enter: Enter) -> None:
    officer = enter("gaj-verifier")
    officer.go("/desk/written?tab=asked")
    officer.see("书面核查")
    last_row(officer, "SM20")
    officer.see("交书面材料")
    officer.follow("不用交了")
    officer.press("不用交了")
    officer.refused("不用交了")
    officer.write("为什么不用交了", "当事人已经在窗口交过")
    officer.press("不用交了")
    officer.follow(re.compile(r"^\d{4}-\d{5}-"))
    officer.see()
    officer.follow("请人交书面材料")
    officer.see("请人交书面材料")
    officer.write("交什么", "")
    officer.press("发出")
    officer.refused("请人交书面材料")
    officer.write("为什么要书面材料", "平台上查不到这一项")
    officer.write("交什么", "单位盖章的情况说明\n近6个月银行流水")
    officer.press("发出")
    officer.see("交书面材料")
    assert "written-new" in officer.came_to
    officer.visitor.is_satisfied()


def test_a_pledge_that_was_taken_down_is_shown_anew(enter: Enter) -> None:
    officer = enter("zrj-verifier")
    officer.go("/desk/publicity")
    officer.see("公示核查")
    last_row(officer, "GS20")
    officer.follow("撤下公示")
    officer.press("撤下公示")
    officer.refused("撤下公示")
    officer.write("为什么撤下", "公示的内容写错了")
    officer.press("撤下公示")
    officer.follow(re.compile(r"^\d{4}-\d{5}-"))
    officer.see()
    officer.follow("公示承诺")
    officer.see("公示承诺")
    officer.press("开始公示")
    officer.refused("公示承诺")
    officer.write(re.compile("^本人同意公示的依据"), "当事人11月30日在窗口单独签字同意，同意书存卷")
    officer.press("开始公示")
    officer.see()
    assert "publicity-new" in officer.came_to
    officer.visitor.is_satisfied()
