"""A refusal is disputed by who asked, and the Justice Bureau rules."""

from __future__ import annotations

from typing import Any

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules import GIVES_REASONS
from nuocheng.verification.rules.facts import Reasoned


@official_act("assistance.dispute", by=Role.VERIFIER, file=AssistanceRequest)
def dispute_refusal(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Dispute a refusal (提请裁定) before the Justice Bureau.

    Raises:
        OutOfOrder: Nobody refused, it was ruled on before, or the body is outside the Bureau's reach.
        RuledOut: No reason is given.

    """
    request.ready_for("dispute")
    if not request.asked:
        raise OutOfOrder("对方不是本区的单位，司法局裁定不了。请改用别的核查方式，或者请共同的上级协调")
    if request.dispute:
        raise OutOfOrder("司法局已经裁定过一次，不再裁定。请改用别的核查方式")
    require(GIVES_REASONS, Reasoned("提请裁定", reason), on=on.today)
    deed.move(request, "dispute", note={"reason": reason.strip()}, dispute=reason.strip())


@official_act("assistance.require_answer", by=Role.BUREAU, file=AssistanceRequest)
def require_answer(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Rule that the request must be answered (裁定应当协助); the term runs anew.

    Raises:
        OutOfOrder: Nothing is in dispute.
        RuledOut: No reason is given.

    """
    request.ready_for("require_answer")
    require(GIVES_REASONS, Reasoned("裁定", reason), on=on.today)
    deed.move(
        request,
        "require_answer",
        note={"reason": reason.strip()},
        ruling=reason.strip(),
        **new_term(on, request),
    )


@official_act("assistance.uphold_refusal", by=Role.BUREAU, file=AssistanceRequest)
def uphold_refusal(on: Occasion, request: AssistanceRequest, deed: Deed, *, reason: str) -> None:
    """Rule that the refusal stands (裁定可以不协助); the asking officer goes another way.

    Raises:
        OutOfOrder: Nothing is in dispute.
        RuledOut: No reason is given.

    """
    request.ready_for("uphold_refusal")
    require(GIVES_REASONS, Reasoned("裁定", reason), on=on.today)
    said = reason.strip()
    deed.move(
        request,
        "uphold_refusal",
        note={"reason": said},
        ruling=said,
        outcome="refused",
        outcome_reason=said,
    )


def new_term(on: Occasion, request: AssistanceRequest) -> dict[str, Any]:
    """Return the columns of a term that begins anew today, with its ladder."""
    due = assistance.answer_due(request.urgency, on.today)
    days = assistance.rungs(due.on, on.today)
    return {
        "due_on": due.on,
        "due_provisional": due.provisional,
        "press_on": days[0],
        "halfway_on": assistance.halfway(on.today, days[0], due.on),
        "pressed": 0,
    }
