"""The rule that every way that a plan names after the first can be taken when its turn comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nuocheng.catalogue.rules.content import BY_PEOPLE, EXEMPT, WITHOUT_SOURCE, Certificate, Disposition, Way
from nuocheng.catalogue.rules.facts import Asked, Standards
from nuocheng.catalogue.rules.sources import DIFFERENT_WAYS
from nuocheng.kernel.rulings import Fault, rule

#: More ways than this are no order that anybody keeps.
MOST_WAYS = 6


@rule(
    title="依次换用的核查方式都走得通",
    cites=(DIFFERENT_WAYS,),
    since=date(2020, 4, 3),
    why="前一种方式查不清的，要知道接着用哪一种、向谁查、比哪个数据项，不能到时候再想。",
)
def further_ways_can_be_taken(facts: Asked) -> str | None:
    """Object when a further way is unknown, comes twice, names nobody to ask, or could not be compared."""
    one, plan = facts.certificate, facts.certificate.plan
    if one.disposition is not Disposition.PLEDGE or plan is None or not plan.then:
        return None
    if plan.channel == EXEMPT:
        return Fault("免予核查的，不用写依次换用的方式。请去掉", "plan.then")
    if len(plan.ways) > MOST_WAYS:
        return Fault(f"依次换用的方式太多，连第一种在内最多{MOST_WAYS}种，请去掉几种", "plan.then")
    return next((Fault(text, "plan.then") for text in _wrong(one, plan.ways, facts.standards)), None)


def _wrong(one: Certificate, ways: tuple[Way, ...], standards: Standards) -> Iterator[str]:
    known, seen = standards.channels, {(ways[0].channel, ways[0].source)}
    for place, way in enumerate(ways[1:], start=1):
        called = known.get(way.channel, way.channel)
        if known and way.channel not in known:
            yield f"第{place}种后续方式：没有“{way.channel}”这种核查方式。请从这些里选：{'、'.join(known.values())}"
        if (way.channel, way.source) in seen:
            yield f"第{place}种后续方式“{called}”和前面的重复，请去掉一个"
        if way.channel not in WITHOUT_SOURCE and not way.source.strip() and way.channel not in BY_PEOPLE:
            yield f"第{place}种后续方式“{called}”没有写向谁核查，请补上来源"
        unmapped = [fact.label for fact in one.facts if not way.field_of(fact).strip()]
        if unmapped and way.channel not in BY_PEOPLE:
            yield f"第{place}种后续方式“{called}”没有写“{'、'.join(unmapped)}”和哪个数据项比，请补上"
        seen.add((way.channel, way.source))
