"""The rule that nobody looks more often in a day than the law allows."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.looks.rules.facts import Looking
from nuocheng.looks.rules.sources import NO_MORE_THAN_NEEDED


@rule(title="一天查询不超过上限", cites=(NO_MORE_THAN_NEEDED,), since=date(2021, 11, 1))
def looks_of_the_day_are_left(facts: Looking) -> str | None:
    """Object when an officer has taken all the looks of the day."""
    if facts.taken < facts.most:
        return None
    return f"您今天已经查了{facts.taken}次，一天最多{facts.most}次。确实要查的，请明天再查，或者请同事查"
