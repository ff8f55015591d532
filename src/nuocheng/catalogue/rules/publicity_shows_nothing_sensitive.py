"""The rule that only what the public may see is verified by showing it to the public."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import PUBLICITY, Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import NOT_PUBLIC
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="敏感的事实不用公示核查",
    cites=(NOT_PUBLIC,),
    since=date(2021, 11, 1),
    why="公示核查要把承诺的内容给大家看，敏感的、还没有人定过能不能公示的，都不能这样查。",
)
def publicity_shows_nothing_sensitive(facts: Asked) -> str | None:
    """Object when a fact that the public may not see, or of which nobody said so, would be shown to it."""
    one, plan = facts.certificate, facts.certificate.plan
    if one.disposition is not Disposition.PLEDGE or plan is None:
        return None
    if all(way.channel != PUBLICITY for way in plan.ways):
        return None
    field = "plan.channel" if plan.channel == PUBLICITY else "plan.then"
    undecided = [fact.label for fact in one.facts if not fact.privacy]
    if undecided:
        return Fault(f"要用公示核查，先写明“{'、'.join(undecided)}”能不能公示", field)
    shown = facts.standards.shown
    hidden = [fact.label for fact in one.facts if shown.get(fact.privacy, "never") == "never"]
    if hidden:
        return Fault(f"“{'、'.join(hidden)}”是敏感的，不能用公示核查。请换一种核查方式", field)
    return None
