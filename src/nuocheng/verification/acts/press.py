"""An answer that does not come is asked for, one rung of the ladder after the other."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.acts.telling import news
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules.ladder import RUNGS, reached


@official_act(
    "assistance.press",
    by=Role.SYSTEM,
    file=AssistanceRequest,
    records=("assistance.remind", "assistance.chase", "assistance.escalate"),
)
def press(on: Occasion, request: AssistanceRequest, deed: Deed) -> None:
    """Remind of an answer that is due, chase it when it is overdue (催办), tell the Justice Bureau at last (督办).

    A rung that was missed, because nothing ran, is made up for by the highest that is reached.

    Raises:
        OutOfOrder: No answer is awaited, or no rung is reached.

    """
    request.ready_for("remind")
    if request.due_on is None or request.press_on is None or on.today < request.press_on:
        raise OutOfOrder("还没有到提醒的时候")
    days = assistance.rungs(request.due_on, on.today)
    rung = max(reached(days, on.today), request.pressed + 1)
    overdue = RUNGS[rung - 1] != "remind"
    deed.move(
        request,
        RUNGS[rung - 1],
        rows=news(on, request, "overdue") if overdue else [],
        note={"rung": rung, "due": request.due_on.isoformat()},
        pressed=rung,
        halfway_on=None,
        press_on=days[rung] if rung < len(days) else None,
    )


@official_act("assistance.tell_halfway", by=Role.SYSTEM, file=AssistanceRequest)
def tell_halfway(on: Occasion, request: AssistanceRequest, deed: Deed) -> None:
    """Tell the liaison of the asked body that half of the term is over (期限过半提醒), once.

    Raises:
        OutOfOrder: No answer is awaited, half of the term is not over, or it was told before.

    """
    request.ready_for("tell_halfway")
    if request.halfway_on is None or on.today < request.halfway_on:
        raise OutOfOrder("还没有到提醒的时候")
    told = news(on, request, "halfway")
    deed.move(request, "tell_halfway", rows=told, note={"told": len(told)}, halfway_on=None)
