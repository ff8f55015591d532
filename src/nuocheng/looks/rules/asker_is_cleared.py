"""The rule that only who was cleared for it looks."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.looks.rules.facts import Looking
from nuocheng.looks.rules.sources import NO_MORE_THAN_NEEDED, ONE_SYSTEM


@rule(title="有查询授权才能查", cites=(ONE_SYSTEM, NO_MORE_THAN_NEEDED), since=date(2020, 4, 3))
def asker_is_cleared(facts: Looking) -> str | None:
    """Object when no clearance that stands today covers the certificate."""
    if facts.cleared:
        return None
    return "您没有查这份证明的授权。确实要查的，请区司法局给您开通这份证明的查询授权"
