"""The rule that whoever sends back, refuses, disputes, rules or sets aside says why."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Reasoned
from nuocheng.verification.rules.sources import COOPERATION


@rule(title="退回、拒绝、争议、不采用都要写明理由", cites=(COOPERATION,), since=date(2020, 4, 3))
def step_gives_reasons(facts: Reasoned) -> str | None:
    """Object to a step without its reason."""
    return None if facts.reason.strip() else f"请写明{facts.step}的理由，对方会看到"
