"""The rules on who decides, and on what."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Decider
from nuocheng.cases.rules.sources import REVOKE_FALSE
from nuocheng.kernel.rulings import rule


@rule(title="受理和审查分开", cites=(REVOKE_FALSE,), since=date(2020, 4, 3))
def reviewer_is_not_clerk(facts: Decider) -> str | None:
    """Object when the same person took the case in and decides it."""
    if facts.clerk and facts.reviewer == facts.clerk:
        return "这一件是您受理的，要由别的同事审查决定"
    return None
