"""The rule that every certificate that may be pledged has its verification plan."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import SHARED_VERIFICATION, VERIFICATION_MEASURES
from nuocheng.kernel.rulings import rule


@rule(
    title="核查办法写明时间、标准、方式",
    cites=(VERIFICATION_MEASURES, SHARED_VERIFICATION),
    since=date(2020, 4, 3),
)
def plan_names_time_standard_way(facts: Asked) -> str | None:
    """Object when a pledgeable certificate has no plan, or the plan leaves out time, standard or way."""
    one, plan = facts.certificate, facts.certificate.plan
    if one.disposition is not Disposition.PLEDGE:
        return None
    if plan is None or not plan.channel:
        return "可以承诺，但还没有核查办法。请写明核查时间、标准、方式，写不出的先列为“要交”"
    if plan.channel == EXEMPT:
        return None if plan.exempt_reason.strip() else "写了免予核查，没有写理由。请写明免予核查的理由和依据"
    parts = {
        "时间": plan.workdays > 0 or facts.standards.default_workdays > 0,
        "标准": bool(plan.standard.strip()),
        "方式": bool(plan.way.strip()),
        "向谁核查": bool(plan.source.strip()),
    }
    missing = [name for name, there in parts.items() if not there]
    return f"核查办法缺{'、'.join(missing)}，请补齐" if missing else None
