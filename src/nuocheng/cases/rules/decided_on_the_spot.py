"""The rule on what the system may decide by itself."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.kernel.rulings import Citation, rule

ON_THE_SPOT = Citation(
    "安阳市政务服务条例",
    "第二十六条",
    "申请人作出承诺后，行政机关应当当场作出决定。",
    "L.安阳26",
)


@rule(title="系统只能当场批准完整的承诺", cites=(ON_THE_SPOT,), since=date(2020, 4, 3))
def decided_on_the_spot(facts: DecisionFacts) -> str | None:
    """Object when the system would decide something that is not decided on the spot on a full pledge."""
    if facts.by_system and not facts.on_the_spot:
        return "这一件要由审查人员决定"
    return None
