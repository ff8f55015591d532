"""The rule that a special procedure is named, explained and given a length before time stands still."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import ProcedureTold
from nuocheng.cases.rules.sources import TIME_NOT_COUNTED
from nuocheng.kernel.rulings import rule


@rule(title="特别程序要书面告知", cites=(TIME_NOT_COUNTED,), since=date(2020, 4, 3))
def procedure_is_told(facts: ProcedureTold) -> str | None:
    """Object when the procedure is none that the law names, has no reason or length, or another one runs."""
    if facts.paused:
        return f"{facts.paused}还没有结束。请先记下结束，再开始另一项"
    if facts.kind not in facts.known:
        return "请从法律列出的程序里选一项"
    if not facts.reason.strip():
        return "请写明为什么要做这项程序，申请人会看到"
    if not 1 <= facts.workdays <= facts.longest:
        return f"请写明大约要几个工作日，从1到{facts.longest}"
    return None
