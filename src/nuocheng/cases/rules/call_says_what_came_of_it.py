"""The rule that a call back is noted with what came of it."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import CallingBack
from nuocheng.cases.rules.sources import COMPLAINTS_HEARD
from nuocheng.kernel.rulings import rule


@rule(title="回访写明结果", cites=(COMPLAINTS_HEARD,), since=date(2020, 4, 3))
def call_says_what_came_of_it(facts: CallingBack) -> str | None:
    """Object when nothing is said about the call."""
    return None if facts.outcome.strip() else "请写明回访的情况和整改的结果"
