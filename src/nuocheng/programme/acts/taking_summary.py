"""What the Bureau does with a summary: take it, or send it back."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.programme.models import Summary
from nuocheng.programme.rules import MAY_RETURN
from nuocheng.programme.rules.facts import SendingBack


@official_act("summary.take", by=Role.BUREAU, file=Summary)
def take_summary(on: Occasion, summary: Summary, deed: Deed) -> None:
    """Take a summary (接收): the department has summed its work up.

    Raises:
        OutOfOrder: It was not handed in, or is taken already.

    """
    deed.move(summary, "take", taken_at=on.at)


@official_act("summary.return", by=Role.BUREAU, file=Summary)
def return_summary(on: Occasion, summary: Summary, deed: Deed, *, reason: str) -> None:
    """Send a summary back to its department to be mended (退回修改), with the reason; what was handed in stays.

    Raises:
        OutOfOrder: It was not handed in, or is taken already.
        RuledOut: No reason is given.

    """
    summary.ready_for("return")
    require(MAY_RETURN, SendingBack(reason), on=on.today)
    deed.move(summary, "return", note={"reason": reason.strip()}, returned_reason=reason.strip())
