"""The rule that a case is given only to somebody who may decide it."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import Decider
from nuocheng.cases.rules.sources import STAND_ASIDE
from nuocheng.kernel.rulings import rule


@rule(title="只转给可以办的人", cites=(STAND_ASIDE,), since=date(2020, 4, 3))
def assignee_may_decide(facts: Decider) -> str | None:
    """Object when whoever is to handle the case took it in, is its party or acts for it, or stood aside."""
    if facts.clerk and facts.reviewer == facts.clerk:
        return "要转给的同事受理过这一件，请另选一位"
    if facts.reviewer in facts.recused:
        return "要转给的同事在这一件里已经回避，请另选一位"
    if facts.number and facts.number in {facts.party, *facts.representatives}:
        return "要转给的同事是这一件的当事人或者代理人，请另选一位"
    return None
