"""The rule that a report says in words what was done."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.oversight.rules.facts import Submission
from nuocheng.oversight.rules.sources import WHAT_A_REPORT_SAYS


@rule(title="写明工作情况", cites=(WHAT_A_REPORT_SAYS,), since=date(2020, 4, 3))
def report_says_everything(facts: Submission) -> str | None:
    """Object when the work of the month is not put into words; figures alone are no report."""
    return None if facts.work.strip() else "请先写“工作情况”，一两句话也可以"
