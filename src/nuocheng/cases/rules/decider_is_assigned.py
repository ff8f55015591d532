"""The rule that a case given to somebody is decided by that person."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Decider
from nuocheng.cases.rules.sources import PROCEDURE_STEPS
from nuocheng.kernel.rulings import rule


@rule(title="分给谁由谁办", cites=(PROCEDURE_STEPS,), since=date(2020, 4, 3))
def decider_is_assigned(facts: Decider) -> str | None:
    """Object when the case is given to another reviewer."""
    if not facts.assigned_to or facts.assigned_to == facts.reviewer:
        return None
    return f"这一件分给了{facts.assigned_name or facts.assigned_to}，由他办理；要换人的，请先转派"
