"""The rule that a summary comes by its day."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import SummaryHanding
from nuocheng.programme.rules.sources import SUMMARY


@rule(title="总结按期报送", cites=(SUMMARY,), since=date(2020, 4, 3))
def summary_is_on_time(facts: SummaryHanding) -> str | None:
    """Object when it was first handed in after its last day; a late one is taken and marked."""
    if facts.first_on > facts.due_on:
        return f"应在{cn_date(facts.due_on)}前报送，晚了{(facts.first_on - facts.due_on).days}天"
    return None
