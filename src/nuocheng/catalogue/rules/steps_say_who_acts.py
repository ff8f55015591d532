"""The rule that the steps say what the party does, and what the offices do."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import StepActor
from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import STEPS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="每一步写明谁来办",
    cites=(STEPS,),
    since=date(2020, 4, 3),
    why="分清哪几步要申请人自己办、哪几步只要等，办的人心里有数。",
)
def steps_say_who_acts(facts: ItemFacts) -> str | None:
    """Object when an item has steps, and none of them is the party's."""
    steps = facts.item.steps
    if not steps or any(step.actor is StepActor.PARTY for step in steps):
        return None
    return Fault("没有一步是申请人办的。请逐步写明谁来办，至少写出提出申请这一步", "steps.1.actor")
