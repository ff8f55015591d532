"""The rule that a milestone is reached by its day."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import Reporting
from nuocheng.programme.rules.sources import MILESTONES


@rule(title="按时间节点完成", cites=(MILESTONES,), since=date(2020, 4, 3))
def milestone_is_on_time(facts: Reporting) -> str | None:
    """Object when it was reached after its last day; a late one is taken and marked."""
    if facts.done_on > facts.due_on:
        return f"应在{cn_date(facts.due_on)}前完成，晚了{(facts.done_on - facts.due_on).days}天"
    return None
