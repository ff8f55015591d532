"""The rule that nobody is asked for paper while a way that disturbs less is still open."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import InWriting
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(
    title="轮到书面核查才请人交材料",
    cites=(NO_DISTURBANCE,),
    since=date(2020, 4, 3),
    why="能用数据查清的，不让当事人跑腿；不照核查办法的次序，要先写明理由。",
)
def written_check_is_its_turn(facts: InWriting) -> str | None:
    """Object when the fact is verified in another way now."""
    if facts.way == "written":
        return None
    return "这一项现在用的不是书面核查。请先在任务里“换一种方式”，换成书面核查，写明理由"
