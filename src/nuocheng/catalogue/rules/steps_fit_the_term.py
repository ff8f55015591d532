"""The rule that the steps of an item take no longer than is promised."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Item, StepActor, StepPath
from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import STEPS
from nuocheng.kernel.rulings import Fault, rule

PATHS = {StepPath.PLEDGE: "写承诺的这条路", StepPath.ORDINARY: "交证明的这条路"}


@rule(
    title="各步加起来不超过办理时限",
    cites=(STEPS,),
    since=date(2020, 4, 3),
    why="各步的工作日加起来比承诺的时限长，照着走就一定超期。",
)
def steps_fit_the_term(facts: ItemFacts) -> str | None:
    """Object when the working days of the steps on either way add up to more than the promised term."""
    item = facts.item
    for path, name in PATHS.items():
        total = taken(item, path)
        if item.workdays and total > item.workdays:
            return Fault(
                f"{name}，各步加起来是{total}个工作日，承诺的时限是{item.workdays}个工作日。请核对", "steps"
            )
    return None


def taken(item: Item, path: StepPath) -> int:
    """Return how many working days the offices take on one way; what the party takes does not count."""
    on_it = (step for step in item.steps if step.path in {path, StepPath.BOTH})
    return sum(step.workdays for step in on_it if step.actor is not StepActor.PARTY)
