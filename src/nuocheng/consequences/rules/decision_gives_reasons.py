"""The rule that a decision on a matter says why."""

from __future__ import annotations

from datetime import date

from nuocheng.consequences.rules.facts import Deciding
from nuocheng.consequences.rules.sources import HEAR
from nuocheng.kernel.rulings import Fault, rule


@rule(title="决定要写明理由", cites=(HEAR,), since=date(2021, 7, 15))
def decision_gives_reasons(facts: Deciding) -> str | None:
    """Object when a decision does not say why, and what became of the party's statement."""
    if facts.reason.strip():
        return None
    return Fault("请写明理由：认定了什么，当事人说的采纳了没有，为什么", "reason")
