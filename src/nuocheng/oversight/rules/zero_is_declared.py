"""The rule that a report of nothing says so on purpose."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.oversight.rules.facts import Submission
from nuocheng.oversight.rules.sources import MONTHLY_REPORT


@rule(title="零报告要写明", cites=(MONTHLY_REPORT,), since=date(2020, 4, 3))
def zero_is_declared(facts: Submission) -> str | None:
    """Object when a month without any work is reported without saying so, or said to be one and is not."""
    if facts.is_zero and not facts.declared_zero:
        return Fault("这个月没有办理任何事项。确实没有的，请勾选“本月零报告”再报送", "zero")
    if facts.declared_zero and not facts.is_zero:
        return Fault("这个月有办理的事项，不能作零报告，请去掉“本月零报告”的勾", "zero")
    return None
