"""The rule that a party asks for another time as often as the law lets it, and for one that is near."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import AskingTime
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(title="改时间有次数，也不能太远", cites=(NO_DISTURBANCE,), since=date(2020, 4, 3))
def another_time_is_near_and_asked_once(facts: AskingTime) -> str | None:
    """Object when it was asked too often, no time or too many are proposed, or one is too soon or too far away."""
    if facts.asked >= facts.most_asks:
        return f"这次上门已经要求过{facts.asked}次改时间。还是不方便的，请打通知上的电话"
    if not facts.left:
        return Fault("请填写您方便的时间", "day_1")
    if len(facts.left) > facts.most_slots:
        return f"最多提出{facts.most_slots}个时间"
    for place, left in enumerate(facts.left, start=1):
        if not facts.least <= left <= facts.most:
            text = f"请选{facts.least}到{facts.most}个工作日以后的日子，工作人员好安排"
            return Fault(text, f"day_{place}")
    return None
