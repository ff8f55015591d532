"""Publicity checks: show a pledge to everybody, hear objections, answer each, end the window, conclude, take down."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from nuocheng.holdings.official import Purpose
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import Kept, Record
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.numbers import PartyKind, check_code, mask_name
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.letters.official import Letter, letter
from nuocheng.verification import queries
from nuocheng.verification.acts.keeping import Picture, kept
from nuocheng.verification.acts.record_answer import Told, heard_from, record_answer
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import (
    ObjectionEvidence,
    ObjectionReply,
    Publicity,
    PublicityObjection,
    Task,
)
from nuocheng.verification.queries import publicity
from nuocheng.verification.rules import GIVES_REASONS, MAY_CONCLUDE, MAY_OBJECT, MAY_SHOW
from nuocheng.verification.rules.facts import Concluding, Objecting, Reasoned, Showing
from nuocheng.verification.rules.showing import shown_claim

CHANNEL = "publicity"
#: What comes of a window in which nobody objected: not yet that the pledge is true.
UNOPPOSED = "unopposed"
SEEN = frozenset({"whole", "masked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWish:
    """What is to be shown: the pledged fact, on whose consent or which ground of the law, and whom to call."""

    task: str
    contact: str
    consent: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objected:
    """An objection as it came: what is wrong, who says so if they like, files, and the digest of the code for the answer."""

    text: str
    code_digest: str
    name: str = ""
    contact: str = ""
    files: tuple[Picture, ...] = ()


@founding_act("publicity.open", by=Role.VERIFIER, file=Publicity)
def open_publicity(on: Occasion, deed: Deed, *, wish: ShowWish) -> Publicity:
    """Show a pledged fact to everybody for some working days (公示), masked as its class says; the party is told.

    Raises:
        Malformed: The ground is none of the law's, or nobody is named to call.
        NotFound: There is no such task.
        OutOfOrder: A finding was made on it already, or it is shown.
        RuledOut: It is not the turn of this way, it may not be shown, or a person did not consent.

    """
    task = queries.task(wish.task)
    if task.state not in OPEN:
        raise OutOfOrder(f"“{task.label}”已经有结论，不用公示")
    if publicity.under_way(task.reference):
        raise OutOfOrder("这一项正在公示，还没有结束")
    if wish.ground and wish.ground not in publicity.grounds(on.today):
        raise Malformed.at("ground", "请从列出的情形里选")
    if not wish.contact.strip():
        raise Malformed.at("contact", "请填写联系电话，方便大家问")
    how = publicity.shown(task.privacy, on.today)
    person = PartyKind(task.party_kind) is PartyKind.PERSON
    require(MAY_SHOW, Showing(task.channel, task.label, how, person, wish.consent, wish.ground), on=on.today)
    row = _publicity(on, task, wish, how)
    return deed.found(row, "open", rows=[_told(on, task, row)], note={"task": task.reference})


@official_act("publicity.object", by=Role.SYSTEM, file=Publicity)
def object_to_publicity(on: Occasion, row: Publicity, deed: Deed, *, said: Objected) -> None:
    """Take an objection (提出异议) from anybody, with a name or without.

    Raises:
        Malformed: A file is of a kind that is not kept.
        OutOfOrder: The window is over.
        RuledOut: It does not say what is wrong, or brings too many files.

    """
    row.ready_for("object")
    if on.today > row.until:
        raise OutOfOrder("公示期已经过了，不能再提异议。有新情况，请打公示上的电话")
    most = int(law.provision("code.publicity.files", on.today).value["number"])
    require(MAY_OBJECT, Objecting(said.text, len(said.files), most), on=on.today)
    number = row.objections + 1
    objection = PublicityObjection(
        publicity=row,
        number=number,
        text=said.text.strip(),
        name=said.name.strip(),
        contact=said.contact.strip(),
        code_digest=said.code_digest,
        at=on.at,
    )
    rows = [objection, *(one for file in said.files for one in _evidence(on, objection, file))]
    deed.move(
        row,
        "object",
        rows=rows,
        note={"number": number, "files": len(said.files)},
        objections=number,
        unanswered=row.unanswered + 1,
    )


@official_act("publicity.answer", by=Role.VERIFIER, file=Publicity)
def answer_objection(
    on: Occasion, row: Publicity, deed: Deed, *, number: int, stands: bool, reason: str
) -> None:
    """Answer one objection (答复异议): whether it stands, and why; whoever objected reads it by their code.

    Raises:
        Malformed: There is no such objection.
        OutOfOrder: It was answered already, or the publicity is over.
        RuledOut: No reason is given.

    """
    row.ready_for("answer")
    objection = publicity.objection(row.reference, number)
    if objection is None:
        raise Malformed.at("number", "没有这一条异议，请刷新页面")
    if publicity.reply(objection) is not None:
        raise OutOfOrder(f"第{number}条异议已经答复过了")
    require(GIVES_REASONS, Reasoned("答复", reason), on=on.today)
    reply = ObjectionReply(objection=objection, stands=stands, reason=reason.strip(), by=on.actor, at=on.at)
    deed.move(
        row,
        "answer",
        rows=[reply],
        note={"number": number, "stands": stands, "reason": reason.strip()},
        unanswered=row.unanswered - 1,
        upheld=row.upheld + int(stands),
    )


@official_act(
    "publicity.end_window",
    by=Role.SYSTEM,
    file=Publicity,
    records=("publicity.end", "publicity.end_unopposed"),
)
def end_window(on: Occasion, row: Publicity, deed: Deed) -> None:
    """End the window (公示期满): where nobody objected, that goes to the task for an officer to confirm.

    Raises:
        OutOfOrder: It is not over yet, or has ended.

    """
    row.ready_for("end")
    if on.today <= row.until:
        raise OutOfOrder("公示期还没有满")
    if row.objections:
        deed.move(row, "end", note={"objections": row.objections})
        return
    reason = "公示期满，没有人提出异议"
    _answer(on, deed, row, _Result(UNOPPOSED, "", reason))
    deed.move(row, "end_unopposed", outcome=UNOPPOSED, reason=reason, ended_at=on.at)


@official_act("publicity.conclude", by=Role.VERIFIER, file=Publicity)
def conclude_publicity(on: Occasion, row: Publicity, deed: Deed, *, reason: str, observed: str = "") -> None:
    """Say what came of a publicity to which somebody objected (公示的结果); it is evidence, never yet a finding.

    Raises:
        Malformed: An objection stands, and nobody says what was found.
        OutOfOrder: The window is not over, or nobody objected.
        RuledOut: An objection waits for its answer, or no reason is given.

    """
    row.ready_for("conclude")
    require(MAY_CONCLUDE, Concluding(row.unanswered, reason), on=on.today)
    if row.upheld and not observed.strip():
        raise Malformed.at("observed", "有异议成立，请写明核实到的情况")
    outcome = "contradicted" if row.upheld else UNOPPOSED
    said = reason.strip()
    _answer(on, deed, row, _Result(outcome, observed.strip() if row.upheld else "", said))
    deed.move(
        row,
        "conclude",
        note={"outcome": outcome, "reason": said},
        outcome=outcome,
        reason=said,
        ended_at=on.at,
    )


@official_act("publicity.take_down", by=Role.VERIFIER, file=Publicity)
def take_down_publicity(on: Occasion, row: Publicity, deed: Deed, *, reason: str) -> None:
    """Take a publicity down (撤下) before its time, because it should not have been shown or is needed no more.

    Raises:
        OutOfOrder: It came to its result already.
        RuledOut: No reason is given.

    """
    row.ready_for("take_down")
    require(GIVES_REASONS, Reasoned("撤下", reason), on=on.today)
    said = reason.strip()
    title = law.provision("wording.publicity.down_title", on.today).text
    text = str(
        law.provision("wording.publicity.down", on.today).filled(label=row.label, reason=said.rstrip("。"))
    )
    told = letter(on, party=row.party, about=row.origin, title=title, text=text)
    deed.move(row, "take_down", rows=[told], note={"reason": said}, reason=said, ended_at=on.at)


def new_answer_code() -> tuple[str, str]:
    """Return a code by which whoever objected reads the answer, to be shown once, and the digest to be kept."""
    code = check_code(secrets.token_bytes(8))
    return code, answer_digest(code)


def answer_digest(code: str) -> str:
    """Return under which digest a code is kept."""
    return salted_hmac("nuocheng.publicity.answer", code, algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class _Result:
    """What a publicity says of its fact."""

    outcome: str
    observed: str
    reason: str


def _publicity(on: Occasion, task: Task, wish: ShowWish, how: str) -> Publicity:
    calendar = law.calendar()
    until = term_end(calendar, on.today, law.term("term.publicity.window", on.today).workdays)
    down = term_end(calendar, until.on, law.term("term.publicity.remainder", on.today).workdays)
    return Publicity(
        reference=f"GS{on.today.year}-{next_number(f'publicity/{on.today.year}'):05d}",
        department=task.department,
        party=task.party,
        task=task.reference,
        origin=task.origin,
        item_name=task.item_name,
        certificate=task.certificate,
        label=task.label,
        shown_party=mask_name(task.party_name, PartyKind(task.party_kind)),
        shown_claim=shown_claim(task.claimed, FactType(task.fact_type), how),
        consent=wish.consent.strip(),
        ground=wish.ground,
        contact=wish.contact.strip(),
        opened_by=on.actor,
        begins_on=on.today,
        until=until.on,
        until_provisional=until.provisional,
        down_on=down.on,
    )


def _evidence(on: Occasion, objection: PublicityObjection, file: Picture) -> list[Record | Kept]:
    return kept(on, file, Purpose.MATERIAL, ObjectionEvidence(objection=objection))


def _told(on: Occasion, task: Task, row: Publicity) -> Letter:
    title = law.provision("wording.publicity.title", on.today).text
    said = law.provision("wording.publicity.notice", on.today)
    text = said.filled(
        item=row.item_name,
        label=row.label,
        begins=cn_date(row.begins_on),
        until=cn_date(row.until),
        party=row.shown_party,
        claim=row.shown_claim,
        contact=row.contact,
    )
    return letter(on, party=task.party, about=task.origin, title=title, text=str(text))


def _answer(on: Occasion, deed: Deed, row: Publicity, result: _Result) -> None:
    """Keep what came of a publicity as an answer on its task, as long as nobody found on that."""
    if deed.take(Task, row.task).state not in OPEN:
        return
    record = {
        "publicity": row.reference,
        "shown": [row.shown_party, row.shown_claim],
        "from": row.begins_on,
        "until": row.until,
        "objections": row.objections,
        "upheld": row.upheld,
        "outcome": result.outcome,
        "reason": result.reason,
    }
    heard = heard_from(
        Told(
            channel=CHANNEL,
            source="社会公众",
            outcome=result.outcome,
            observed=result.observed,
            note=result.reason,
            file=row.reference,
            asked_at=row.opened_at,
            answered_at=on.at,
        ),
        record,
    )
    record_answer.within(deed, row.task, heard=heard)
