"""A visit from its proposal to the other officer's confirmation, in Chromium: planned at a desk, noted and signed on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.visitor import PHONE, Visitor

from nuocheng.site.demo.cast import PASSWORD

pytestmark = pytest.mark.browser
#: The pages that only a record in hand leads to, by their names.
ON_THE_WAY = ("field-confirm", "field-contest")
LEAD, SECOND = "zrj-verifier", "zrj-verifier2"


@pytest.mark.req("S8.6")
def test_two_officers_plan_announce_note_sign_and_confirm_a_visit(visit: Callable[..., Visitor]) -> None:
    officer = visit(LEAD)
    reference = planned(officer)
    officer.resize(PHONE)
    officer.go(f"/field/visits/{reference}")
    officer.see()
    facts = officer.page.locator("form[data-offline][action*=facts]").count()
    for number in range(1, facts + 1):
        fact = officer.page.locator(f"#fact-{number}")
        fact.get_by_label("看不出").check()
        fact.get_by_label("情况说明").fill("地界的桩找不到了，两家都不在")
        fact.get_by_role("button", name="保存").click()
        officer.page.locator(f"#fact-{number} h2 .tag").wait_for()
    officer.go(f"/field/visits/{reference}")  # what was sent while noting is no weight of the page
    officer.see()
    sign(officer)
    officer.page.get_by_text("本人确认").first.wait_for()
    confirm(officer, visit(SECOND, size=PHONE), reference)
    officer.is_satisfied()


def planned(officer: Visitor) -> str:
    """Plan a visit for what is proposed together, and tell the party; its number."""
    officer.go("/desk/visits")
    officer.see("现场核查")
    officer.page.get_by_role("link", name="安排一次上门").first.click()
    officer.see("安排上门")
    officer.press("安排")
    officer.see()
    reference = officer.page.url.rpartition("/")[2]
    officer.follow("通知当事人")
    officer.see("通知当事人")
    officer.press("通知当事人")
    assert "已通知当事人" in officer.text()
    return reference


def sign(officer: Visitor) -> None:
    """Sign on both pads with the mouse, and close the record."""
    officer.page.get_by_label("在屏幕上签").check()
    for pad in officer.page.locator("canvas.pad").all():
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        mouse = officer.page.mouse
        mouse.move(box["x"] + 20, box["y"] + 20)
        mouse.down()
        for step in range(1, 8):
            mouse.move(box["x"] + 20 + step * 30, box["y"] + 20 + step % 2 * 50)
        mouse.up()
    officer.page.get_by_role("button", name="签好，交同行人员确认").click()


def confirm(officer: Visitor, second: Visitor, reference: str) -> None:
    """Look at the record as the other officer, then confirm it with their password on the first one's phone."""
    second.go(f"/field/visits/{reference}/contest")
    second.see("退回现场记录")
    second.go(f"/field/visits/{reference}/confirm")
    second.see("确认现场记录")
    second.is_satisfied()
    officer.go(f"/field/visits/{reference}/confirm")
    officer.see("确认现场记录")
    officer.page.get_by_label("密码").fill(PASSWORD)
    officer.press("是这样，确认")
    assert "已确认" in officer.text()
    officer.see()
