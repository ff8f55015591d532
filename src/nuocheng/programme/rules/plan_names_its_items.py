"""The rule that a plan names the items that are to be opened to pledging."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import PlanFiling
from nuocheng.programme.rules.sources import IMPLEMENTATION_PLAN


@rule(title="方案要附计划实施的事项", cites=(IMPLEMENTATION_PLAN,), since=date(2020, 4, 3))
def plan_names_its_items(facts: PlanFiling) -> str | None:
    """Object to a plan that opens no item: a department that cannot take part explains that instead."""
    if facts.text.items:
        return None
    return "请选计划实行告知承诺的事项；一项也不能实行的，请改报书面说明"
