"""Written checks: ask for material, remind, let it lapse, compare, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from nuocheng.journal.deeds import Deed, next_numbers
from nuocheng.journal.files import Kept, Record
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import previous_workday_on_or_before, term_end
from nuocheng.law import queries as law
from nuocheng.verification import queries
from nuocheng.verification.acts.letters_in_writing import together, told, told_off, with_others
from nuocheng.verification.acts.record_answer import Told, heard_from, record_answer
from nuocheng.verification.acts.ways import choose_way
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import Task, WrittenCheck
from nuocheng.verification.queries import written
from nuocheng.verification.rules import GIVES_REASONS, MAY_ASK_IN_WRITING, WRITTEN_RESULT_IS_SOUND
from nuocheng.verification.rules.facts import Comparing, InWriting, Reasoned

CHANNEL = "written"
#: What the comparison of material comes to; that it cannot tell is never that the pledge is untrue.
VERDICTS = ("consistent", "contradicted", "not_found")


@dataclass(frozen=True, slots=True)
class AlsoAsked:
    """Another fact of the same case that the letter asks about; what is not said of it is as for the first."""

    task: str
    acceptable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenWish:
    """What is asked for about one task: *acceptable* lists materials of which one is enough; *body* is empty for the party.

    *to_body* says that the issuing body is asked; *ground* lets the replaced certificate itself be asked for. *also*
    names the other facts that the same letter asks about, and *turned* why those that are verified in another way are
    asked about in writing.
    """

    task: str
    why: str
    acceptable: tuple[str, ...]
    contact: str
    to_body: bool = False
    body: str = ""
    ground: str = ""
    also: tuple[AlsoAsked, ...] = ()
    turned: str = ""


@founding_act("written_check.ask", by=Role.VERIFIER, file=WrittenCheck)
def ask_in_writing(on: Occasion, deed: Deed, *, wish: WrittenWish) -> WrittenCheck:
    """Ask the party or the issuing body for written material on one fact, or on several in one letter (书面核查).

    Each fact is a check of its own, born with the others; the party is told by one letter.

    Raises:
        Malformed: The ground is none of the law's, or a fact cannot be asked about in this letter.
        NotFound: There is no such task.
        OutOfOrder: A finding was made on it already, or material was asked for and is still awaited.
        RuledOut: It is not the turn of this way, something is not said, or a replaced certificate is asked for.

    """
    task = queries.task(wish.task)
    if task.state not in OPEN:
        raise OutOfOrder(f"“{task.label}”已经有结论，不用再请人交材料")
    if written.under_way(task.reference):
        raise OutOfOrder("这一项已经请人交书面材料，还没有结束，请先看那一件")
    if wish.ground and wish.ground not in written.grounds(on.today):
        raise Malformed.at("ground", "请从列出的情形里选")
    asked = [_Fact(task, _lines(wish.acceptable), "acceptable"), *_joined(deed, task, wish)]
    for one in asked:
        others = tuple(other.task.certificate for other in asked if other is not one)
        require(MAY_ASK_IN_WRITING, _asking(one, wish, others), on=on.today)
    checks = _checks(on, asked, wish)
    for check in checks[1:]:
        deed.found(check, "ask", note={"task": check.task, "why": check.why, "letter": check.letter})
    first = checks[0]
    rows: list[Record | Kept] = [] if first.body else [told(on, checks, "title")]
    named = {"letter": first.letter} if first.letter else {}
    return deed.found(first, "ask", rows=rows, note={"task": first.task, "why": first.why, **named})


@official_act("written_check.remind", by=Role.SYSTEM, file=WrittenCheck)
def remind_written(on: Occasion, check: WrittenCheck, deed: Deed) -> None:
    """Remind the party that material is due (到期提醒), once: of every fact of the letter for which nothing came.

    Raises:
        OutOfOrder: Nothing is awaited, or it is not time yet.

    """
    check.ready_for("remind")
    if check.remind_on is None or on.today < check.remind_on:
        raise OutOfOrder("还没有到提醒的时候")
    waiting = [one for one in together(deed, check) if one.remind_on and one.state == check.state]
    rows: list[Record | Kept] = [] if check.body else [told(on, waiting, "reminder_title")]
    for one in waiting:
        due = {"due": one.due_on.isoformat()}
        deed.move(one, "remind", rows=rows if one is check else (), note=due, remind_on=None)


@official_act("written_check.lapse", by=Role.SYSTEM, file=WrittenCheck)
def lapse_written(on: Occasion, check: WrittenCheck, deed: Deed) -> None:
    """Note that nothing was handed in by the day it was due: the next way is taken, and nothing is held against anybody.

    Raises:
        OutOfOrder: Something came, or the day is not over.

    """
    check.ready_for("lapse")
    if on.today <= check.due_on:
        raise OutOfOrder("交材料的期限还没有过")
    _answer(on, deed, check, _Said("not_found", "", "到期没有交书面材料；没有交不等于不实"))
    deed.move(check, "lapse", note={"due": check.due_on.isoformat()}, remind_on=None, ended_at=on.at)


@official_act("written_check.compare", by=Role.VERIFIER, file=WrittenCheck)
def compare_written(
    on: Occasion, check: WrittenCheck, deed: Deed, *, verdict: str, observed: str = "", reason: str = ""
) -> None:
    """Compare what was handed in with the pledge (比对): same, different, or nothing to be told; evidence, never yet a finding.

    Raises:
        Malformed: The verdict is none of the three.
        OutOfOrder: Nothing was handed in, or the comparison is made.
        RuledOut: Nobody says why, or what the material says.

    """
    check.ready_for("compare")
    if verdict not in VERDICTS:
        raise Malformed.at("verdict", "请选比对的结果：一致、不一致，或者无法核实")
    require(WRITTEN_RESULT_IS_SOUND, Comparing(verdict == "contradicted", observed, reason), on=on.today)
    said = _Said(verdict, observed.strip(), reason.strip())
    _answer(on, deed, check, said)
    deed.move(
        check,
        "compare",
        note={"verdict": verdict, "reason": said.reason},
        verdict=verdict,
        observed=said.observed,
        reason=said.reason,
        ended_at=on.at,
    )


@official_act("written_check.withdraw", by=Role.VERIFIER, file=WrittenCheck)
def withdraw_written(
    on: Occasion, check: WrittenCheck, deed: Deed, *, reason: str, also: tuple[str, ...] = ()
) -> None:
    """Withdraw a written check (不用交了) that is needed no more, with *also* others of its letter; the party is told once.

    Raises:
        Malformed: One of the others is not of this letter.
        OutOfOrder: It is over.
        RuledOut: No reason is given.

    """
    chosen = with_others(deed, check, also, "withdraw")
    require(GIVES_REASONS, Reasoned("不用交", reason), on=on.today)
    said = reason.strip()
    rows: list[Record | Kept] = [] if check.body else [told_off(on, chosen, said)]
    for one in chosen:
        deed.move(
            one,
            "withdraw",
            rows=rows if one is check else (),
            note={"reason": said},
            reason=said,
            remind_on=None,
            ended_at=on.at,
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a written check says of its fact."""

    verdict: str
    observed: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact that a letter asks about: what is wanted of it, and where that was written."""

    task: Task
    wanted: tuple[str, ...]
    at: str


def _joined(deed: Deed, first: Task, wish: WrittenWish) -> list[_Fact]:
    """Return the other facts of the letter, each on the way of written checks from now on.

    Raises:
        Malformed: One of them cannot be asked about in this letter.
        RuledOut: One is verified in another way, and nobody says why it is asked about in writing.

    """
    if not wish.also:
        return []
    may = {one.reference: one.way_now.channel for one in written.may_join(first)}
    wanted = {one.task: one for one in wish.also}
    if not may.keys() >= wanted.keys():
        raise Malformed.at("also", "勾选的有一项现在不能一起问，请看看列出来的还有哪些")
    found = []
    for reference, also in sorted(wanted.items()):
        task = deed.take(Task, reference)
        if may[reference] != CHANNEL:
            choose_way.within(deed, reference, way=task.choice_of(CHANNEL), reason=wish.turned)
        own = _lines(also.acceptable)
        at = f"wanted_{reference}" if own else "acceptable"
        found.append(_Fact(task, own or _lines(wish.acceptable), at))
    return found


def _lines(acceptable: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.strip() for one in acceptable if one.strip())


def _asking(one: _Fact, wish: WrittenWish, others: tuple[str, ...]) -> InWriting:
    return InWriting(
        way=one.task.channel,
        certificate=one.task.certificate,
        wanted=one.wanted,
        why=wish.why,
        contact=wish.contact,
        to_body=wish.to_body,
        body=wish.body,
        ground=wish.ground,
        others=others,
        at=one.at,
    )


def _checks(on: Occasion, asked: Sequence[_Fact], wish: WrittenWish) -> list[WrittenCheck]:
    """Return one check for each fact, all due on the same day; several bear the number of the first as their letter's."""
    calendar = law.calendar()
    due = term_end(calendar, on.today, law.term("term.written.hand_in", on.today).workdays)
    remind = due.on
    for _ in range(law.term("term.written.reminder", on.today).workdays):
        remind = previous_workday_on_or_before(calendar, remind - timedelta(days=1))
    numbers = next_numbers(f"written/{on.today.year}", len(asked))
    references = [f"SM{on.today.year}-{number:05d}" for number in numbers]
    return [
        WrittenCheck(
            reference=reference,
            letter=references[0] if len(asked) > 1 else "",
            department=one.task.department,
            party=one.task.party,
            party_name=one.task.party_name,
            task=one.task.reference,
            origin=one.task.origin,
            item_name=one.task.item_name,
            certificate=one.task.certificate,
            label=one.task.label,
            claimed=one.task.pledged,
            body=wish.body.strip() if wish.to_body else "",
            why=wish.why.strip(),
            acceptable="\n".join(one.wanted),
            ground=wish.ground,
            contact=wish.contact.strip(),
            asked_by=on.actor,
            due_on=due.on,
            due_provisional=due.provisional,
            remind_on=remind if remind > on.today else None,
        )
        for reference, one in zip(references, asked, strict=True)
    ]


def _answer(on: Occasion, deed: Deed, check: WrittenCheck, said: _Said) -> None:
    """Keep what came of a written check as an answer on its task, as long as nobody found on that."""
    if deed.take(Task, check.task).state not in OPEN:
        return
    record = {
        "written_check": check.reference,
        "verdict": said.verdict,
        "observed": said.observed,
        "reason": said.reason,
        "materials": [one.digest for one in written.materials(check.reference)],
        "at": on.at,
    }
    heard = heard_from(
        Told(
            channel=CHANNEL,
            source=check.body or "当事人",
            outcome=said.verdict,
            observed=said.observed,
            note=said.reason,
            file=check.reference,
            asked_at=check.opened_at,
            answered_at=on.at,
        ),
        record,
    )
    record_answer.within(deed, check.task, heard=heard)
