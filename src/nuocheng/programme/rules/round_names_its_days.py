"""The rule that a round of work names its milestones, each with a day that can still be met."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.facts import Opening
from nuocheng.programme.rules.sources import MILESTONES


@rule(title="部署要写明时间节点", cites=(MILESTONES,), since=date(2020, 4, 3))
def round_names_its_days(facts: Opening) -> str | None:
    """Object to a round without milestones, or with one that is due before the round begins."""
    if not facts.asked:
        return "请至少给一个节点写上完成日期"
    early = [one.title for one in facts.asked if one.due_on < facts.begins_on]
    return f"“{'”“'.join(early)}”的完成日期早于开始日期，请核对" if early else None
