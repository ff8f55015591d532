"""The rule that what still has to be handed in says why."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import EXCLUSIONS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="还要交的说明了理由",
    cites=(EXCLUSIONS,),
    since=date(2020, 4, 3),
    why="原则上都要实行告知承诺。不能承诺的只有规定的几种情形，要写明是哪一种。",
)
def exclusion_names_its_ground(facts: Asked) -> str | None:
    """Object when a certificate must be handed in without a ground or a reason, or on a ground unknown."""
    one = facts.certificate
    if one.ground and one.ground not in facts.standards.grounds:
        known = "、".join(facts.standards.grounds.values())
        return Fault(f"不能承诺的情形“{one.ground}”不在规定的几种里。请从这些里选：{known}", "ground")
    if one.disposition is Disposition.SUBMIT and not one.ground and not one.reason.strip():
        return Fault("列为“要交”，没有说明理由。请选一种不能承诺的情形，或者写明为什么现在还要交", "reason")
    return None
