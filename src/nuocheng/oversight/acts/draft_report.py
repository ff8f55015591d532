"""Begin the monthly report of a department."""

from __future__ import annotations

from datetime import date

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.oversight import queries
from nuocheng.oversight.models import Report

WRITERS = (Role.VERIFIER, Role.REVIEWER, Role.CLERK, Role.EDITOR)


@founding_act("report.draft", by=(*WRITERS, Role.SYSTEM), file=Report)
def draft_report(on: Occasion, deed: Deed, *, department: str, month: date) -> Report:
    """Begin the report (月报) of a department on a month: one per department and month.

    Raises:
        Malformed: The month has not begun.
        Overtaken: The report on that month was begun already.

    """
    first = month.replace(day=1)
    if first > on.today:
        raise Malformed.at("month", "这个月还没有开始，不能填报")
    report = Report(
        reference=queries.reference_of(department, first),
        department=department,
        month=first,
        due_on=queries.due_on(first),
    )
    return deed.found(report, "draft", note={"month": first})
