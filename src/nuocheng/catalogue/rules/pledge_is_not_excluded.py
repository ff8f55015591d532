"""The rule that what the scheme excludes cannot be pledged."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import EXCLUSIONS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="不能承诺的没有列为可以承诺",
    cites=(EXCLUSIONS,),
    since=date(2020, 4, 3),
    why="涉及国家安全这样的情形不能承诺，目录里不能又说能、又说不能。",
)
def pledge_is_not_excluded(facts: Asked) -> str | None:
    """Object when a certificate may be pledged though a ground excludes it."""
    one = facts.certificate
    if one.disposition is not Disposition.PLEDGE or not one.ground:
        return None
    ground = facts.standards.grounds.get(one.ground, one.ground)
    return Fault(f"列为“可以承诺”，又勾了不能承诺的情形“{ground}”，两者矛盾。请去掉一个", "ground")
