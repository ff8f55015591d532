"""The rule that a month is reported on when it is over."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.oversight.rules.facts import Submission
from nuocheng.oversight.rules.sources import MONTHLY_REPORT


@rule(title="报送上月情况", cites=(MONTHLY_REPORT,), since=date(2020, 4, 3))
def month_is_over(facts: Submission) -> str | None:
    """Object when the month is not over: its figures could still change after they were frozen."""
    if (facts.today.year, facts.today.month) <= (facts.month.year, facts.month.month):
        return f"{facts.month.month}月还没有结束，请到下个月再报送"
    return None
