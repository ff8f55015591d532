"""The rule that the procedure of an item that may be pledged is laid down step by step."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import STEPS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="办理步骤写明",
    cites=(STEPS,),
    since=date(2020, 4, 3),
    why="办事指南和流程图都从步骤生成，申请人靠它知道下一步做什么、等多久。",
)
def steps_are_named(facts: ItemFacts) -> str | None:
    """Object when an item that may be pledged names no steps, or one of its steps has no name."""
    item = facts.item
    if item.pledgeable and not item.steps:
        return Fault("可以承诺的事项要写明办理步骤。请逐步写：做什么、谁来办、几个工作日", "steps")
    for place, step in enumerate(item.steps, start=1):
        if not step.title.strip():
            return Fault(f"第{place}步没有名称。请写这一步做什么", f"steps.{place}.title")
        if step.workdays < 0:
            return Fault(f"第{place}步“{step.title}”的工作日不能小于0。请核对", f"steps.{place}.workdays")
    return None
