"""The rule that each point of a correction says one plain thing that can be checked."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import CorrectionAsked
from nuocheng.cases.rules.sources import ASKED_ONCE
from nuocheng.kernel.rulings import rule

MOST = 12
SHORTEST = 4
#: Words that leave the party guessing.
VAGUE = (
    "等材料",
    "等证明",
    "其他材料",
    "相关材料",
    "有关材料",
    "相关证明",
    "有关证明",
    "有关规定",
    "相关规定",
)


@rule(title="补正内容逐项写明", cites=(ASKED_ONCE,), since=date(2020, 4, 3))
def correction_says_what_to_mend(facts: CorrectionAsked) -> str | None:
    """Object when there is no point, too many, or one that is too short or leaves open what is meant."""
    if not facts.points:
        return "请至少写一项要补的内容"
    if len(facts.points) > MOST:
        return f"要补的内容最多{MOST}项，请合并"
    for place, point in enumerate(facts.points, start=1):
        words = point.what.strip()
        if len(words) < SHORTEST:
            return f"第{place}项太短了，请写清楚要补什么、改成什么样"
        vague = next((one for one in VAGUE if one in words), "")
        if vague:
            return f"第{place}项里的“{vague}”说不清要补什么，请改成具体的内容"
    return None
