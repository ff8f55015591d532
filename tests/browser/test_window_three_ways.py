"""At the window (J2): take in, print, sign, scan, submit, mend, take back: mouse, keyboard alone, scripts off."""

from __future__ import annotations

import re

import pytest
from tests.browser.steps import Party
from tests.browser.test_window import files_of, printed, signed_pages
from tests.browser.ways import Enter, Keyboard, Mouse, Way, WithoutScripts

pytestmark = pytest.mark.browser

CLERK, ITEM, ADDRESS = "mzj-clerk", "临时救助", "白银区沿河东路40号"
FACT = "甘肃省白银市白银区沿河东路40号3号楼2单元301室"
#: People who come to the window for the first time; nobody of theirs is in the demonstration.
WALK_IN = {
    Mouse: Party("620402198103143028", "郑爱华", "13909430161"),
    Keyboard: Party("620402197605224130", "买买提·玉素甫", "13909430162"),
    WithoutScripts: Party("620402199308185242", "白㛃", "13909430163"),
}


@pytest.mark.req("S2.1", "S5.3", "S6.4")
def test_somebody_comes_to_the_window_pledges_on_paper_mends_and_takes_it_back(enter: Enter) -> None:
    who = WALK_IN[enter.way]  # type: ignore[index]
    clerk, reviewer = enter(CLERK), enter("mzj-reviewer")
    reference = take_in(clerk, who)
    print_sign_scan_submit(clerk, reference)
    ask_for_words(reviewer, reference)
    mend_at_the_window(clerk, reference)
    take_back(clerk, reference)

    assert clerk.came_to >= {"intake", "intake-case", "intake-correction", "intake-withdraw", "desk-case"}
    for one in (clerk, reviewer):
        one.visitor.is_satisfied()


def take_in(clerk: Way, who: Party) -> str:
    """Say who it is and what for, and what they answered; the reference."""
    clerk.go("/desk/intake")
    clerk.see("受理")
    clerk.press(re.compile("^受理，出告知书"))
    clerk.refused("受理")
    clerk.write("证件号码", who.account)
    clerk.write("姓名或单位名称", who.name)
    clerk.write("手机号", who.phone)
    clerk.write("联系地址", ADDRESS)
    clerk.press("查信用，看能不能承诺")
    clerk.see("受理")
    assert "可以承诺" in clerk.text()
    clerk.write("事项名称、编码或拼音首字母", "lsjz")
    clerk.press("查找")
    clerk.see("受理")
    clerk.tick(re.compile(f"^{ITEM}"))
    clerk.tick("愿意，都写承诺")
    clerk.press(re.compile("^受理，出告知书"))
    clerk.see(who.name)
    return clerk.page.url.rpartition("/")[2]


def print_sign_scan_submit(clerk: Way, reference: str) -> None:
    """Print the notice, have it signed, scan it page by page, and submit."""
    scans = files_of(signed_pages(printed(clerk.visitor, f"/desk/intake/{reference}/print")))
    clerk.hand_in(re.compile("^扫描件或照片"), scans[:1])
    clerk.press("上传扫描件")
    clerk.see(ITEM)
    assert "第2页还没扫" in clerk.text()
    clerk.press(re.compile("^受理"))
    clerk.refused(ITEM)
    clerk.write(re.compile("坐落"), FACT)
    clerk.tick(re.compile("^申请人看完了告知书"))
    clerk.hand_in(re.compile("^扫描件或照片"), scans[1:])
    clerk.press("受理")
    clerk.see(ITEM)
    assert "打印受理回执" in clerk.text()


def ask_for_words(reviewer: Way, reference: str) -> None:
    """Ask for one thing in words; the page was looked at on another journey."""
    reviewer.go(f"/desk/cases/{reference}/correction")
    reviewer.write(re.compile("^要补什么"), "请写明家里现在有几口人")
    reviewer.pick(re.compile("^怎么补"), "写一段说明")
    reviewer.press("要求补正")
    reviewer.press("确认要求补正")


def mend_at_the_window(clerk: Way, reference: str) -> None:
    """Mend in the hands of the clerk."""
    clerk.go(f"/desk/intake/{reference}")
    clerk.see("窗口补正")
    clerk.write("说明", "家里现在有四口人")
    clerk.press("补好了，提交")
    clerk.see()


def take_back(clerk: Way, reference: str) -> None:
    """Take the application back, with a signature on paper."""
    address = f"/desk/intake/{reference}/withdraw/application"
    clerk.go(address)
    clerk.see("撤回申请")
    clerk.hand_in(
        re.compile("^扫描件或照片"), files_of(signed_pages(printed(clerk.visitor, f"{address}/print")))
    )
    clerk.press("撤回申请")
    clerk.see()
    assert "申请已撤回" in clerk.page.locator("body").inner_text()
