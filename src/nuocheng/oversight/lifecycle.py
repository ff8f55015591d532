"""The states of a monthly report and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, staying


class ReportState(StrEnum):
    """Where a report stands."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


LIFECYCLE: Lifecycle[ReportState] = Lifecycle(
    subject="report",
    births={"draft": ReportState.DRAFTED},
    moves={
        "write": staying(ReportState.DRAFTED, ReportState.RETURNED),
        "submit": {
            ReportState.DRAFTED: ReportState.SUBMITTED,
            ReportState.RETURNED: ReportState.SUBMITTED,
        },
        "return": {ReportState.SUBMITTED: ReportState.RETURNED},
        "accept": {ReportState.SUBMITTED: ReportState.ACCEPTED},
    },
    titles={
        ReportState.DRAFTED: "填报中",
        ReportState.SUBMITTED: "已报送",
        ReportState.RETURNED: "退回修改",
        ReportState.ACCEPTED: "已接收",
    },
)
