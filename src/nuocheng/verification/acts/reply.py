"""The asked body replies: acknowledges, sends back what is not its business, refuses with its reason, answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Any

from nuocheng.holdings.official import Purpose, keep
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import Kept, Record
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.verification.acts.record_answer import Picture
from nuocheng.verification.acts.reply_code import NO_CODE, opens, turn_of
from nuocheng.verification.models import AssistanceRequest, Question, Reply, ReplyPage
from nuocheng.verification.papers import RETURN_TERM
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules import GIVES_REASONS, MAY_SEND_BACK, REPLY_IS_SOUND
from nuocheng.verification.rules.facts import Given, Reasoned, Replying, SendingBack


@dataclass(frozen=True, slots=True)
class Replied:
    """What is replied to one question, by its place: the word, what is on record, and a remark."""

    place: int
    word: str
    observed: str = ""
    note: str = ""


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
    request.ready_for("return")
    require(GIVES_REASONS, Reasoned("退回", reason), on=on.today)
    received = request.acknowledged_at or on.at
    until = received + timedelta(hours=law.term(RETURN_TERM, on.today).amount)
    require(MAY_SEND_BACK, SendingBack(on.at, until), on=on.today)
    said = reason.strip()
    deed.move(request, "return", note={"reason": said}, refusal=said, press_on=None)


@official_act("assistance.refuse", by=Role.VERIFIER, file=AssistanceRequest)
def refuse_request(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Refuse to assist (拒绝协助), with the reason.

    Raises:
        OutOfOrder: It does not wait for an answer.
        RuledOut: No reason is given.

    """
    request.ready_for("refuse")
    require(GIVES_REASONS, Reasoned("拒绝", reason), on=on.today)
    said = reason.strip()
    deed.move(request, "refuse", note={"reason": said}, refusal=said, press_on=None)


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
    """Answer a request question by question (答复), signed by the officer who answers for it.

    Of a body without accounts the asking officer enters what it wrote, with the pages as they came.

    Raises:
        Malformed: A reply is to no question of the request, or a page is of a kind that is not kept.
        OutOfOrder: It does not wait for an answer.
        RuledOut: A question lacks its answer, nobody signs, or the paper is missing.

    """
    entered = not request.asked
    said = _Said(replies, signed_by, pages, "letter" if entered else "desk", entered=entered)
    _answer(on, request, deed, said)


@official_act(
    "assistance.answer_by_code", by=Role.SYSTEM, file=AssistanceRequest, records=("assistance.answer",)
)
def answer_by_code(
    on: Occasion,
    request: AssistanceRequest,
    deed: Deed,
    *,
    code: str,
    replies: tuple[Replied, ...],
    signed_by: str,
) -> None:
    """Answer a request by the code that came with the letter: the way of a body without accounts, open once.

    Raises:
        Malformed: The code is another one, or holds no more; a reply is to no question of the request.
        OutOfOrder: It does not wait for an answer.
        RuledOut: A question lacks its answer, or nobody signs.

    """
    request.ready_for("answer")
    if not opens(request, code, on.at):
        raise Malformed.at("code", NO_CODE)
    _answer(on, request, deed, _Said(replies, signed_by, (), "code", entered=False))


@dataclass(frozen=True, slots=True)
class _Said:
    """A reply as it came: fact by fact, who signs, the paper, and by which way."""

    replies: tuple[Replied, ...]
    signed_by: str
    pages: tuple[Picture, ...]
    way: str
    entered: bool


def _answer(on: Occasion, request: AssistanceRequest, deed: Deed, whole: _Said) -> None:
    request.ready_for("answer")
    asked = assistance.questions(request.reference)
    said = {one.place: one for one in whole.replies}
    if not said.keys() <= {one.place for one in asked}:
        raise Malformed.at("replies", "答复和所问的事实对不上，请刷新页面再答")
    given = tuple(_given(request, one, said.get(one.place)) for one in asked)
    require(REPLY_IS_SOUND, Replying(given, whole.signed_by, whole.entered, len(whole.pages)), on=on.today)
    turn, signed_by = turn_of(request), whole.signed_by.strip()
    rows: list[Record | Kept] = [
        _reply(one, said[one.place], Reply(turn=turn, signed_by=signed_by, way=whole.way, at=on.at))
        for one in asked
    ]
    rows += chain.from_iterable(_page(on, request, one) for one in whole.pages)
    deed.move(
        request,
        "answer",
        rows=rows,
        note={"signed_by": signed_by, "way": whole.way, "words": [one.word for one in given]},
        answered_at=on.at,
        press_on=None,
        **_pace(on, request),
    )


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


def _page(on: Occasion, request: AssistanceRequest, page: Picture) -> list[Record | Kept]:
    """Return the rows of a scanned page: its bytes once under their digest, what it is, and to what it belongs."""
    held = keep(on, page.content, filename=page.filename, purpose=Purpose.SCAN)
    row = ReplyPage(
        request=request,
        turn=turn_of(request),
        filename=held.filename,
        media_type=held.media_type,
        size=held.size,
        digest=held.digest,
    )
    return [*held.rows, row]
