"""A mandate ends before its term."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import NotInOffice
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.mandates.models import Mandate


@official_act("mandate.end", by=(Role.APPLICANT, Role.CLERK), file=Mandate)
def end_mandate(on: Occasion, mandate: Mandate, deed: Deed, *, reason: str = "") -> None:
    """End a mandate (结束授权) at once: by the party that gave it, by whoever holds it, or at the window.

    Raises:
        OutOfOrder: It ended already.
        NotInOffice: Somebody who holds another mandate of the same party would end it.

    """
    own = {"", mandate.reference}
    if on.mandate not in own and mandate.capacity != "handler":
        raise NotInOffice("这份授权要由本人、受托人或者窗口来结束")
    deed.move(
        mandate,
        "end",
        note={"reason": reason.strip()},
        ended_at=on.at,
        ended_by=on.actor,
        end_reason=reason.strip()[:200],
    )
