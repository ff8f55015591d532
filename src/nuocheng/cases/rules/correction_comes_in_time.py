"""The rule that a correction is asked for within days of receipt, or never."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import CorrectionAsked
from nuocheng.cases.rules.sources import ASKED_ONCE
from nuocheng.kernel.rulings import rule


@rule(title="收到材料几天内告知补正", cites=(ASKED_ONCE,), since=date(2020, 4, 3))
def correction_comes_in_time(facts: CorrectionAsked) -> str | None:
    """Object when the term for asking is over: the application is then taken as complete."""
    if facts.days_since_receipt <= facts.days_allowed:
        return None
    return (
        f"收到材料已经{facts.days_since_receipt}个工作日，超过{facts.days_allowed}个工作日没有告知补正的，"
        "视为已经受理。请在现有材料上作决定"
    )
