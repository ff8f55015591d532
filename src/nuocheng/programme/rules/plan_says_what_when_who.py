"""The rule that a plan says what is done, until when, and who answers for it."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.programme.rules.content import Work
from nuocheng.programme.rules.facts import PlanFiling
from nuocheng.programme.rules.sources import IMPLEMENTATION_PLAN


@rule(title="方案要写明任务、时间和责任人", cites=(IMPLEMENTATION_PLAN,), since=date(2020, 4, 3))
def plan_says_what_when_who(facts: PlanFiling) -> str | None:
    """Object to a plan without a goal or tasks, or with a task that lacks its measures, day or person."""
    text = facts.text
    if not text.title.strip():
        return "请写方案的标题"
    if not text.goal.strip():
        return "请写“工作目标”"
    if not text.works:
        return "请至少写一项任务，写明措施、完成时间和责任人"
    missing = [said for place, one in enumerate(text.works, start=1) if (said := _missing(place, one))]
    return "；".join(missing) or None


def _missing(place: int, one: Work) -> str:
    """Say what a line of work leaves out."""
    parts = (("任务", one.task), ("措施", one.measures), ("完成时间", one.until), ("责任人", one.who))
    names = [name for name, said in parts if not said]
    return f"第{place}项任务还没写{'、'.join(names)}" if names else ""
