"""The rule that a plan on expiry says when what is pledged runs out."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, Disposition, Plan, Timing
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import VERIFICATION_MEASURES
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.rulings import Fault, rule

#: Beyond these a number is a slip of the pen: fifty years, and a working year.
LONGEST, EARLIEST = 600, 250


@rule(
    title="到期核查写明什么时候到期",
    cites=(VERIFICATION_MEASURES,),
    since=date(2020, 4, 3),
    why="不知道哪天到期，就不会有人去查。到期的日子要么在承诺的内容里，要么从决定那天算。",
)
def expiry_is_named(facts: Asked) -> str | None:
    """Object when verification on expiry has no day from which to count, or two."""
    one, plan = facts.certificate, facts.certificate.plan
    if one.disposition is not Disposition.PLEDGE or plan is None or plan.channel == EXEMPT:
        return None
    if plan.timing is not Timing.ON_EXPIRY:
        return None
    return _slip(plan) or _no_day(plan, {fact.key: fact.type for fact in one.facts})


def _slip(plan: Plan) -> str | None:
    """Say which number cannot be meant."""
    if plan.expiry_months > LONGEST:
        return Fault(
            f"决定后{plan.expiry_months}个月到期太久了，最多{LONGEST}个月，请核对", "plan.expiry_months"
        )
    if plan.lead_workdays > EARLIEST:
        return Fault(f"到期前最多{EARLIEST}个工作日开始查，请核对", "plan.lead_workdays")
    if plan.expiry_fact and plan.expiry_months:
        return Fault("到期的日子写了两种，请只留一种：承诺里的日期，或者决定后几个月", "plan.expiry_months")
    return None


def _no_day(plan: Plan, types: dict[str, FactType]) -> str | None:
    """Say that no fact tells the day, or nothing where one does."""
    if plan.expiry_months:
        return None
    if not plan.expiry_fact:
        text = "选了到期核查，没有写什么时候到期。请写哪一项承诺是到期的日子，或者决定后几个月到期"
        return Fault(text, "plan.expiry_fact")
    if types.get(plan.expiry_fact) is FactType.DATE:
        return None
    days = [key for key, kind in types.items() if kind is FactType.DATE]
    advice = (
        f"请写这些代号里的一个：{'、'.join(days)}" if days else "请先加一项日期类的承诺，或者改写决定后几个月"
    )
    return Fault(f"“{plan.expiry_fact}”不是承诺里的日期。{advice}", "plan.expiry_fact")
