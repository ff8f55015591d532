"""What the Justice Bureau does with a report: accept it, or send it back."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.oversight.lifecycle import ReportState
from nuocheng.oversight.models import Report
from nuocheng.oversight.rules import MAY_RETURN
from nuocheng.oversight.rules.facts import SendingBack


@official_act("report.return", by=Role.BUREAU, file=Report)
def return_report(on: Occasion, report: Report, deed: Deed, *, reason: str) -> None:
    """Send a report back to its department to be mended (退回修改), with the reason.

    Raises:
        OutOfOrder: The report was not handed in, or is accepted.
        RuledOut: No reason is given.

    """
    report.lifecycle.after("return", ReportState(report.state))
    require(MAY_RETURN, SendingBack(reason), on=on.today)
    deed.move(report, "return", note={"reason": reason.strip()}, returned_reason=reason.strip())


@official_act("report.accept", by=Role.BUREAU, file=Report)
def accept_report(on: Occasion, report: Report, deed: Deed) -> None:
    """Accept a report (接收): it counts in what goes up to the city from now on.

    Raises:
        OutOfOrder: The report was not handed in, or is accepted already.

    """
    deed.move(report, "accept")
