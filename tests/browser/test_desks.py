"""Pages that only a form leads to: an edition in the making, the monthly report."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.test_pages import BEHIND_FORMS
from tests.browser.visitor import Visitor
from tests.browser.walking import page_at

pytestmark = pytest.mark.browser

PATH = {"desk-report", "desk-report-read", "desk-figure", "lead-report", "lead-figure", "lead-return"}


def came_to(*visitors: Visitor) -> set[str | None]:
    """Return the names of the pages that were looked at."""
    return {page_at(seen.split(" (")[0]) for one in visitors for seen in one.seen}


@pytest.mark.req("S2.1")
def test_an_editor_drafts_the_next_edition_of_an_item(visit: Callable[..., Visitor]) -> None:
    editor = visit("jyj-editor")
    editor.go("/desk/catalogue?state=published")
    editor.page.locator("table.grid tbody th a").last.click()
    editor.follow("起草新版")
    editor.see("起草新版")
    editor.press("起草新版")
    editor.see("第2版")
    editor.page.get_by_role("link", name=re.compile("^修改.*基本信息")).click()
    editor.see("基本信息")
    editor.page.get_by_label("收费").fill("不收费，也不收押金")
    editor.page.locator("main form .btns").get_by_role("button", name="保存", exact=True).click()
    editor.see("第2版")
    editor.follow("和现在用的版本对照")
    editor.see("版本对照")
    assert "不收费，也不收押金" in editor.text()
    assert "catalogue-edit" in came_to(editor)
    editor.is_satisfied()


@pytest.mark.req("S3.1")
def test_differences_from_a_superior_list_are_ticked_and_settled_together(
    visit: Callable[..., Visitor],
) -> None:
    editor = visit("jyj-editor")
    editor.go("/desk/catalogue/superior")
    editor.page.locator("table tbody th a").first.click()
    editor.page.get_by_role("link", name=re.compile("^本级有，上级没有")).click()
    editor.page.locator("[data-pick]").first.check()
    editor.press("一起处理")
    editor.see("一起处理1处差异")
    editor.page.get_by_label("保留本级", exact=False).check()
    editor.page.get_by_label("理由").fill("本地法规另有要求，年底前一并修订。")
    editor.press("记下1处的处理结果")
    editor.see("清单")
    assert "处理好了1处" in editor.page.locator("body").inner_text()
    assert "superior-settle" in came_to(editor)
    editor.is_satisfied()


@pytest.mark.req("S14.4")
def test_a_monthly_report_is_handed_in_read_and_sent_back(visit: Callable[..., Visitor]) -> None:
    desk, bureau = visit("ylj-reviewer"), visit("bureau")
    desk.go("/desk/report")
    desk.see("月报")
    desk.page.get_by_role("link", name=re.compile("^接着填")).last.click()
    desk.see("月月报")
    desk.page.get_by_label(re.compile("工作")).first.fill("按时核查了全部承诺。")
    desk.press("保存，去报送")
    desk.see("报送")
    zero = desk.page.get_by_label(re.compile("零报告"))
    if zero.count():
        zero.check()
    desk.press("确认报送")
    desk.see("月报")
    assert "数据已经固定" in desk.text()
    reference = desk.page.url.split("/")[-2]
    desk.page.locator("table a").first.click()
    desk.see()

    bureau.go(f"/lead/reports/{reference}")
    bureau.see("月报")
    bureau.page.locator("table a").first.click()
    bureau.see()
    bureau.go(f"/lead/reports/{reference}/return")
    bureau.see("退回")
    bureau.page.get_by_label("退回的原因").fill("请写明主要做法。")
    bureau.press("退回修改")
    bureau.see("月报")
    desk.go(f"/desk/report/{reference}")
    desk.see("月月报")
    assert "请写明主要做法" in desk.text()
    assert came_to(desk, bureau) >= PATH
    desk.is_satisfied()
    bureau.is_satisfied()


def test_every_page_behind_a_form_has_a_journey_that_comes_there() -> None:
    here = {"catalogue-edit", "superior-settle"} | PATH
    assert {page for page, where in BEHIND_FORMS.items() if where == "test_desks"} == here
