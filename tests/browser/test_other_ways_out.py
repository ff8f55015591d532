"""Pledge in part, take it back, be refused; be unwilling; be barred and object (J1, J3, J4, J5): three ways each."""

from __future__ import annotations

import re

import pytest
from tests.browser.steps import (
    Party,
    apply,
    hand_in_certificate,
    look_up,
    read_the_notice,
    sign_by_name,
)
from tests.browser.test_journey import NUMBER
from tests.browser.ways import Enter, Keyboard, Mouse, Way, WithoutScripts

pytestmark = pytest.mark.browser

TWO, ONE = "专业技术人员资格考试报名", "高校学生申请资助"
IN_PART = {
    Mouse: Party("citizen2", "陈喆", tail="2065"),
    Keyboard: Party("citizen4", "胡明哲", tail="2312"),
    WithoutScripts: Party("citizen9", "吴敏", tail="2240"),
}
UNWILLING = {Mouse: "citizen11", Keyboard: "citizen12", WithoutScripts: "citizen14"}
#: Whose files bear a mark that is not repaired.
BARRED = {Mouse: "citizen3", Keyboard: "citizen15", WithoutScripts: "citizen16"}


@pytest.mark.req("S7.1", "S8.2")
def test_a_pledge_in_part_is_taken_back_and_the_application_refused(enter: Enter) -> None:
    who = IN_PART[enter.way]  # type: ignore[index]
    party, reviewer, anybody = enter(who.account), enter("rsj-reviewer"), enter()
    begin(party, TWO)
    read_the_notice(party, "一部分承诺")
    choose_one(party)
    reference, number = pledge_the_one(party, who)
    take_the_pledge_back(party, reference)
    look_up(anybody, number, who.tail)
    anybody.see("撤回")
    refuse(reviewer, reference, number)
    party.go(f"/cases/{reference}")
    party.see(TWO)
    assert "没有批准的原因" in party.text()

    assert party.came_to >= {"case-choose", "case-materials", "case-withdraw-pledge", "case-done"}
    assert reviewer.came_to >= {"desk-case"}
    for one in (party, reviewer, anybody):
        one.visitor.is_satisfied()


@pytest.mark.req("S7.1")
def test_somebody_who_does_not_want_to_pledge_hands_the_certificate_in(enter: Enter) -> None:
    party = enter(UNWILLING[enter.way])  # type: ignore[index]
    begin(party, ONE)
    read_the_notice(party, "不承诺")
    party.see("补交证明")
    party.press("交齐了，提交")
    party.refused("补交证明")
    hand_in_certificate(party)
    party.see("补交证明")
    party.press(re.compile("^拿掉"))
    party.see("拿掉")
    party.follow("不拿掉了")
    party.press("交齐了，提交")
    party.see()
    assert NUMBER.search(party.text())

    assert party.came_to >= {"case-materials", "case-done"}
    party.visitor.is_satisfied()


@pytest.mark.req("S7.1")
def test_somebody_who_is_barred_reads_why_objects_is_answered_and_withdraws(enter: Enter) -> None:
    party, bureau = enter(BARRED[enter.way]), enter("bureau")  # type: ignore[index]
    begin(party, ONE)
    party.see("这次要提交证明")
    reference = party.page.url.split("/")[-2]
    object_to_the_mark(party)
    objection = party.page.url.rsplit("/", 1)[-1]
    answer(bureau, objection)
    party.go(f"/mine/objections/{objection}")
    party.see("我的异议")
    assert "异议没有成立" in party.text()
    withdraw_the_application(party, reference)

    assert party.came_to >= {"case-why", "object", "my-objection", "case-withdraw", "case"}
    assert bureau.came_to >= {"objections", "objection"}
    for one in (party, bureau):
        one.visitor.is_satisfied()


def begin(party: Way, item: str) -> None:
    """Find the item, and begin an application for it."""
    party.go(f"/items?q={item}")
    party.follow(re.compile(f"^{item}"))
    apply(party, item)


def choose_one(party: Way) -> None:
    """Choose for each certificate: nothing at first, then the one, then both."""
    party.see("选哪几份用承诺")
    party.press("继续")
    party.refused("选哪几份用承诺")
    party.tick_this(party.page.get_by_label("承诺", exact=True).first)
    party.tick_this(party.page.get_by_label("交证明", exact=True).last)
    party.press("继续")


def pledge_the_one(party: Way, who: Party) -> tuple[str, str]:
    """Pledge the one, sign, hand the other in; reference and number."""
    party.see("写承诺")
    assert party.page.locator("section.pledge").count() == 1
    party.press("继续")
    party.refused("写承诺")
    party.tick("大学本科")
    for unit, value in (("年", "2019"), ("月", "7"), ("日", "1")):
        party.write(unit, value)
    party.tick_all(party.page.locator("main .choice input[type=checkbox]"))
    party.press("继续")
    party.see("核对没有错，再签署提交")
    sign_by_name(party, who.name)
    party.see("补交证明")
    hand_in_certificate(party)
    party.see("补交证明")
    party.press("交齐了，提交")
    party.see()
    found = NUMBER.search(party.text())
    assert found
    return party.page.url.split("/")[-2], found.group()


def take_the_pledge_back(party: Way, reference: str) -> None:
    """Take the pledge back, and hand in what it stood for."""
    party.go(f"/cases/{reference}")
    party.see(TWO)
    party.follow("撤回承诺，改交证明")
    party.see("撤回承诺")
    party.press("继续")
    party.see("确认撤回承诺吗？")
    party.press("确认撤回承诺")
    party.see("补交证明")
    hand_in_certificate(party)
    party.press("交齐了，提交")
    party.see()


def refuse(reviewer: Way, reference: str, number: str) -> None:
    """Refuse: without a reason it is not taken, with one it is asked once more."""
    reviewer.go(f"/desk/cases/{reference}")
    reviewer.see(number)
    reviewer.follow(re.compile("^不予批准"))
    reviewer.see(number)
    reviewer.press("不予批准")
    reviewer.refused(number)
    reviewer.write("没有批准的原因", "工作年限不够")
    reviewer.write(re.compile("^依据：或者自己写"), "职称评审管理暂行规定第七条")
    reviewer.press("不予批准")
    reviewer.see(number)
    reviewer.press(re.compile("^确认"))
    reviewer.see(number)


def object_to_the_mark(party: Way) -> None:
    """Object to what the file says."""
    party.follow("我有异议")
    party.see("我有异议")
    party.press("提交异议")
    party.refused("我有异议")
    party.write("哪里不对", "钱我三月就退了，记录没有更新。")
    party.press("提交异议")
    party.see("我的异议")


def answer(bureau: Way, objection: str) -> None:
    """Answer as somebody who did not enter the mark."""
    bureau.go("/desk/objections")
    bureau.see("异议")
    bureau.follow(objection)
    bureau.see("的异议")
    bureau.press("异议不成立，记录不变")
    bureau.refused("的异议")
    bureau.write("核对的结果和理由", "退款记录查不到，记录不变")
    bureau.press("异议不成立，记录不变")
    bureau.see("异议")


def withdraw_the_application(party: Way, reference: str) -> None:
    """Withdraw altogether."""
    party.go(f"/cases/{reference}")
    party.see(ONE)
    party.follow("撤回申请，不办了")
    party.see("撤回申请")
    party.press("继续")
    party.see("确认撤回申请吗？")
    party.press("确认撤回申请")
    party.see(ONE)
