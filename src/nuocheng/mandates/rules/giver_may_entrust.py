"""The rule on who may give a mandate."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.rulings import rule
from nuocheng.mandates.rules.facts import Entrusting
from nuocheng.mandates.rules.sources import ENTRUSTED, NOT_PASSED_ON

GIVERS = frozenset({Capacity.SELF, Capacity.LEGAL_REPRESENTATIVE})


@rule(title="授权由本人或法定代表人给", cites=(ENTRUSTED, NOT_PASSED_ON), since=date(2021, 1, 1))
def giver_may_entrust(facts: Entrusting) -> str | None:
    """Object when a mandate is passed on, or a capacity that stands by law is given away without the office."""
    if facts.giver is None:
        return None
    if facts.giver not in GIVERS:
        return "您是受托来办的，不能再转给别人办。请由委托您的人直接授权"
    if facts.capacity is not Capacity.HANDLER:
        return "法定代表人和法定代理人不能在这里自己登记，请带证件到窗口登记"
    return None
