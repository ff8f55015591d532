"""The window gives a receipt: what came in, under which number, until when there is an answer."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.cases.papers import window as papers
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers.official import Heading, issue


@official_act("case.give_receipt", by=Role.CLERK, file=Case)
def give_receipt(on: Occasion, case: Case, deed: Deed) -> None:
    """Issue the receipt (受理回执) and keep it; it is printed as often as needed and stays the same.

    Raises:
        OutOfOrder: Nothing was accepted yet, or the receipt was given already.

    """
    case.ready_for("give_receipt")
    if case.receipt:
        raise OutOfOrder("这一件已经出过受理回执，可以重打，不会换号")
    heading = Heading("receipt", "受理回执", case.number, case.department, case.party)
    paper = issue(on, case.reference, heading, papers.receipt(case, on.today, on.name))
    deed.move(case, "give_receipt", rows=[paper], note={"receipt": paper.digest}, receipt=paper.pk.hex)
