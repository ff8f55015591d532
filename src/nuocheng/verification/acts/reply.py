"""The asked body replies: acknowledges, sends back what is not its business, refuses with its reason, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Any

from nuocheng.holdings.official import Purpose
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import Kept, Record
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.verification.acts.keeping import Picture, few, kept
from nuocheng.verification.acts.reply_code import turn_of
from nuocheng.verification.models import AssistanceRequest, Question, Reply, ReplyPage
from nuocheng.verification.papers import RETURN_TERM
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules import GIVES_REASONS, MAY_SEND_BACK, MAY_SIGN, REPLY_IS_SOUND
from nuocheng.verification.rules.facts import Given, Reasoned, Replying, SendingBack, SigningReply


@dataclass(frozen=True, slots=True)
class Replied:
    """What is replied to one question, by its place: the word, what is on record, and a remark."""

    place: int
    word: str
    observed: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WholeReply:
    """A reply as it came: fact by fact, who signs, the files with it, and by which way; *entered* from paper."""

    replies: tuple[Replied, ...]
    signed_by: str
    pages: tuple[Picture, ...] = ()
    way: str = "code"
    entered: bool = False


@official_act("assistance.acknowledge", by=Role.VERIFIER, file=AssistanceRequest)
def acknowledge_request(on: Occasion, request: AssistanceRequest, deed: Deed) -> None:
    """Acknowledge a request (签收): the asking officer sees that it arrived.

    Raises:
        OutOfOrder: It was not sent, or is acknowledged already.

    """
    deed.move(request, "acknowledge", acknowledged_at=on.at)


@official_act("assistance.return", by=Role.VERIFIER, file=AssistanceRequest)
def return_request(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Send a request back (退回) that is not this body's business; the reason may say whose it is.

    Raises:
        OutOfOrder: It does not wait for an answer.
        RuledOut: No reason is given, or the term for it is over.

    """
    send_back(on, request, deed, reason)


@official_act("assistance.refuse", by=Role.VERIFIER, file=AssistanceRequest)
def refuse_request(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Refuse to assist (拒绝协助), with the reason.

    Raises:
        OutOfOrder: It does not wait for an answer.
        RuledOut: No reason is given.

    """
    refuse(on, request, deed, reason)


@official_act("assistance.answer", by=Role.VERIFIER, file=AssistanceRequest)
def answer_request(
    on: Occasion,
    request: AssistanceRequest,
    deed: Deed,
    *,
    replies: tuple[Replied, ...],
    signed_by: str,
    pages: tuple[Picture, ...] = (),
) -> None:
    """Answer a request question by question (答复): of a body outside, or where the law lets one officer sign alone.

    Of a body without accounts the asking officer enters what it wrote, with the pages as they came.

    Raises:
        Malformed: A reply is to no question of the request, or a page is of a kind that is not kept.
        OutOfOrder: It does not wait for an answer.
        RuledOut: A question lacks its answer, nobody signs, somebody else has to sign, or the paper is missing.

    """
    request.ready_for("answer")
    entered = not request.asked
    alone = entered or assistance.signs_alone(request.asked, on.today)
    require(MAY_SIGN, SigningReply(on.actor, on.actor, alone), on=on.today)
    said = WholeReply(replies, signed_by, pages, "letter" if entered else "desk", entered=entered)
    answer(on, request, deed, said, {} if entered else {"alone": True})


def send_back(
    on: Occasion,
    request: AssistanceRequest,
    deed: Deed,
    reason: str,
    note: Mapping[str, object] | None = None,
) -> None:
    """Send a request back, whoever of the asked body does it."""
    request.ready_for("return")
    require(GIVES_REASONS, Reasoned("退回", reason), on=on.today)
    received = request.acknowledged_at or on.at
    until = received + timedelta(hours=law.term(RETURN_TERM, on.today).amount)
    require(MAY_SEND_BACK, SendingBack(on.at, until), on=on.today)
    _decline(request, deed, "return", reason.strip(), note or {})


def refuse(
    on: Occasion,
    request: AssistanceRequest,
    deed: Deed,
    reason: str,
    note: Mapping[str, object] | None = None,
) -> None:
    """Refuse a request, whoever of the asked body does it."""
    request.ready_for("refuse")
    require(GIVES_REASONS, Reasoned("拒绝", reason), on=on.today)
    _decline(request, deed, "refuse", reason.strip(), note or {})


def _decline(
    request: AssistanceRequest, deed: Deed, verb: str, said: str, note: Mapping[str, object]
) -> None:
    deed.move(request, verb, note={"reason": said, **note}, refusal=said, press_on=None, halfway_on=None)


def answer(
    on: Occasion, request: AssistanceRequest, deed: Deed, whole: WholeReply, note: Mapping[str, object]
) -> None:
    """Give an answer that is signed, whoever of the asked body does it."""
    few(whole.pages, "page_1")
    asked = judged(on, request, whole)
    pages = [kept(on, one, Purpose.SCAN, page_of(request)) for one in whole.pages]
    give(on, request, deed, "answer", Giving(asked, whole, [*chain.from_iterable(pages)], note))


@dataclass(frozen=True, slots=True)
class Giving:
    """An answer about to be written: the questions, what is said, the rows that come with it, and the entry's note."""

    asked: list[Question]
    whole: WholeReply
    rows: list[Record | Kept]
    note: Mapping[str, object]


def judged(on: Occasion, request: AssistanceRequest, whole: WholeReply) -> list[Question]:
    """Return the questions that an answer speaks to, once nothing is wrong with it.

    Raises:
        Malformed: A reply is to no question of the request.
        RuledOut: A question lacks its answer, nobody signs, or the paper is missing.

    """
    asked = assistance.questions(request.reference)
    said = {one.place: one for one in whole.replies}
    if not said.keys() <= {one.place for one in asked}:
        raise Malformed.at("replies", "答复和所问的事实对不上，请刷新页面再答")
    given = tuple(_given(request, one, said.get(one.place)) for one in asked)
    require(REPLY_IS_SOUND, Replying(given, whole.signed_by, whole.entered, len(whole.pages)), on=on.today)
    return asked


def give(on: Occasion, request: AssistanceRequest, deed: Deed, verb: str, giving: Giving) -> None:
    """Write an answer: a row for each question, the files that come with it, and how fast it was."""
    whole = giving.whole
    said = {one.place: one for one in whole.replies}
    turn, signed_by = turn_of(request), whole.signed_by.strip()
    rows = [
        _reply(one, said[one.place], Reply(turn=turn, signed_by=signed_by, way=whole.way, at=on.at))
        for one in giving.asked
    ]
    words = [said[one.place].word for one in giving.asked]
    deed.move(
        request,
        verb,
        rows=[*rows, *giving.rows],
        note={"signed_by": signed_by, "way": whole.way, "words": words, **giving.note},
        answered_at=on.at,
        press_on=None,
        halfway_on=None,
        draft_refused="",
        **_pace(on, request),
    )


def page_of(request: AssistanceRequest) -> ReplyPage:
    """Return the row of a file that comes with the reply that is due."""
    return ReplyPage(request=request, turn=turn_of(request))


def _pace(on: Occasion, request: AssistanceRequest) -> dict[str, Any]:
    """Return how fast the first answer was; a further question is no second race."""
    if request.further or request.sent_at is None or request.due_on is None:
        return {}
    began = request.sent_at.astimezone(CHINA).date()
    took = max(0, remaining(law.calendar(), began, on.today))
    return {"took": took, "late": on.today > request.due_on}


def _given(request: AssistanceRequest, question: Question, said: Replied | None) -> Given:
    word, observed = (said.word, said.observed) if said else ("", "")
    return Given(question.label, request.discloses, word, observed)


def _reply(question: Question, said: Replied, row: Reply) -> Reply:
    row.question = question
    row.word, row.observed, row.note = said.word, said.observed.strip(), said.note.strip()
    return row
