"""The rule that nobody is visited for what data has settled, or was not even asked about."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Planning
from nuocheng.verification.rules.sources import NO_DISTURBANCE

SETTLED = ("consistent",)


@rule(
    title="确需现场检查的才上门",
    cites=(NO_DISTURBANCE,),
    since=date(2020, 4, 3),
    why="数据查得清的，不打扰当事人。",
)
def visit_is_needed(facts: Planning) -> str | None:
    """Object when nothing is looked at, a fact was not asked about online yet, or it is settled already."""
    if not facts.places:
        return "还没有选要看的事项，请至少选一项"
    unasked = [one.label for one in facts.places if one.by_machine and not one.outcome]
    if unasked:
        return f"“{'、'.join(unasked)}”还没有在线查过。请先查数据来源，查不清再上门"
    settled = [one.label for one in facts.places if one.outcome in SETTLED]
    return f"“{'、'.join(settled)}”查到的和承诺一致，不用上门，请去掉" if settled else None
