"""Apply online, mend, be granted, rate, prove genuine (J1, J5, J11): with a mouse, by keyboard, without scripts."""

from __future__ import annotations

import re

import pytest
from tests.browser.steps import (
    Party,
    apply,
    hand_in_certificate,
    look_up,
    pledge,
    read_the_notice,
    search,
    sign_in_by_phone,
)
from tests.browser.ways import Enter, Keyboard, Mouse, Way, WithoutScripts

pytestmark = pytest.mark.browser

ITEM = "临时救助"
#: Whose register says what they pledge.
PARTIES = {
    Mouse: Party("citizen1", "李守信", "13909430101", "2031", "甘肃省白银市白银区新禾路88号12号楼1单元102室"),
    Keyboard: Party(
        "citizen7", "何静", "13909430107", "240X", "甘肃省白银市白银区长征街191号5号楼2单元601室"
    ),
    WithoutScripts: Party(
        "citizen13", "周𬭎", "13909430113", "2111", "甘肃省白银市白银区新禾路91号11号楼2单元503室"
    ),
}
PAGES = {
    *(
        "sign-in",
        "sign-in-phone",
        "sign-in-phone-code",
        "home",
        "items",
        "item",
        "apply",
        "case-notice",
        "case-pledge",
    ),
    *("case-check", "case-sign", "case-done", "case", "case-correction", "case-rate", "mine"),
    *("review", "desk-case", "desk-correction", "ratings", "rating", "verify-paper", "verified-sheet"),
}


@pytest.mark.req("S1.1", "S7.1", "S8.2")
def test_somebody_pledges_mends_is_granted_rates_and_the_paper_proves_genuine(enter: Enter) -> None:
    who = PARTIES[enter.way]  # type: ignore[index]
    party, reviewer, legal, anybody = enter(), enter("mzj-reviewer"), enter("mzj-legal"), enter()
    sign_in_by_phone(party, who)
    search(party, ITEM)
    apply(party, ITEM)
    read_the_notice(party, "写承诺")
    number = pledge(party, who, ITEM)
    reference = party.page.url.split("/")[-2]
    ask_for_correction(reviewer, reference, number)
    mend(party, reference)
    grant(reviewer, reference, number)
    be_told_and_rate(party, reference)
    call_back(legal, number)
    prove_genuine(anybody, number, who)

    everybody = (party, reviewer, legal, anybody)
    assert set().union(*(one.came_to for one in everybody)) >= PAGES
    for one in everybody:
        one.visitor.is_satisfied()


def ask_for_correction(reviewer: Way, reference: str, number: str) -> None:
    """Find the case in the queue, and ask for a file and for some words."""
    reviewer.go("/desk/review")
    reviewer.see("审查决定")
    reviewer.go(f"/desk/cases/{reference}")
    reviewer.see(number)
    reviewer.follow(re.compile("^要求补正"))
    reviewer.see("要求补正")
    reviewer.press("要求补正")
    reviewer.refused("要求补正")
    what, how = re.compile("^要补什么"), re.compile("^怎么补")
    reviewer.write(what, "请写明家里现在有几口人")
    reviewer.pick(how, "写一段说明")
    reviewer.write(what, "户口簿的照片", place=1)
    reviewer.pick(how, "交一份材料", place=1)
    reviewer.press("要求补正")
    reviewer.see(number)
    reviewer.press("确认要求补正")
    reviewer.see(number)


def mend(party: Way, reference: str) -> None:
    """Do what was asked: a file and some words."""
    party.go(f"/cases/{reference}")
    party.see(ITEM)
    party.follow("去补正")
    party.see("要补的内容")
    hand_in_certificate(party)
    party.press("补好了，提交")
    party.refused("要补的内容")
    party.write("说明", "家里现在有三口人")
    party.press("补好了，提交")
    party.see(ITEM)


def grant(reviewer: Way, reference: str, number: str) -> None:
    """Grant, after being asked once more."""
    reviewer.go(f"/desk/cases/{reference}")
    reviewer.see(number)
    reviewer.press(re.compile("^准予"))
    reviewer.see(number)
    assert "准予这一件" in reviewer.text()
    reviewer.press("确认准予")
    reviewer.see(number)
    assert "已准予" in reviewer.text()


def be_told_and_rate(party: Way, reference: str) -> None:
    """Read the result, and say that it could have gone better."""
    party.go(f"/cases/{reference}")
    party.see(ITEM)
    party.follow("评一评")
    party.see("评一评")
    party.press("提交评价")
    party.refused("评一评")
    party.tick("不满意")
    party.write(re.compile("^还想说什么"), "补了一次材料")
    party.press("提交评价")
    party.see("评一评")
    assert "您评价过了" in party.text()


def call_back(legal: Way, number: str) -> None:
    """Somebody who did not handle the case calls back."""
    legal.go("/desk/ratings")
    legal.see("差评回访")
    links = legal.page.locator("table tbody th a")
    with legal.leads_on():
        legal.use(links.last)
    legal.see("差评回访")
    assert number in legal.text()
    legal.write("回访的情况和整改的结果", "已经说明，以后一次告知")
    legal.press("回访好了，记下来")
    legal.see("差评回访")


def prove_genuine(anybody: Way, number: str, who: Party) -> None:
    """Look a paper up by what stands on it: with nothing, then with another's number, then right."""
    anybody.go("/v")
    anybody.see("核验承诺书")
    anybody.press("核验")
    anybody.refused("核验承诺书")
    look_up(anybody, number, "0000")
    anybody.see()
    anybody.expected("404")
    look_up(anybody, number, who.tail)
    anybody.see("真的，有效")
