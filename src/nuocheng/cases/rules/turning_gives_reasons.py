"""The rule that a pledge is set aside only for a reason and a law that the party is told."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import TurnedOrdinary
from nuocheng.cases.rules.sources import ORDINARY_PATH
from nuocheng.kernel.rulings import rule


@rule(title="改为提交证明要说明理由", cites=(ORDINARY_PATH,), since=date(2020, 4, 3))
def turning_gives_reasons(facts: TurnedOrdinary) -> str | None:
    """Object when there is no pledge to set aside, its reason or basis is missing, or a procedure runs."""
    if not facts.pledged:
        return "这一件没有承诺，本来就是提交证明办理"
    if facts.paused:
        return f"{facts.paused}还没有结束。请先记下结束，再办这一步"
    if not facts.reason.strip():
        return "请写明承诺为什么不能用，申请人会看到"
    if not facts.basis.strip():
        return "请写明依据哪部法律的哪一条"
    return None
