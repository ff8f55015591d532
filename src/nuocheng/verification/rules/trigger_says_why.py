"""The rule that a verification which is not in the plan says what gave rise to it."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import TriggerFacts
from nuocheng.verification.rules.sources import VERIFY


@rule(
    title="临时核查要写明起因",
    cites=(VERIFY,),
    since=date(2020, 4, 3),
    why="平时不查的承诺，要有投诉、信用变化等具体起因才查，避免随意扰民。",
)
def trigger_says_why(facts: TriggerFacts) -> str | None:
    """Object when somebody would verify beside the plan and does not say why."""
    if facts.reason.strip():
        return None
    return Fault("请写明为什么要查：谁反映的、信用有什么变化，或者发现了什么", "reason")
