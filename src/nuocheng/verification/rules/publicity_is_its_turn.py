"""The rule that a pledge is shown to everybody only where its plan says so."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Showing
from nuocheng.verification.rules.sources import VERIFY


@rule(title="核查办法写明公示的才公示", cites=(VERIFY,), since=date(2020, 4, 3))
def publicity_is_its_turn(facts: Showing) -> str | None:
    """Object when the fact is verified in another way now."""
    return None if facts.way == "publicity" else "这一项现在用的不是公示核查，不能公示"
