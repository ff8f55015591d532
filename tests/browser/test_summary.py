"""The summary of a department: written with the system's figures, handed in, sent back, mended, taken."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.visitor import Visitor
from tests.browser.walking import page_at

pytestmark = [pytest.mark.browser, pytest.mark.req("S12.3")]

PATH = {
    "desk-summary-begin",
    "desk-summary",
    "desk-summary-hand-in",
    "desk-summary-figures",
    "desk-summary-handed",
}
PARTS = ("工作情况", "主要做法和成效", "建立的制度和规范", "存在的问题和建议")


def came_to(*visitors: Visitor) -> set[str | None]:
    """Return the names of the pages that were looked at."""
    return {page_at(seen.split(" (")[0]) for one in visitors for seen in one.seen}


def test_a_summary_goes_to_the_bureau_comes_back_and_is_taken(visit: Callable[..., Visitor]) -> None:
    desk, bureau = visit("ylj-editor"), visit("bureau")
    desk.go("/desk/programme")
    desk.page.get_by_role("link", name=re.compile("^写总结")).last.click()
    desk.see("写总结")
    desk.press("开始写")
    desk.see("工作总结")
    for title in PARTS[1:]:
        desk.page.get_by_label(title).fill(f"{title}：按方案办完了。")
    desk.press("保存，看系统里的数字")
    desk.see("系统里的数字")
    desk.press("放进“工作情况”")
    desk.see("工作总结")
    assert "按办理留痕统计" in desk.page.get_by_label("工作情况").input_value()
    desk.press("保存，去报送")
    desk.see("工作总结")
    desk.press("确认报送")
    desk.see("工作总结")
    assert "等区司法局接收" in desk.text()
    reference = desk.page.url.rpartition("/")[2]

    bureau.go("/lead/programme/summaries?show=waiting")
    bureau.see("各单位的总结")
    bureau.go(f"/lead/programme/summaries/{reference}")
    bureau.see("工作总结")
    bureau.follow("退回修改")
    bureau.see("退回")
    bureau.page.get_by_label("退回的原因").fill("请写明核查的情况。")
    bureau.press("退回修改")
    bureau.see("工作总结")

    desk.go(f"/desk/programme/summaries/{reference}")
    desk.see("工作总结")
    assert "请写明核查的情况" in desk.text()
    desk.page.get_by_role("link", name=re.compile("^第1次")).click()
    desk.see("工作总结")
    desk.follow("回到这份总结")
    desk.press("保存，去报送")
    desk.press("确认报送")
    bureau.go(f"/lead/programme/summaries/{reference}/take")
    bureau.see("接收")
    bureau.press("接收")
    bureau.see("工作总结")
    assert "已接收" in bureau.text()
    assert came_to(desk) >= PATH
    desk.is_satisfied()
    bureau.is_satisfied()
