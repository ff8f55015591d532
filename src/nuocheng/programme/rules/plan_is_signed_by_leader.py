"""The rule that a plan is signed off by the leader in charge."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import PlanFiling
from nuocheng.programme.rules.signing import missigned
from nuocheng.programme.rules.sources import CONTACTS, IMPLEMENTATION_PLAN


@rule(title="方案由负责领导签发", cites=(IMPLEMENTATION_PLAN, CONTACTS), since=date(2020, 4, 3))
def plan_is_signed_by_leader(facts: PlanFiling) -> str | None:
    """Object when the plan is signed by nobody, by somebody else than the leader in charge, or on a day to come."""
    return missigned("方案", facts)
