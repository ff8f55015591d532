"""The rule that one party is not visited more often in a year than the law of the place says, without a ground on file."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Planning
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(
    title="一年上门的次数有上限",
    cites=(NO_DISTURBANCE,),
    since=date(2020, 4, 3),
    why="几个单位轮着上门也是扰民；确实要多去的，把理由写下来。",
)
def visits_keep_to_the_cap(facts: Planning) -> str | None:
    """Object when the party was visited as often as it may be this year, by all departments together."""
    if facts.before < facts.cap or facts.ground.strip():
        return None
    return Fault(
        f"这个当事人今年已经安排过{facts.before}次上门，每年最多{facts.cap}次。确实要去的，请写明理由",
        "ground",
    )
