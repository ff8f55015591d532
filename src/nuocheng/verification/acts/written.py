"""Written checks: ask for material, take what is handed in, remind, let it lapse, compare, withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nuocheng.holdings.official import Purpose
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import Kept, Record
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import previous_workday_on_or_before, term_end
from nuocheng.law import queries as law
from nuocheng.letters.official import Letter, letter
from nuocheng.people import queries as people
from nuocheng.verification import queries
from nuocheng.verification.acts.keeping import Picture, kept
from nuocheng.verification.acts.record_answer import Told, heard_from, record_answer
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import Task, WrittenCheck, WrittenMaterial
from nuocheng.verification.queries import written
from nuocheng.verification.rules import GIVES_REASONS, MAY_ASK_IN_WRITING, WRITTEN_RESULT_IS_SOUND
from nuocheng.verification.rules.facts import Comparing, InWriting, Reasoned

CHANNEL = "written"
#: What the comparison of material comes to; that it cannot tell is never that the pledge is untrue.
VERDICTS = ("consistent", "contradicted", "not_found")
#: How material may come, by whom it is taken.
ONLINE, BY_OFFICER = "online", ("window", "post")
MOST_FILES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenWish:
    """What is asked for about one task: *acceptable* lists materials of which one is enough; *body* is empty for the party.

    *to_body* says that the issuing body is asked; *ground* lets the replaced certificate itself be asked for.
    """

    task: str
    why: str
    acceptable: tuple[str, ...]
    contact: str
    to_body: bool = False
    body: str = ""
    ground: str = ""


@founding_act("written_check.ask", by=Role.VERIFIER, file=WrittenCheck)
def ask_in_writing(on: Occasion, deed: Deed, *, wish: WrittenWish) -> WrittenCheck:
    """Ask the party or the issuing body for written material on one fact (书面核查); the party is told by letter.

    Raises:
        Malformed: The ground is none of the law's.
        NotFound: There is no such task.
        OutOfOrder: A finding was made on it already, or material was asked for and is still awaited.
        RuledOut: It is not the turn of this way, something is not said, or the replaced certificate is asked for.

    """
    task = queries.task(wish.task)
    if task.state not in OPEN:
        raise OutOfOrder(f"“{task.label}”已经有结论，不用再请人交材料")
    if written.under_way(task.reference):
        raise OutOfOrder("这一项已经请人交书面材料，还没有结束，请先看那一件")
    if wish.ground and wish.ground not in written.grounds(on.today):
        raise Malformed.at("ground", "请从列出的情形里选")
    require(MAY_ASK_IN_WRITING, _asking(task, wish), on=on.today)
    check = _check(on, task, wish)
    rows: list[Record | Kept] = [] if check.body else [_told(on, check, "title")]
    return deed.found(check, "ask", rows=rows, note={"task": task.reference, "why": check.why})


@official_act("written_check.hand_in", by=(Role.APPLICANT, Role.VERIFIER), file=WrittenCheck)
def hand_in_material(
    on: Occasion,
    check: WrittenCheck,
    deed: Deed,
    *,
    files: tuple[Picture, ...],
    way: str = ONLINE,
    note: str = "",
) -> None:
    """Hand in written material (交书面材料): online by the party, or taken by the officer at the window or by post.

    Raises:
        Malformed: There is no file, there are too many, or one is of a kind that is not kept.
        OutOfOrder: It is not asked for any more.

    """
    check.ready_for("hand_in")
    by_party = on.post.role is Role.APPLICANT
    if by_party and check.body:
        raise OutOfOrder("这一件请的是开具单位，您不用交")
    if not files:
        raise Malformed.at("file_1", "请选要交的文件")
    if len(files) > MOST_FILES:
        raise Malformed.at("file_1", f"一次最多交{MOST_FILES}个文件，请分几次交")
    if not by_party and way not in BY_OFFICER:
        raise Malformed.at("way", "请选怎么交来的：窗口还是邮寄")
    came = ONLINE if by_party else way
    rows = [row for one in files for row in _material(on, check, one, (came, note.strip()))]
    deed.move(
        check,
        "hand_in",
        rows=rows,
        note={"files": len(files), "way": came},
        handed_in_at=on.at,
        remind_on=None,
    )


@official_act("written_check.remind", by=Role.SYSTEM, file=WrittenCheck)
def remind_written(on: Occasion, check: WrittenCheck, deed: Deed) -> None:
    """Remind the party that material is due (到期提醒), once.

    Raises:
        OutOfOrder: Nothing is awaited, or it is not time yet.

    """
    check.ready_for("remind")
    if check.remind_on is None or on.today < check.remind_on:
        raise OutOfOrder("还没有到提醒的时候")
    rows: list[Record | Kept] = [] if check.body else [_told(on, check, "reminder_title")]
    deed.move(check, "remind", rows=rows, note={"due": check.due_on.isoformat()}, remind_on=None)


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
def withdraw_written(on: Occasion, check: WrittenCheck, deed: Deed, *, reason: str) -> None:
    """Withdraw a written check (不用交了) that is needed no more; the party is told.

    Raises:
        OutOfOrder: It is over.
        RuledOut: No reason is given.

    """
    check.ready_for("withdraw")
    require(GIVES_REASONS, Reasoned("不用交", reason), on=on.today)
    said = reason.strip()
    rows: list[Record | Kept] = [] if check.body else [_off(on, check, said)]
    deed.move(
        check, "withdraw", rows=rows, note={"reason": said}, reason=said, remind_on=None, ended_at=on.at
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a written check says of its fact."""

    verdict: str
    observed: str
    reason: str


def _asking(task: Task, wish: WrittenWish) -> InWriting:
    return InWriting(
        way=task.channel,
        certificate=task.certificate,
        wanted=tuple(one.strip() for one in wish.acceptable if one.strip()),
        why=wish.why,
        contact=wish.contact,
        to_body=wish.to_body,
        body=wish.body,
        ground=wish.ground,
    )


def _check(on: Occasion, task: Task, wish: WrittenWish) -> WrittenCheck:
    calendar = law.calendar()
    due = term_end(calendar, on.today, law.term("term.written.hand_in", on.today).workdays)
    remind = due.on
    for _ in range(law.term("term.written.reminder", on.today).workdays):
        remind = previous_workday_on_or_before(calendar, remind - timedelta(days=1))
    return WrittenCheck(
        reference=f"SM{on.today.year}-{next_number(f'written/{on.today.year}'):05d}",
        department=task.department,
        party=task.party,
        party_name=task.party_name,
        task=task.reference,
        origin=task.origin,
        item_name=task.item_name,
        certificate=task.certificate,
        label=task.label,
        claimed=task.claimed,
        body=wish.body.strip() if wish.to_body else "",
        why=wish.why.strip(),
        acceptable="\n".join(_asking(task, wish).wanted),
        ground=wish.ground,
        contact=wish.contact.strip(),
        asked_by=on.actor,
        due_on=due.on,
        due_provisional=due.provisional,
        remind_on=remind if remind > on.today else None,
    )


def _material(on: Occasion, check: WrittenCheck, file: Picture, came: tuple[str, str]) -> list[Record | Kept]:
    """Return the rows of one file: its bytes once under their digest, what it is, and to what it belongs."""
    row = WrittenMaterial(check_file=check, way=came[0], note=came[1], handed_in_by=on.actor, at=on.at)
    return kept(on, file, Purpose.MATERIAL, row)


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


def notice_text(day: date, check: WrittenCheck) -> str:
    """Return what the party, or the body, is told, in the words of the law office."""
    facts = {
        "party": check.party_name,
        "item": check.item_name,
        "label": check.label,
        "department": people.department_name(check.department),
        "why": check.why.rstrip("。"),
        "day": cn_date(check.due_on),
        "wanted": "；".join(check.wanted),
        "contact": check.contact,
        "body": check.body,
    }
    if check.body:
        return str(law.provision("wording.written.letter", day).filled(**facts))
    said = law.wordings("wording.written.notice.", day).values()
    return "\n".join(str(one.filled(**facts)) for one in said)


def _told(on: Occasion, check: WrittenCheck, title: str) -> Letter:
    head = law.provision(f"wording.written.{title}", on.today).text
    return letter(on, party=check.party, about=check.reference, title=head, text=notice_text(on.today, check))


def _off(on: Occasion, check: WrittenCheck, reason: str) -> Letter:
    head = law.provision("wording.written.off_title", on.today).text
    said = law.provision("wording.written.off", on.today)
    text = str(said.filled(label=check.label, reason=reason.rstrip("。")))
    return letter(on, party=check.party, about=check.reference, title=head, text=text)
