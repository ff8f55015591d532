"""An answer that does not come is asked for, one rung of the ladder after the other."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
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
    deed.move(
        request,
        RUNGS[rung - 1],
        note={"rung": rung, "due": request.due_on.isoformat()},
        pressed=rung,
        press_on=days[rung] if rung < len(days) else None,
    )
