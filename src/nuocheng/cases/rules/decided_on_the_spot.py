"""The rule on what the system may decide by itself."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.kernel.rulings import Citation, rule

NOT_BY_MACHINE_ALONE = Citation(
    "中华人民共和国个人信息保护法",
    "第二十四条",
    "通过自动化决策方式作出对个人权益有重大影响的决定，个人有权要求个人信息处理者予以说明，"
    "并有权拒绝个人信息处理者仅通过自动化决策的方式作出决定。",
    "L.个人信息保护法24",
)


@rule(title="系统只能当场批准完整的承诺", cites=(NOT_BY_MACHINE_ALONE,), since=date(2021, 11, 1))
def decided_on_the_spot(facts: DecisionFacts) -> str | None:
    """Object when the system would decide something that is not decided on the spot on a full pledge."""
    if facts.by_system and not facts.on_the_spot:
        return "这一件要由审查人员决定"
    return None
