"""The rule that a monthly report comes by its day."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import rule
from nuocheng.oversight.rules.facts import Submission
from nuocheng.oversight.rules.sources import MONTHLY_REPORT


@rule(title="每月按期报送", cites=(MONTHLY_REPORT,), since=date(2020, 4, 3))
def report_is_on_time(facts: Submission) -> str | None:
    """Object when the report was first handed in after its last day; a late one is taken and marked."""
    if facts.first_on > facts.due_on:
        days = (facts.first_on - facts.due_on).days
        return f"应在{cn_date(facts.due_on)}前报送，已经晚了{days}天"
    return None
