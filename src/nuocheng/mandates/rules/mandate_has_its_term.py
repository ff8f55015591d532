"""The rule on how long a mandate stands."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.dates import years_after
from nuocheng.kernel.rulings import rule
from nuocheng.mandates.rules.facts import Entrusting
from nuocheng.mandates.rules.sources import ENTRUSTED


@rule(title="授权有起止日期", cites=(ENTRUSTED,), since=date(2021, 1, 1))
def mandate_has_its_term(facts: Entrusting) -> str | None:
    """Object when a handler's mandate has no end, ends before it begins, is over already or stands for too long."""
    if facts.until is None:
        return "经办人的授权要写明到哪一天为止" if facts.capacity is Capacity.HANDLER else None
    if facts.until < facts.since:
        return "截止日期不能早于起始日期，请核对"
    if facts.until < facts.today:
        return "截止日期已经过了，请填以后的日期"
    if facts.capacity is Capacity.HANDLER and facts.until > years_after(facts.since, facts.longest):
        return f"经办人的授权一次最长{facts.longest}年，请把截止日期提前"
    return None
