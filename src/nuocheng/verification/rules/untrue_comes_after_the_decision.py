"""The rule that nobody is found untrue before anything was decided on the pledge."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import FindingFacts
from nuocheng.verification.rules.sources import FACTS_FIRST


@rule(
    title="决定以前不认定不实",
    cites=(FACTS_FIRST,),
    since=date(2021, 7, 15),
    why="还没有批准，当事人还可以更正、撤回承诺或者改交证明。查到不一致的先告诉当事人，不作不实处理。",
)
def untrue_comes_after_the_decision(facts: FindingFacts) -> str | None:
    """Object when a pledge would be found untrue before the decision, or only other than pledged after it."""
    if facts.verdict == "refute" and not facts.decided:
        return (
            "这一件还没有作出决定，不认定不实。查到不一致的，请选“和承诺不一致”，当事人可以更正或者改交证明"
        )
    if facts.verdict == "find_other" and facts.decided:
        return "这一件已经作出决定，请选“属实”“不实”或者“无法核实”"
    return None
