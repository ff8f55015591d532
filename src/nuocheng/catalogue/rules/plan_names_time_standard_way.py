"""The rule that every certificate that may be pledged has its verification plan."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, WITHOUT_SOURCE, Disposition, Plan
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import SHARED_VERIFICATION, VERIFICATION_MEASURES
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="核查办法写明时间、标准、方式",
    cites=(
        VERIFICATION_MEASURES,
        SHARED_VERIFICATION,
    ),
    since=date(2020, 4, 3),
    why="能核查才能承诺：什么时候查、照什么标准、用什么方式、向谁查，公布以前要定好。",
)
def plan_names_time_standard_way(facts: Asked) -> str | None:
    """Object when a pledgeable certificate has no plan, or the plan leaves out time, standard or way."""
    one, plan = facts.certificate, facts.certificate.plan
    if one.disposition is not Disposition.PLEDGE:
        return None
    if plan is None or not plan.channel:
        text = "可以承诺，但还没有核查办法。请写明核查时间、标准、方式，写不出的先列为“要交”"
        return Fault(text, "plan")
    if plan.channel == EXEMPT:
        text = "写了免予核查，没有写理由。请写明免予核查的理由和依据"
        return None if plan.exempt_reason.strip() else Fault(text, "plan.exempt_reason")
    known = facts.standards.channels
    if known and plan.channel not in known:
        text = f"没有“{plan.channel}”这种核查渠道。请从这些里选：{'、'.join(known.values())}"
        return Fault(text, "plan.channel")
    return _missing(plan, facts.standards.default_workdays)


def _missing(plan: Plan, default_workdays: int) -> str | None:
    """Say which parts of a plan are missing; the place is that of the first."""
    parts = {
        "workdays": ("时间", plan.workdays > 0 or default_workdays > 0),
        "standard": ("标准", bool(plan.standard.strip())),
        "way": ("方式", bool(plan.way.strip())),
        "source": ("向谁核查", plan.channel in WITHOUT_SOURCE or bool(plan.source.strip())),
    }
    missing = {field: name for field, (name, there) in parts.items() if not there}
    if not missing:
        return None
    return Fault(f"核查办法缺{'、'.join(missing.values())}，请补齐", f"plan.{next(iter(missing))}")
