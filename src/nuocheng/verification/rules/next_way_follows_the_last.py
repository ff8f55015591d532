"""The rule that no way is passed over while it may still settle something."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.sources import ASSISTANCE
from nuocheng.verification.rules.ways import Trial, is_exhausted


@rule(
    title="前一种方式查不清才换下一种",
    cites=(ASSISTANCE,),
    since=date(2020, 4, 3),
    why="先用打扰最少的方式；没有试过的不跳过，查到矛盾的不往下查。",
)
def next_way_follows_the_last(facts: Trial) -> str | None:
    """Object to the next way while the present one was not tried, was not tried enough, or settled something."""
    if is_exhausted(facts):
        return None
    if facts.tries < 1:
        return "这一种方式还没有试过，不能换下一种"
    return "这一种方式还没有试够，或者已经有了结果，不能换下一种"
