"""The rule that officers do not use the desk to look at themselves."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.looks.rules.facts import Looking
from nuocheng.looks.rules.sources import NO_MORE_THAN_NEEDED


@rule(title="不查自己", cites=(NO_MORE_THAN_NEEDED,), since=date(2021, 11, 1))
def nobody_looks_at_themselves(facts: Looking) -> str | None:
    """Object when the number asked about is the officer's own."""
    if not facts.own_number or facts.own_number != facts.party:
        return None
    return Fault("这是您自己的证件号码。自己的信息不在这里查，要用的请找同事办", "number")
