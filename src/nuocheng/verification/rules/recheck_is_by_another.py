"""The rule that nobody re-checks what they confirmed themselves."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import rule
from nuocheng.verification.rules.facts import Rechecking
from nuocheng.verification.rules.sources import VERIFY


@rule(title="复核由另一个人来做", cites=(VERIFY,), since=date(2020, 4, 3))
def recheck_is_by_another(facts: Rechecking) -> str | None:
    """Object when whoever confirmed first would re-check."""
    return "这一项不能由您复核，请转给本单位另一位核查人员" if facts.actor == facts.first_by else None
