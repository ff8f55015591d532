"""The rule that nothing is decided before the party was told and heard."""

from __future__ import annotations

from datetime import date

from nuocheng.consequences.rules.facts import Deciding
from nuocheng.consequences.rules.sources import HEAR, TELL_FIRST
from nuocheng.kernel.rulings import rule


@rule(title="先告知、先听取，再决定", cites=(TELL_FIRST, HEAR), since=date(2021, 7, 15))
def party_was_heard(facts: Deciding) -> str | None:
    """Object when the party was not told of the intended measures, or not heard."""
    if not facts.told:
        return "还没有告知当事人拟作的处理，请先送达拟处理告知书"
    if not facts.heard:
        return "还没有听取当事人的陈述申辩，请等当事人说明，或等期限届满"
    return None
