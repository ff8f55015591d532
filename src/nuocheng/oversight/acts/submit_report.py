"""Hand a monthly report in: its figures are counted here, and frozen."""

from __future__ import annotations

from nuocheng.journal.canonical import sha256
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import CHINA, Occasion
from nuocheng.kernel.rulings import objections, require
from nuocheng.oversight import queries
from nuocheng.oversight.acts.draft_report import WRITERS
from nuocheng.oversight.lifecycle import ReportState
from nuocheng.oversight.models import Report
from nuocheng.oversight.rules import MAY_SUBMIT, ON_TIME
from nuocheng.oversight.rules.facts import Submission


@official_act("report.submit", by=WRITERS, file=Report)
def submit_report(on: Occasion, report: Report, deed: Deed, *, zero: bool = False) -> None:
    """Hand the report in to the Justice Bureau (报送); every figure is counted now, with its list.

    A late report is taken like any other, and marked late. *zero* says that nothing was done on purpose.

    Raises:
        OutOfOrder: The report was handed in already.
        RuledOut: The month is not over, the work is not put into words, or a report of nothing does not say so.

    """
    report.lifecycle.after("submit", ReportState(report.state))
    values = queries.counted(report.department, report.month, on.at)
    due = queries.due_on(report.month)
    before = report.submitted_at
    facts = Submission(
        month=report.month,
        today=on.today,
        first_on=before.astimezone(CHINA).date() if before else on.today,
        due_on=report.due_on if before else due,
        work=report.work,
        is_zero=queries.is_zero(values),
        declared_zero=zero,
    )
    require(MAY_SUBMIT, facts, on=on.today)
    frozen = queries.frozen(values)
    deed.move(
        report,
        "submit",
        note={"figures": sha256(frozen), "numbers": {one.key: one.number for one in values}, "zero": zero},
        figures=frozen,
        due_on=facts.due_on,
        late=bool(objections(ON_TIME, facts, on=on.today)),
        submitted_at=before or on.at,
        submitted_by=on.actor,
        returned_reason="",
    )
