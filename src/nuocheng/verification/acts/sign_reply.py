"""An answer is written by one officer of the asked department and signed by another (起草、签发)."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import chain

from nuocheng.holdings.official import Purpose
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import Record
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification.acts.keeping import TOLD, Picture, few, kept
from nuocheng.verification.acts.reply import Giving, Replied, WholeReply, give, judged, page_of
from nuocheng.verification.acts.reply_code import turn_of
from nuocheng.verification.models import AssistanceRequest, DraftPage, ReplyDraft
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules import GIVES_REASONS, MAY_SIGN
from nuocheng.verification.rules.facts import Reasoned, SigningReply


@official_act("assistance.prepare_answer", by=Role.VERIFIER, file=AssistanceRequest)
def prepare_answer(
    on: Occasion,
    request: AssistanceRequest,
    deed: Deed,
    *,
    replies: tuple[Replied, ...],
    pages: tuple[Picture, ...] = (),
) -> None:
    """Write an answer (起草答复) that the officer who answers for it is to sign; until then nobody else sees it.

    Raises:
        Malformed: A reply is to no question of the request, or a page is of a kind that is not kept.
        OutOfOrder: It does not wait for an answer, or the body has no accounts here.
        RuledOut: A question lacks its answer.

    """
    request.ready_for("prepare_answer")
    few(pages, "page_1")
    judged(on, request, WholeReply(replies, on.name, pages, "desk"))
    draft = ReplyDraft(
        request=request,
        turn=turn_of(request),
        said=canonical([asdict(one) for one in replies]),
        drafted_by=on.actor,
        drafted_name=on.name,
        at=on.at,
    )
    files = chain.from_iterable(kept(on, one, Purpose.SCAN, DraftPage(draft=draft)) for one in pages)
    deed.move(
        request, "prepare_answer", rows=[draft, *files], acknowledged_at=request.acknowledged_at or on.at
    )


@official_act("assistance.sign_answer", by=Role.REVIEWER, file=AssistanceRequest)
def sign_answer(on: Occasion, request: AssistanceRequest, deed: Deed, *, signed_by: str) -> None:
    """Sign an answer (签发答复): it goes out as it was written, and who signs answers for it.

    Raises:
        NotFound: Nobody wrote an answer.
        OutOfOrder: No answer waits to be signed.
        RuledOut: The one who wrote it signs it, or no name and post are given.

    """
    request.ready_for("sign_answer")
    draft = newest_draft(request)
    require(MAY_SIGN, SigningReply(draft.drafted_by, on.actor, alone=False), on=on.today)
    whole = WholeReply(replies_of(draft), signed_by, (), "desk")
    asked = judged(on, request, whole)
    rows: list[Record] = []
    for one in draft.pages.order_by("id"):
        row = page_of(request)
        for name in TOLD:
            setattr(row, name, getattr(one, name))
        rows.append(row)
    note = {"drafted_by": draft.drafted_by}
    give(on, request, deed, "sign_answer", Giving(asked, whole, [*rows], note))


@official_act("assistance.send_draft_back", by=Role.REVIEWER, file=AssistanceRequest)
def send_draft_back(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Send the draft of an answer back (退回修改) to whoever wrote it, with the reason.

    Raises:
        OutOfOrder: No answer waits to be signed.
        RuledOut: No reason is given.

    """
    request.ready_for("send_draft_back")
    require(GIVES_REASONS, Reasoned("退回修改", reason), on=on.today)
    said = reason.strip()
    deed.move(request, "send_draft_back", note={"reason": said}, draft_refused=said)


def newest_draft(request: AssistanceRequest) -> ReplyDraft:
    """Return the draft that waits to be signed.

    Raises:
        NotFound: There is none.

    """
    draft = assistance.newest_draft(request.reference)
    if draft is None:
        raise NotFound("没有写好的答复，请刷新页面再看")
    return draft


def replies_of(draft: ReplyDraft) -> tuple[Replied, ...]:
    """Return what a draft replies, question by question."""
    return tuple(Replied(**one) for one in json.loads(draft.said))
