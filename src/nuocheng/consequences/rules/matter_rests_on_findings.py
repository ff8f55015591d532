"""The rule that nobody is suspected without a finding."""

from __future__ import annotations

from datetime import date

from nuocheng.consequences.rules.facts import Suspicion
from nuocheng.consequences.rules.sources import FACTS_CLEAR
from nuocheng.kernel.rulings import Fault, rule


@rule(title="有核查结论才能立案", cites=(FACTS_CLEAR,), since=date(2021, 7, 15))
def matter_rests_on_findings(facts: Suspicion) -> str | None:
    """Object when no pledged fact was found untrue, or the facts are not written down."""
    if facts.refuted == 0:
        return "这一件没有核查为不实的承诺。请先在核查任务里下结论，至少要有一份证据"
    if not facts.facts.strip():
        return Fault("请写明查明的事实：承诺的是什么，查到的是什么", "facts")
    return None
