"""The rule that an officer who leaves the order of the plan takes another way, and says why."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Choosing
from nuocheng.verification.rules.sources import VERIFY


@rule(title="改用别的核查方式要写明理由", cites=(VERIFY,), since=date(2020, 4, 3))
def chosen_way_is_another(facts: Choosing) -> str | None:
    """Object when the way is the present one, is none that can be taken, or nobody says why."""
    if facts.now == facts.wanted:
        return Fault("现在用的就是这一种方式，请选另一种", "way")
    if not facts.reason.strip():
        return Fault("请写明为什么改用这一种方式，例如：平台正在检修，先请人社局协助", "reason")
    return None
