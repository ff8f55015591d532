"""Pages beside the journeys, that only a form leads to: a department's own form, a number typed in, a subscriber."""

from __future__ import annotations

import re

import pytest
from tests.browser.ways import Enter

from nuocheng.site.demo.asking_people import SCHOOL, a_sheet

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("enter", ["mouse", "keyboard"], indirect=True),
]

SLIP = "别人怎样核对这张单子"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_departments_own_form_is_brought_tried_and_put_away(enter: Enter) -> None:
    editor = enter("zrj-editor")
    start = editor.visitor.context.request.get("/desk/own-forms/start.docx").body()
    editor.go("/desk/own-forms")
    editor.see("单位文书模板")
    editor.hand_in("模板文件", {"name": "空白表.docx", "mimeType": DOCX, "buffer": start})
    editor.press("上传，查一查")
    editor.see("空白表.docx")
    editor.press("启用")
    editor.refused("空白表.docx")
    editor.press("不用这份")
    editor.see()
    assert "own-form" in editor.came_to
    editor.visitor.is_satisfied()


def test_a_number_from_a_blank_form_is_looked_for(enter: Enter) -> None:
    clerk = enter("mzj-clerk")
    for number, status in (("12", "4"), ("白区诺〔2026〕09999号", "404")):
        clerk.go("/desk/blocks")
        clerk.write("空白表右上角的编号", number)
        clerk.press("补录这一张")
        clerk.see()
        clerk.expected(status)
    assert "find-later" in clerk.came_to
    clerk.visitor.is_satisfied()


def test_a_platform_subscribes_and_is_switched_off(enter: Enter) -> None:
    admin = enter("admin")
    name = f"省平台（{enter.way.__name__}）"
    admin.go("/sys/webhooks")
    admin.see("对接平台")
    admin.press("添加")
    admin.refused("对接平台")
    admin.write("平台名称", name)
    admin.write("接收地址", f"https://platform.invalid/{enter.way.__name__}")
    admin.tick(re.compile("^月报"))
    admin.press("添加")
    admin.see("签名密钥")
    admin.follow(re.compile("^已经抄好"))
    admin.see(name)
    admin.follow("停用")
    admin.see(name)
    admin.press("停用")
    admin.see(name)
    assert "已停用" in admin.text()
    assert "webhook" in admin.came_to
    admin.visitor.is_satisfied()


@pytest.mark.req("S10.6")
def test_a_whole_set_is_handed_in_its_columns_described_and_taken_away(enter: Enter) -> None:
    admin = enter("admin")
    name = f"set_{enter.way.__name__.lower()}"
    rows = "身份证号,姓名,状态\n620402198503122031,李守信,享受中\n"
    admin.go("/sys/reference-sets")
    admin.see("参照库")
    admin.press("上传，下一步说明各列")
    admin.refused("参照库")
    admin.write("数据来源的代号", name)
    admin.hand_in("文件", {"name": "全量.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    admin.press("上传，下一步说明各列")
    admin.see(name)
    admin.follow("移除")
    admin.see()
    admin.write("为什么移除", "传错了")
    admin.press("移除")
    admin.see(name)
    assert {"reference-set", "reference-set-remove"} <= admin.came_to
    admin.visitor.is_satisfied()


@pytest.mark.req("S8.8")
def test_anybody_checks_the_slip_of_a_look(enter: Enter) -> None:
    officer = enter("scj-verifier")
    officer.go("/desk/query")
    officer.see("查询核验")
    rows = officer.visitor.page.locator("main table a")
    for look in rows.evaluate_all("all => all.map((one) => one.getAttribute('href'))"):
        officer.go(look)
        if SLIP in officer.text():
            break
    officer.follow(SLIP)
    officer.see("这张查询核验单是真的")
    assert "look-genuine" in officer.came_to
    officer.visitor.is_satisfied()


@pytest.mark.req("S8.5")
def test_a_body_without_accounts_answers_by_the_code_that_came_with_its_letter(enter: Enter) -> None:
    verifier = enter("scj-verifier")
    verifier.go("/desk/assist?tab=waiting")
    verifier.see("我们发出的协查")
    verifier.follow(re.compile("^X20"))
    verifier.see("协助核实")
    verifier.press("制发答复码")
    verifier.see("答复码")
    address = verifier.page.locator(".wrap-anywhere").inner_text()
    code = verifier.page.locator(".mono").inner_text()
    assert "assist-code" in verifier.came_to
    verifier.visitor.is_satisfied()

    body = enter()
    body.go(f"/assist/{address.rpartition('/')[2]}")
    body.see("协查函")
    body.write("答复码", "0000-0000-0000")
    body.press("去答复")
    body.refused("协查函")
    body.write("答复码", code.lower())
    body.press("去答复")
    body.see("答复")
    body.press("提交答复")  # an answer is given once: that it is taken is tried without a browser
    body.refused("答复")
    assert "assist-by-code" in body.came_to
    body.visitor.is_satisfied()


@pytest.mark.req("S8.1")
def test_a_body_that_was_asked_in_writing_hands_in_by_the_code_on_its_letter(enter: Enter) -> None:
    verifier = enter("mzj-verifier")
    row = verifier.page.get_by_role("row").filter(has_text=SCHOOL)
    for tab in ("asked", "handed_in"):  # whoever went before has handed in already
        verifier.go(f"/desk/written?tab={tab}")
        verifier.see("书面核查")
        if row.count():
            break
    verifier.go(row.get_by_role("link").first.get_attribute("href") or "")
    verifier.see("交书面材料")
    verifier.press("打印函，带答复码")
    verifier.see("打印这份函")
    address = verifier.page.locator(".wrap-anywhere").inner_text().strip()
    code = verifier.page.locator(".mono").inner_text()
    assert "written-letter" in verifier.came_to
    verifier.visitor.is_satisfied()

    body = enter()
    body.go(f"/written/{address.rpartition('/')[2]}")
    body.see("请提供书面材料的函")
    body.write("答复码", "0000-0000-0000")
    body.press("去交材料")
    body.refused("请提供书面材料的函")
    body.write("答复码", code.lower())
    body.press("去交材料")
    body.see("提供书面材料")
    body.press("交上去")
    body.refused("提供书面材料")
    sheet = {"name": "情况说明.png", "mimeType": "image/png", "buffer": a_sheet()}
    body.hand_in("文件", sheet)
    body.write("经办人的姓名和职务", "王会计 财务科")
    body.press("交上去")
    body.see("材料收到了")
    assert "王会计 财务科" in body.text()
    assert "written-by-code" in body.came_to
    body.visitor.is_satisfied()
