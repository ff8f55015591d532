"""The rule that nothing is decided while a special procedure is under way."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.cases.rules.sources import TIME_NOT_COUNTED
from nuocheng.kernel.rulings import rule


@rule(title="特别程序结束才决定", cites=(TIME_NOT_COUNTED,), since=date(2020, 4, 3))
def procedure_is_over(facts: DecisionFacts) -> str | None:
    """Object when the clock stands still because of a special procedure."""
    if facts.paused:
        return f"{facts.paused}还没有结束。请先记下结束，再作决定"
    return None
