"""From a department's table to a form in somebody's hands, without a mouse: every step by the keyboard alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from tests.browser.test_desks import came_to
from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

CODE, ITEM, CERTIFICATE = f"620402-mzj-{uuid4().hex[:6]}", "高龄津贴申领", "家庭收入核对证明"
#: What a page may hold before the place one is looking for; more means that the keyboard is lost.
MOST_STOPS = 160
_FOCUSED = r"""() => {
  const at = document.activeElement;
  const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
  return [(at.getAttribute("aria-label") || label || at.innerText || at.value || "").replace(/\s+/g, ""), at.tagName];
}"""


class Keys:
    """Somebody who has a keyboard and nothing else."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def to(self, name: str, tag: str = "") -> Keys:
        """Go on with the tabulator to what is called so, from the top of the page."""
        self.page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
        passed: list[str] = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            said, at = self.page.evaluate(_FOCUSED)
            passed.append(said[:20])
            if said.startswith(name) and at in (tag or at):
                return self
        raise AssertionError(f"{self.page.url}: no way to “{name}” by the keyboard; passed {passed[-40:]}")

    def press(self, name: str, tag: str = "") -> None:
        """Go to a button or link, and press Enter."""
        self.to(name, tag)
        before = self.page.url
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")
        assert before

    def write(self, name: str, text: str) -> None:
        """Go to a field, and write."""
        self.to(name)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def hand_in(self, name: str, file: Path) -> None:
        """Go to a file chooser, open it with the space bar, and choose."""
        self.to(name)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)


def workbook() -> bytes:
    """Return a table as a department keeps it: a title above, and one thing forgotten, the standard."""
    book = openpyxl.Workbook()
    main = book.active
    assert main is not None
    main.title = "事项目录"
    main.append(["区民政局证明事项清单"])
    main.append(
        [
            "事项编码",
            "事项名称",
            "事项类型",
            "责任单位",
            "证明代号",
            "证明名称",
            "证明用途",
            "设定依据",
            "效力层级",
            "开具单位",
            "索要单位",
            "处置",
            "办理条件",
        ]
    )
    main.append(
        [
            CODE,
            ITEM,
            "行政给付",
            "白银区民政局",
            "income",
            CERTIFICATE,
            "说明家庭收入情况",
            "社会救助暂行办法 第十一条",
            "行政法规",
            "街道办事处",
            "区民政局",
            "承诺",
            "年满80周岁",
        ]
    )
    facts = book.create_sheet("承诺事实")
    facts.append(
        [
            "事项编码",
            "证明代号",
            "事实代号",
            "承诺的事实",
            "数据类型",
            "比对方式",
            "比对的来源字段",
            "可选的值",
        ]
    )
    facts.append(
        [
            CODE,
            "income",
            "status",
            "最低生活保障的状态",
            "选择题",
            "查到的和填的一样",
            "assistance_status",
            "享受中\n已停发",
        ]
    )
    plans = book.create_sheet("核查办法")
    plans.append(["事项编码", "证明代号", "核查渠道", "核查来源", "核查时限", "核查办法"])
    plans.append([CODE, "income", "data_exchange", "low_income", 15, "从社会救助信息查询"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.req("S1.2", "S4", "S6.3", "S14.1", "S15.2")
def test_a_table_becomes_a_form_in_somebodys_hands_by_the_keyboard_alone(
    visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    table = tmp_path / "清单.xlsx"
    table.write_bytes(workbook())
    editor, legal, anybody = visit("mzj-editor"), visit("mzj-legal"), visit(size=PHONE)
    hand, reviewer, reader = Keys(editor), Keys(legal), Keys(anybody)

    editor.go("/desk/catalogue")
    hand.press("导入表格")
    editor.see("导入表格")
    hand.hand_in("要导入的表格", table)
    hand.press("上传，核对列")
    editor.see("核对列")
    hand.press("列都对，试读")
    editor.see("导入DR-")
    assert "新增1" in editor.text().replace("\n", "")
    hand.press("确认导入")
    editor.see("已写入")
    hand.press(ITEM)
    editor.see(ITEM)
    assert "核查办法缺标准" in editor.text()
    edition = editor.page.url

    hand.press(f"“{CERTIFICATE}”：核查办法缺标准")
    editor.see()
    hand.write("核查标准", "承诺的状态和社会救助信息一致")
    hand.press("保存", "BUTTON")
    editor.go(edition)
    assert "核查办法缺标准" not in editor.text()
    hand.press(f"“{CERTIFICATE}”：可以承诺，但没有写要证明什么")
    hand.write("申请人要承诺什么", "您的家庭正在享受最低生活保障")
    hand.press("保存", "BUTTON")
    editor.go(edition)
    hand.press("送法制审核")
    hand.press("送法制审核", "BUTTON")
    editor.see("法制审核中")

    legal.go(edition)
    reviewer.press("逐项看内容和审核意见")
    legal.see()
    reviewer.press("写意见：办理条件")
    reviewer.write("审核意见", "请把办理条件里的年龄写成周岁")
    reviewer.press("写意见", "BUTTON")
    assert "请把办理条件里的年龄写成周岁" in legal.text()

    editor.go(edition)
    hand.press("逐项看内容和审核意见")
    hand.press("答复第1条意见")
    hand.write("答复", "已经写成周岁")
    hand.press("答复", "BUTTON")

    legal.go(edition)
    reviewer.press("审核通过")
    reviewer.press("审核通过", "BUTTON")
    legal.see("待公布")

    editor.go(edition)
    hand.press("公布")
    hand.press("公布", "BUTTON")
    editor.see("已公布")

    anybody.go("/")
    reader.write("您要办什么事", "gljt")
    with anybody.page.expect_navigation(wait_until="load"):
        anybody.page.keyboard.press("Enter")
    anybody.see("gljt")
    reader.press(ITEM)
    anybody.see(ITEM)
    reader.to("告知书和承诺书空白表")
    address = anybody.page.evaluate("() => document.activeElement.href")
    answer = anybody.context.request.get(address)
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")
    assert came_to(editor) >= {"import", "import-columns"}
    for one in (editor, legal, anybody):
        one.is_satisfied()
