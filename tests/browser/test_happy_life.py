"""The usual case: what was pledged is true. Done by everybody with scripts switched off."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.test_journey import NUMBER, apply, grant, item_address
from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

#: As the register of real estate has it; nothing of this party's is under way in the demonstration.
ACCOUNT, NAME, TRUE = "citizen6", "赵㛃", "甘肃省白银市白银区铜花街164号17号楼4单元102室"
#: The runner asks every ten seconds and closes once a minute.
WITHIN_S = 120


@pytest.mark.req("S8.2")
def test_a_true_pledge_is_granted_confirmed_in_bulk_and_closed_without_any_script(
    visit: Callable[..., Visitor],
) -> None:
    party = visit(ACCOUNT, size=PHONE, scripts=False)
    reviewer = visit("mzj-reviewer", scripts=False)
    verifier = visit("mzj-verifier", scripts=False)

    reference, number = pledge_something_true(party)
    grant(reviewer, reference, number)
    tasks = wait_for_the_answer(verifier, reference)
    confirm_together(verifier, tasks)
    wait_until_closed(party, reference)

    for one in (party, reviewer, verifier):
        one.is_satisfied()


def pledge_something_true(party: Visitor) -> tuple[str, str]:
    """Apply, pledge and sign; reference and number of the case."""
    party.go(item_address(party))
    apply(party)
    party.page.get_by_label(re.compile("^写承诺")).check()
    party.page.get_by_label(re.compile("^我已看完告知内容")).check()
    party.press("继续")
    party.see("写承诺")
    party.page.locator(".pledge-fill input[type=text]").first.fill(TRUE)
    for tick in party.page.locator("main input[type=checkbox]").all():
        tick.check()
    party.press("继续")
    party.see("核对没有错，再签署提交")
    party.page.get_by_label(re.compile("^签名")).fill(NAME)
    party.press("签署并提交")
    party.see("承诺书已提交")
    found = NUMBER.search(party.text())
    assert found
    return party.page.url.split("/")[-2], found.group()


def wait_for_the_answer(verifier: Visitor, reference: str) -> list[str]:
    """Wait until the source says that every fact of the case is so; the tasks."""
    verifier.go(f"/desk/cases/{reference}")
    links = verifier.page.locator("a[href^='/desk/verify/']").all()
    tasks = [str(link.get_attribute("href")).rsplit("/", 1)[-1] for link in links]
    assert tasks
    for task in tasks:
        reload_until(verifier, f"/desk/verify/{task}", "再查一次")
        verifier.see("一致")
        assert "不一致" not in verifier.page.locator("h1").inner_text()
    return tasks


def confirm_together(verifier: Visitor, tasks: list[str]) -> None:
    """Tick the tasks in the lane of what agrees, and confirm them all at once."""
    verifier.go("/desk/verify")
    verifier.page.locator(".kpis a", has_text="一致").filter(has_not_text="不一致").first.click()
    verifier.see("核查队列")
    assert verifier.page.locator("tbody input[type=checkbox]").count() >= len(tasks)
    for task in tasks:
        verifier.page.get_by_label(f"勾选{task}").check()
    verifier.press("批量确认“一致”")
    verifier.see(f"确认{len(tasks)}项属实")
    verifier.press("确认属实")
    verifier.see("核查队列")
    assert f"已确认{len(tasks)}项属实" in verifier.text()


def wait_until_closed(party: Visitor, reference: str) -> None:
    """Wait until the job runner has closed the case."""
    reload_until(party, f"/cases/{reference}", "办结")
    party.see("核查一致")


def reload_until(visitor: Visitor, address: str, word: str) -> None:
    """Open a page again and again until it says a word, within reason."""
    for _ in range(WITHIN_S):
        visitor.go(address)
        if word in visitor.text():
            return
        visitor.page.wait_for_timeout(1000)
    pytest.fail(f"{address}: {visitor.text()[:800]}")
