"""The rule that whoever pledges is not looked at more often than others without a ground on file."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import DrawFacts
from nuocheng.verification.rules.sources import NO_DISTURBANCE


@rule(
    title="承诺件的抽查比例不高于日常监管",
    cites=(NO_DISTURBANCE,),
    since=date(2020, 4, 3),
    why="选了承诺的人，不能因为选了承诺就被多查；确实要多查的，把理由写下来，公开。",
)
def draw_is_no_stricter_than_usual(facts: DrawFacts) -> str | None:
    """Object when a share is above the usual one of the department's supervision and nobody says why."""
    above = [one for one in facts.shares if one.percent > facts.usual_percent]
    if not above or facts.ground.strip():
        return None
    named = "、".join(f"“{one.title}”{one.percent}%" for one in above)
    return Fault(f"{named}高于日常监管的{facts.usual_percent}%。请写明理由，或者把比例改低", "ground")
