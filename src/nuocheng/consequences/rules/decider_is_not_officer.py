"""The rule that an officer does not decide on a matter of their own."""

from __future__ import annotations

from datetime import date

from nuocheng.consequences.rules.facts import Deciding
from nuocheng.consequences.rules.sources import REVIEWED_BY_LAW
from nuocheng.kernel.rulings import rule


@rule(title="经办和决定分开", cites=(REVIEWED_BY_LAW,), since=date(2020, 4, 3))
def decider_is_not_officer(facts: Deciding) -> str | None:
    """Object when the officer of the matter would decide it."""
    if facts.decider == facts.officer:
        return "您是经办人，不能审核同一件，请转给法制审核岗位的同事"
    return None
