"""The rule that people are told of a visit some working days before."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Announcing
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(title="上门要提前通知", cites=(NO_DISTURBANCE,), since=date(2020, 4, 3))
def visit_is_announced_in_time(facts: Announcing) -> str | None:
    """Object when fewer working days are left than the law of the place asks for."""
    if facts.left >= facts.least:
        return None
    return f"要提前{facts.least}个工作日通知当事人，现在来不及了，请先改期"
