"""The rule that a draw says for each stratum how much of it is drawn, and that something is."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import DrawFacts
from nuocheng.verification.rules.sources import IN_BATCHES


@rule(title="抽查方案写明每一类抽多少", cites=(IN_BATCHES,), since=date(2020, 4, 3))
def draw_has_shares(facts: DrawFacts) -> str | None:
    """Object when a share is no percentage, or when nothing at all would be drawn."""
    wrong = [one for one in facts.shares if not 0 <= one.percent <= 100]
    if wrong:
        return Fault(f"“{wrong[0].title}”写了{wrong[0].percent}%，比例请写0到100", f"percent_{wrong[0].key}")
    if not any(one.percent for one in facts.shares):
        return Fault("各类都写了0，等于不抽查。请至少给一类写上比例", f"percent_{facts.shares[0].key}")
    return None
