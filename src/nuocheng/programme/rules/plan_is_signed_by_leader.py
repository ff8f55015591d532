"""The rule that a plan is signed off by the leader in charge."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.programme.rules.facts import PlanFiling
from nuocheng.programme.rules.sources import CONTACTS, IMPLEMENTATION_PLAN


@rule(title="方案由负责领导签发", cites=(IMPLEMENTATION_PLAN, CONTACTS), since=date(2020, 4, 3))
def plan_is_signed_by_leader(facts: PlanFiling) -> str | None:
    """Object when the plan is signed by nobody, by somebody else than the leader in charge, or on a day to come."""
    if not facts.leader:
        return "还没有登记负责领导，请先在“联系人”里登记"
    if facts.signed_by.strip() != facts.leader:
        return Fault(f"方案由负责领导“{facts.leader}”签发；换了人的，请先在“联系人”里更换", "signed_by")
    return Fault("签发日期不能晚于今天，请核对", "signed_on") if facts.signed_on > facts.today else None
