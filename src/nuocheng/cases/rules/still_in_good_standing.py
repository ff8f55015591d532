"""The rule that objects when the party was barred from pledging between the pledge and the decision."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.cases.rules.sources import WHO_MAY_PLEDGE
from nuocheng.kernel.rulings import rule


@rule(title="决定时仍然可以承诺", cites=(WHO_MAY_PLEDGE,), since=date(2020, 4, 3))
def still_in_good_standing(facts: DecisionFacts) -> str | None:
    """Object when the party was barred from pledging between the pledge and the decision."""
    if facts.pledged and facts.barred_now:
        return "申请人在承诺之后被认定过承诺不实，这一件要改为提交证明办理"
    return None
