"""The rule that what is verified before the decision leaves time for the decision."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import EXEMPT, Timing
from nuocheng.catalogue.rules.facts import ItemFacts
from nuocheng.catalogue.rules.sources import LEGAL_TERM, VERIFICATION_MEASURES
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="事前核查赶得上作决定",
    cites=(VERIFICATION_MEASURES, LEGAL_TERM),
    since=date(2020, 4, 3),
    why="事前核查算在办理期限里。当场办结的没有时间先查，查得比办理期限还久的，决定就要超期。",
)
def early_check_fits_the_term(facts: ItemFacts) -> str | None:
    """Object when something is verified before a decision that is taken at once, or takes longer than the decision may."""
    item = facts.item
    early = [
        one
        for one in item.pledgeable
        if one.plan and one.plan.channel != EXEMPT and one.plan.timing is Timing.BEFORE_DECISION
    ]
    if early and item.on_the_spot:
        text = f"“{early[0].name}”要先核查再决定，事项却写了当场办结。请改成不当场办结，或者换一个核查时间"
        return Fault(text, "on_the_spot")
    for one in early:
        days = one.plan.workdays if one.plan else 0
        if item.workdays and days > item.workdays:
            text = f"“{one.name}”事前核查要{days}个工作日，办理时限只有{item.workdays}个。请把核查时限改短"
            return Fault(text, "workdays")
    return None
