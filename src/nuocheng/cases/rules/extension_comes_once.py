"""The rule that a term is extended once, before it is over, and while time runs."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import TermExtended
from nuocheng.cases.rules.sources import EXTENDED_ONCE
from nuocheng.kernel.rulings import rule


@rule(title="期限只延长一次，到期前延长", cites=(EXTENDED_ONCE,), since=date(2020, 4, 3))
def extension_comes_once(facts: TermExtended) -> str | None:
    """Object when the term was extended before, is over, or stands still anyway."""
    if facts.extended_before:
        return "这一件已经延长过一次，不能再延长"
    if facts.overdue:
        return "原来的期限已经过了，不能再延长。请尽快作出决定"
    if facts.paused:
        return f"{facts.paused}还没有结束，时间不计入期限。结束以后还不够的，再延长"
    return None
