"""The rule that people are visited on working days, within the hours that the law of the place gives."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Hours
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(
    title="在工作时间上门",
    cites=(NO_DISTURBANCE,),
    since=date(2020, 4, 3),
    why="休息的时候不打扰。",
)
def visit_is_in_working_hours(facts: Hours) -> str | None:
    """Object when the day is not worked, the end is not after the beginning, or it lies outside the hours."""
    if not facts.workday:
        return Fault("这一天不上班，请换一个工作日", "day")
    begins, ends = facts.begins.time(), facts.ends.time()
    if begins >= ends:
        return Fault("结束的时间要比开始的晚，请核对", "until")
    if any(first <= begins and ends <= last for first, last in facts.open):
        return None
    said = "、".join(f"{first:%H:%M}—{last:%H:%M}" for first, last in facts.open)
    return Fault(f"要在工作时间上门（{said}），请改时间", "from")
