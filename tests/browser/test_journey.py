"""One party's way through the whole scheme: pledged, found untrue, barred, put right, and trusted again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser

NUMBER = re.compile(r"白区诺〔\d{4}〕\d+号")
ITEM = "临时救助"
#: No such flat belongs to anybody: the register of real estate will say otherwise.
UNTRUE = "甘肃省白银市白银区云锦路999号9号楼9单元901室"
#: The job runner asks the sources every ten seconds.
ASKED_WITHIN_S = 60


@dataclass(frozen=True)
class Walk:
    """Who goes the way, on how large a screen."""

    account: str
    name: str
    size: tuple[int, int]


WALKS = (Walk("citizen5", "买买提·吐尔逊", DESKTOP), Walk("citizen8", "孙桂芳", PHONE))


@pytest.mark.req("S1.1")
@pytest.mark.parametrize("walk", WALKS, ids=("desktop", "phone"))
def test_a_party_is_refused_the_pledge_after_an_untrue_one_and_trusted_again_after_repair(
    visit: Callable[..., Visitor], walk: Walk
) -> None:
    party = visit(walk.account, size=walk.size)
    staff = Staff(visit, walk.size)

    number = pledge_something_untrue(party, walk.name)
    reference = party.page.url.split("/")[-2]
    grant(staff("mzj-reviewer"), reference, number)
    matter = find_it_untrue(staff("mzj-verifier"), reference)
    explain(party, number)
    uphold(staff("mzj-legal"), matter, walk.name)
    be_refused_the_pledge(party, reference)
    ask_for_repair(party)
    repair(staff("mzj-legal"), walk.name)
    be_trusted_again(party)

    party.is_satisfied()
    staff.are_satisfied()
    assert len(party.seen) >= 14, party.seen


class Staff:
    """The staff of the department, each in a browser of their own, on a screen of the same size."""

    def __init__(self, visit: Callable[..., Visitor], size: tuple[int, int]) -> None:
        """Nobody is in yet."""
        self._visit, self._size = visit, size
        self._in: dict[str, Visitor] = {}

    def __call__(self, account: str) -> Visitor:
        """Return the member of staff, who signs in when first needed."""
        if account not in self._in:
            self._in[account] = self._visit(account, size=self._size)
        return self._in[account]

    def are_satisfied(self) -> None:
        """Fail with whatever any of them noticed."""
        for one in self._in.values():
            one.is_satisfied()


def pledge_something_untrue(party: Visitor, name: str) -> str:
    """Search, read, apply, read the notice, pledge, check, sign; the number of the case."""
    party.go("/")
    party.see("少开证明，写承诺就行")
    party.page.get_by_label("您要办什么事？").fill(ITEM)
    party.press("搜索")
    party.see("的搜索结果")
    party.page.get_by_role("link", name=re.compile(f"^{ITEM}")).first.click()
    party.see(ITEM)
    apply(party)
    party.see("份证明，您可以不交，写承诺就行")
    assert party.page.get_by_text("承诺不实会怎样").is_visible()
    a_paper_comes_as_a_pdf(party, "下载告知书（PDF）")
    party.press("继续")  # nothing chosen, nothing ticked: the page says what is missing
    assert party.page.get_by_role("alert").is_visible() or "没填好" in party.page.title()
    party.see()
    party.noticed = [one for one in party.noticed if "422" not in one]
    party.page.get_by_label(re.compile("^写承诺")).check()
    party.page.get_by_label(re.compile("^我已看完告知内容")).check()
    party.press("继续")
    party.see("写承诺")
    party.page.locator(".pledge-fill input[type=text]").first.fill(UNTRUE)
    for tick in party.page.locator("main input[type=checkbox]").all():
        tick.check()
    party.press("继续")
    party.see("核对没有错，再签署提交")
    assert UNTRUE in party.text()
    party.page.get_by_label(re.compile("^签名")).fill(name)
    party.press("签署并提交")
    party.see("承诺书已提交")
    a_paper_comes_as_a_pdf(party, re.compile("^下载.*承诺书"))
    return NUMBER.search(party.text()).group()  # type: ignore[union-attr]


def apply(party: Visitor) -> None:
    """Begin an application from the page of the item."""
    party.follow("开始办理")
    party.see(f"办理{ITEM}")
    party.page.get_by_label("联系地址").fill("公园路街道新禾路69号")
    party.press("开始办理")


def a_paper_comes_as_a_pdf(visitor: Visitor, link: str | re.Pattern[str]) -> None:
    """Fetch a paper as its link would."""
    address = visitor.page.get_by_role("link", name=link).first.get_attribute("href")
    assert address
    answer = visitor.context.request.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def grant(reviewer: Visitor, reference: str, number: str) -> None:
    """Grant what was applied for, after being asked once more."""
    reviewer.go("/desk/review")
    reviewer.see("审查决定")
    assert number in reviewer.text() or reference in reviewer.page.content()
    reviewer.go(f"/desk/cases/{reference}")
    reviewer.see()
    reviewer.press("准予A" if reviewer.scripts else "准予")  # the key is shown where keys work
    reviewer.see(number)
    assert "准予这一件" in reviewer.text()
    reviewer.press("确认准予")
    reviewer.see()
    assert "已准予" in reviewer.text()


def find_it_untrue(verifier: Visitor, reference: str) -> str:
    """Wait for the source's answer, find the pledge untrue, open a matter, tell the party; its reference."""
    verifier.go("/desk/verify")
    verifier.see("核查队列")
    verifier.go(f"/desk/cases/{reference}")
    verifier.see()
    verifier.page.locator("a[href^='/desk/verify/']").first.click()
    verifier.see()
    for _ in range(ASKED_WITHIN_S // 2):
        if verifier.page.get_by_role("heading", name="下结论").count():
            break
        verifier.page.wait_for_timeout(2000)
        verifier.page.reload()
    verifier.see("不一致")
    verifier.page.get_by_label(re.compile("^不实")).check()
    verifier.page.get_by_label("说明").fill("承诺的住房和不动产登记不一致，名下没有这处住房")
    verifier.press("记录结论")
    verifier.see("疑似不实立案")
    verifier.press("立案")
    verifier.see()
    verifier.page.get_by_label(re.compile("^故意")).check()
    verifier.page.get_by_label("一般", exact=True).check()
    for measure in ("撤销决定", "记入诚信档案", "暂不适用告知承诺"):
        verifier.page.get_by_label(measure, exact=True).check()
    verifier.press("送达拟处理告知书")
    verifier.see("请当事人说明情况")
    return verifier.page.url.rsplit("/", 1)[-1]


def explain(party: Visitor, number: str) -> None:
    """Read what was found and intended, and answer."""
    party.go("/mine")
    party.see("我的承诺")
    party.page.get_by_role("link", name=re.compile("说明情况")).first.click()
    party.see("请您说明情况")
    a_paper_comes_as_a_pdf(party, re.compile("^下载拟处理告知书"))
    party.page.get_by_label("您的说明").fill("房子是亲戚的，我以为住在里面就可以写。")
    party.press("提交说明")
    party.see()
    assert "收到您的说明了" in party.text()


def uphold(legal: Visitor, matter: str, name: str) -> None:
    """Decide as somebody else than the officer, after being asked once more."""
    legal.go("/desk/matters?state=heard")
    legal.see("不实处理")
    assert name in legal.text()
    legal.go(f"/desk/matters/{matter}")
    legal.see()
    legal.page.get_by_label("决定的理由").fill("住房不是本人的，承诺与登记不一致；说明的情况不影响认定。")
    legal.press("认定承诺不实")
    legal.see("认定承诺不实：")
    legal.press("确认认定不实")
    legal.see()
    a_paper_comes_as_a_pdf(legal, re.compile("决定书"))


def be_refused_the_pledge(party: Visitor, reference: str) -> None:
    """See the decision revoked; apply again, and be asked for the certificate, with the reason; withdraw."""
    party.go(f"/cases/{reference}")
    party.see("认定承诺不实")
    assert "原来的决定撤销了" in party.text()
    party.go(item_address(party))
    apply(party)
    party.see("这次要提交证明")
    assert "承诺" in party.text()
    assert "诚信档案" in party.text()
    party.follow("提交证明办理")
    party.see("补交证明")
    party.go(party.page.url.replace("/materials", "/withdraw"))
    party.see("撤回申请")
    party.press("继续")
    party.see("确认撤回申请吗？")
    party.press("确认撤回申请")
    party.see()


def item_address(party: Visitor) -> str:
    """Return where the item is, as the search finds it."""
    party.go(f"/items?q={ITEM}")
    address = party.page.get_by_role("link", name=re.compile(f"^{ITEM}")).first.get_attribute("href")
    assert address
    return address


def ask_for_repair(party: Visitor) -> None:
    """Ask for repair, saying what was put right."""
    party.go("/mine/credit")
    party.see("我的诚信档案")
    party.page.get_by_label("已经改正了什么").fill("已经交回救助金，补交了住房证明。")
    party.press("申请信用修复")
    party.see("我的诚信档案")
    assert "正在办理" in party.text()


def repair(legal: Visitor, name: str) -> None:
    """Grant the repair."""
    legal.go("/desk/repairs")
    legal.see("信用修复")
    row = legal.page.get_by_role("row").filter(has_text=name)
    row.get_by_role("link").first.click()
    legal.see(name)
    legal.page.get_by_label("理由").fill("已经改正")
    legal.press("同意修复，恢复承诺")
    legal.see("信用修复")


def be_trusted_again(party: Visitor) -> None:
    """Apply once more, and be offered the pledge."""
    party.go("/mine/credit")
    party.see("我的诚信档案")
    assert "可以承诺" in party.text()
    party.go(item_address(party))
    apply(party)
    party.see("份证明，您可以不交，写承诺就行")
