"""A body without accounts replies by the code that came with its letter: every step that one with accounts can take."""

from __future__ import annotations

from dataclasses import replace

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.acts.reply import WholeReply, answer, refuse, send_back
from nuocheng.verification.acts.reply_code import NO_CODE, opens
from nuocheng.verification.models import AssistanceRequest

#: What the entry says of a step that was taken by code.
BY_CODE = {"way": "code"}


@official_act(
    "assistance.acknowledge_by_code",
    by=Role.SYSTEM,
    file=AssistanceRequest,
    records=("assistance.acknowledge",),
)
def acknowledge_by_code(on: Occasion, request: AssistanceRequest, deed: Deed, *, code: str) -> None:
    """Acknowledge a request (签收) by the code; it opens the page again for the answer.

    Raises:
        Malformed: The code is another one, or holds no more.
        OutOfOrder: It was not sent, or is acknowledged already.

    """
    request.ready_for("acknowledge")
    _opened(on, request, code)
    deed.move(request, "acknowledge", note=BY_CODE, acknowledged_at=on.at)


@official_act(
    "assistance.return_by_code", by=Role.SYSTEM, file=AssistanceRequest, records=("assistance.return",)
)
def return_by_code(on: Occasion, request: AssistanceRequest, deed: Deed, *, code: str, reason: str) -> None:
    """Send a request back (退回) by the code: it is not this body's business.

    Raises:
        Malformed: The code is another one, or holds no more.
        OutOfOrder: It does not wait for an answer.
        RuledOut: No reason is given, or the term for it is over.

    """
    request.ready_for("return")
    _opened(on, request, code)
    send_back(on, request, deed, reason, BY_CODE)


@official_act(
    "assistance.refuse_by_code", by=Role.SYSTEM, file=AssistanceRequest, records=("assistance.refuse",)
)
def refuse_by_code(on: Occasion, request: AssistanceRequest, deed: Deed, *, code: str, reason: str) -> None:
    """Refuse to assist (拒绝协助) by the code, with the reason.

    Raises:
        Malformed: The code is another one, or holds no more.
        OutOfOrder: It does not wait for an answer.
        RuledOut: No reason is given.

    """
    request.ready_for("refuse")
    _opened(on, request, code)
    refuse(on, request, deed, reason, BY_CODE)


@official_act(
    "assistance.answer_by_code", by=Role.SYSTEM, file=AssistanceRequest, records=("assistance.answer",)
)
def answer_by_code(
    on: Occasion,
    request: AssistanceRequest,
    deed: Deed,
    *,
    code: str,
    whole: WholeReply,
) -> None:
    """Answer a request by the code that came with the letter: the way of a body without accounts, open once.

    Raises:
        Malformed: The code is another one, or holds no more; a reply is to no question of the request.
        OutOfOrder: It does not wait for an answer.
        RuledOut: A question lacks its answer, or nobody signs.

    """
    request.ready_for("answer")
    _opened(on, request, code)
    answer(on, request, deed, replace(whole, way="code", entered=False), {})


def _opened(on: Occasion, request: AssistanceRequest, code: str) -> None:
    """Let a step go on only with the code.

    Raises:
        Malformed: It is another one, or holds no more.

    """
    if not opens(request, code, on.at):
        raise Malformed.at("code", NO_CODE)
