"""What becomes of a reply: one further question, used as evidence, set aside; and closing what came to nothing."""

from __future__ import annotations

from datetime import datetime

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification.acts.dispute_refusal import new_term
from nuocheng.verification.acts.record_answer import Heard, Told, heard_from, record_answer
from nuocheng.verification.acts.reply_code import turn_of
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import AssistanceRequest, Reply
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules import GIVES_REASONS, MAY_ASK_FURTHER, MAY_USE
from nuocheng.verification.rules.compare import compare_any
from nuocheng.verification.rules.facts import AskingFurther, Reasoned, Using, Word

#: What a word is as the outcome of a task: that there is no record is no contradiction.
OUTCOMES = {Word.CONFIRMED: "consistent", Word.DENIED: "contradicted", Word.NO_RECORD: "not_found"}
WORD_TITLES = {
    Word.CONFIRMED: "属实",
    Word.DENIED: "不属实",
    Word.TOLD: "登记的内容如下",
    Word.NO_RECORD: "查无此记录",
    Word.NOT_OURS: "不归我们管",
}


@official_act("assistance.ask_further", by=Role.VERIFIER, file=AssistanceRequest)
def ask_further(on: Occasion, request: AssistanceRequest, deed: Deed, *, text: str) -> None:
    """Ask one further question (补充询问) about a reply; the term runs anew.

    Raises:
        OutOfOrder: There is no reply.
        RuledOut: Nothing is asked, or it was asked further before.

    """
    request.ready_for("ask_further")
    require(MAY_ASK_FURTHER, AskingFurther(text, request.further), on=on.today)
    said = text.strip()
    deed.move(request, "ask_further", note={"reason": said}, further=said, **new_term(on, request))


@official_act("assistance.use", by=Role.VERIFIER, file=AssistanceRequest)
def use_reply(on: Occasion, request: AssistanceRequest, deed: Deed) -> None:
    """Use a reply (采用): it becomes evidence on the tasks it speaks of, never yet a finding.

    Raises:
        OutOfOrder: There is no reply, or findings were made on all the tasks meanwhile.
        RuledOut: The reply says nothing about the facts.

    """
    request.ready_for("use")
    replies = assistance.replies(request.reference, turn_of(request))
    require(MAY_USE, Using(tuple(one.word for one in replies)), on=on.today)
    spoken = [one for one in replies if one.word != Word.NOT_OURS and one.question.task.state in OPEN]
    if not spoken:
        raise OutOfOrder("这些事实都已经有结论，不能再采用答复。请选“不采用”，写明已有结论")
    for one in spoken:
        record_answer.within(deed, one.question.task_id, heard=_heard(request, one, on.at))
    note = {"tasks": [one.question.task_id for one in spoken]}
    deed.move(request, "use", note=note, outcome="used")


@official_act("assistance.set_aside", by=Role.VERIFIER, file=AssistanceRequest)
def set_reply_aside(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Set a reply aside (不采用), with the reason.

    Raises:
        OutOfOrder: There is no reply.
        RuledOut: No reason is given.

    """
    request.ready_for("set_aside")
    require(GIVES_REASONS, Reasoned("不采用", reason), on=on.today)
    said = reason.strip()
    deed.move(request, "set_aside", note={"reason": said}, outcome="set_aside", outcome_reason=said)


@official_act("assistance.close", by=Role.VERIFIER, file=AssistanceRequest)
def close_request(on: Occasion, request: AssistanceRequest, deed: Deed) -> None:
    """Close a request (办结) that was sent back or refused: the fact is verified another way.

    Raises:
        OutOfOrder: It was neither.

    """
    outcome = request.state
    deed.move(request, "close", outcome=outcome, outcome_reason=request.refusal)


def _heard(request: AssistanceRequest, reply: Reply, at: datetime) -> Heard:
    """Return a reply as it is kept on a task: a value is compared with the pledge, a word is taken as it is."""
    task, word = reply.question.task, Word(reply.word)
    outcome, observed, said = OUTCOMES.get(word, ""), reply.observed, ""
    if word is Word.TOLD:
        compared = compare_any(task.claim, [reply.observed])
        outcome, said = str(compared.verdict), compared.reason
    if word is Word.CONFIRMED and not observed:
        observed = reply.question.claimed
    record = {
        "request": request.reference,
        "body": request.body,
        "question": reply.question.label,
        "word": reply.word,
        "observed": reply.observed,
        "note": reply.note,
        "signed_by": reply.signed_by,
        "at": reply.at,
    }
    parts = (f"{request.body}答复：{WORD_TITLES[word]}", reply.note, said, f"责任人：{reply.signed_by}")
    return heard_from(
        Told(
            channel="assistance",
            source=request.body,
            outcome=outcome,
            observed=observed,
            note="。".join(part for part in parts if part),
            file=request.reference,
            asked_at=request.sent_at or at,
            answered_at=reply.at,
        ),
        record,
    )
