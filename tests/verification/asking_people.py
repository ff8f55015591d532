"""Situations of written checks and publicities, reached by the real acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import in_order

from nuocheng.catalogue.rules.content import Way
from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import AlsoAsked, Handing, Objected, Picture, ShowWish, WrittenWish
from nuocheng.verification.models import Publicity, Task, WrittenCheck
from nuocheng.verification.queries import publicity, written

REASON = {"reason": "已经从别处查清"}
CONTACT = "冯川，0943-8221234"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FILE = Picture("银行流水.pdf", PDF)
HANDED = Handing((FILE,), note="10月的在第3页")
TAKEN = Handing((FILE,), way="post")
CODE, WRONG = "7K3M-92QX-0104", "7K3M-92QX-0105"
BY_CODE = Handing((FILE,), name="王会计 财务科", note="盖章在第2页")
IN_WRITING = in_order.an_item(Way("written"), Way("on_site"))
IN_PUBLIC = in_order.an_item(Way("publicity"), Way("on_site"))


def by_verifier(hours: Hours) -> Occasion:
    """Return an occasion of the officer who verifies."""
    return an_occasion(Role.VERIFIER, at=hours.next())


def by_itself(hours: Hours, days: int = 0) -> Occasion:
    """Return an occasion of the system, perhaps some days later."""
    hours.at += timedelta(days=days)
    return an_occasion(Role.SYSTEM, at=hours.next())


def by_party(hours: Hours, check: WrittenCheck) -> Occasion:
    """Return an occasion of the party that was asked."""
    return an_occasion(Role.APPLICANT, at=hours.next(), party=check.party)


def turned(hours: Hours, item: Any, party: b.PartyGiven | None = None) -> Task:
    """Return a task whose first way found nothing, so that its second is taken."""
    task = in_order.said(in_order.a_task(hours, item, party), hours, "not_found")
    acts.take_next_way(by_itself(hours), task.reference)
    return queries.task(task.reference)


def a_wish(task: Task, **changed: Any) -> WrittenWish:
    """Return what is asked for in writing."""
    wish = WrittenWish(
        task=task.reference,
        why="平台上查无数据",
        acceptable=("近6个月银行流水", "单位发的工资条"),
        contact=CONTACT,
    )
    return replace(wish, **changed)


def a_show(task: Task, **changed: Any) -> ShowWish:
    """Return what is to be shown."""
    wish = ShowWish(task=task.reference, contact=CONTACT, consent="2026年11月2日本人签字同意，存卷")
    return replace(wish, **changed)


def what_is_asked(hours: Hours, **changed: Any) -> dict[str, Any]:
    """Return what a written check is opened with."""
    return {"wish": a_wish(turned(hours, IN_WRITING), **changed)}


def what_is_shown(hours: Hours, **changed: Any) -> dict[str, Any]:
    """Return what a publicity is opened with."""
    return {"wish": a_show(turned(hours, IN_PUBLIC), **changed)}


def asked(hours: Hours, **changed: Any) -> WrittenCheck:
    """Return a written check that awaits material."""
    what = what_is_asked(hours, **changed)
    return written.check(acts.ask_in_writing(by_verifier(hours), **what).reference)


def asked_of(hours: Hours, party: b.PartyGiven, **changed: Any) -> WrittenCheck:
    """Return a written check that another party is asked about."""
    wish = a_wish(turned(hours, IN_WRITING, party), **changed)
    return written.check(acts.ask_in_writing(by_verifier(hours), wish=wish).reference)


def several(
    hours: Hours, because: str = "平台上一样查不到", party: b.PartyGiven | None = None, **changed: Any
) -> list[WrittenCheck]:
    """Return the checks of one letter about both facts of a case; the second one was verified in another way until now."""
    first = turned(hours, IN_WRITING, party)
    wish = a_wish(first, also=(AlsoAsked(other_of(first).reference),), turned=because, **changed)
    made = acts.ask_in_writing(by_verifier(hours), wish=wish)
    return written.letter_of(written.check(made.reference))


def other_of(task: Task) -> Task:
    """Return the other fact of a task's case."""
    return next(one for one in queries.tasks_of(task.origin) if one.reference != task.reference)


def of_a_body(hours: Hours, party: b.PartyGiven | None = None) -> WrittenCheck:
    """Return a written check that a body was asked for, with a code on its letter that the test knows."""
    check = asked_of(hours, party or b.a_party(), to_body=True, body="街道办事处")
    return with_code(hours, check)


def address_of(check: WrittenCheck) -> str:
    """Return what the address on the letter to a body ends in."""
    held = written.newest_code(check.letter_number)
    assert held is not None
    return held.check_code


def with_code(hours: Hours, check: WrittenCheck, code: str = CODE) -> WrittenCheck:
    """Return a check after a code was issued for its letter."""
    with patch("nuocheng.verification.acts.reply_code.check_code", lambda _: code):
        _, digest = acts.new_code(check.letter_number)
    acts.issue_letter_code(by_verifier(hours), check.reference, digest=digest)
    return written.check(check.reference)


def of_a_body_handed_in(hours: Hours) -> WrittenCheck:
    """Return such a check for which something came by post."""
    check = of_a_body(hours)
    acts.hand_in_material(by_verifier(hours), check.reference, handing=TAKEN)
    return written.check(check.reference)


def of_a_body_lapsed(hours: Hours) -> WrittenCheck:
    """Return such a check for which nothing came in time."""
    check = of_a_body(hours)
    acts.lapse_written(by_itself(hours, 20), check.reference)
    return written.check(check.reference)


#: What a body was asked for, by where it stands, while something may be handed in.
OF_A_BODY: Mapping[str, Callable[[Hours], WrittenCheck]] = {
    "asked": of_a_body,
    "handed_in": of_a_body_handed_in,
    "lapsed": of_a_body_lapsed,
}


def handed_in(hours: Hours) -> WrittenCheck:
    """Return a written check for which the party handed something in."""
    check = asked(hours)
    acts.hand_in_material(by_party(hours, check), check.reference, handing=HANDED)
    return written.check(check.reference)


def compared(hours: Hours, verdict: str = "consistent") -> WrittenCheck:
    """Return a written check that came to its result."""
    check = handed_in(hours)
    said = {"verdict": verdict, "observed": "享受中", "reason": "看了银行流水，每月发放"}
    acts.compare_written(by_verifier(hours), check.reference, **said)
    return written.check(check.reference)


def lapsed(hours: Hours) -> WrittenCheck:
    """Return a written check for which nothing came."""
    check = asked(hours)
    acts.lapse_written(by_itself(hours, 30), check.reference)
    return written.check(check.reference)


def withdrawn(hours: Hours) -> WrittenCheck:
    """Return a written check that is needed no more."""
    check = asked(hours)
    acts.withdraw_written(by_verifier(hours), check.reference, **REASON)
    return written.check(check.reference)


def shown(hours: Hours, **changed: Any) -> Publicity:
    """Return a publicity that is shown."""
    what = what_is_shown(hours, **changed)
    return publicity.publicity(acts.open_publicity(by_verifier(hours), **what).reference)


def an_objection(**changed: Any) -> Objected:
    """Return an objection without a name."""
    code, digest = acts.new_answer_code()
    del code
    return replace(Objected(text="他家三口人都有工作", code_digest=digest), **changed)


def objected(hours: Hours, **changed: Any) -> Publicity:
    """Return a publicity to which somebody objected."""
    row = shown(hours)
    acts.object_to_publicity(by_itself(hours), row.reference, said=an_objection(**changed))
    return publicity.publicity(row.reference)


def over(hours: Hours) -> Publicity:
    """Return a publicity whose window is over, with an objection that was answered."""
    row = objected(hours)
    answer = {"number": 1, "stands": False, "reason": "查了社保，只有一人在职"}
    acts.answer_objection(by_verifier(hours), row.reference, **answer)
    acts.end_window(by_itself(hours, 30), row.reference)
    return publicity.publicity(row.reference)


def over_unanswered(hours: Hours) -> Publicity:
    """Return a publicity whose window is over, with an objection that waits for its answer."""
    row = objected(hours)
    acts.end_window(by_itself(hours, 30), row.reference)
    return publicity.publicity(row.reference)


def unopposed(hours: Hours) -> Publicity:
    """Return a publicity whose window ended without an objection."""
    row = shown(hours)
    acts.end_window(by_itself(hours, 30), row.reference)
    return publicity.publicity(row.reference)


def taken_down(hours: Hours) -> Publicity:
    """Return a publicity that was taken down."""
    row = shown(hours)
    acts.take_down_publicity(by_verifier(hours), row.reference, **REASON)
    return publicity.publicity(row.reference)


Build = Callable[[Hours], File]
IN_STATE: Mapping[str, Mapping[str, Build]] = {
    "written_check": {
        "asked": asked,
        "handed_in": handed_in,
        "compared": compared,
        "lapsed": lapsed,
        "withdrawn": withdrawn,
    },
    "publicity": {
        "shown": shown,
        "over": over,
        "concluded": unopposed,
        "taken_down": taken_down,
    },
}
#: The same where an objection waits for its answer.
UNANSWERED: Mapping[str, Build] = {"shown": objected, "over": over_unanswered}
COMPARED = {"verdict": "consistent", "observed": "", "reason": "看了银行流水，每月发放"}
ANSWERED = {"number": 1, "stands": True, "reason": "核实了，情况属实"}
