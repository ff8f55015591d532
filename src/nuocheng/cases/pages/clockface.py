"""The statutory clock of a case as both sides read it: until when, what did not count, and whether it stands still."""

from __future__ import annotations

from typing import Any

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import UNDECIDED
from nuocheng.cases.models import Case
from nuocheng.edge.clock import today
from nuocheng.edge.display import deadline
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law


def term_line(case: Case) -> str:
    """Return the term of a case in one line: 办理期限：12月8日前（还有3个工作日）（补正用去3个工作日，不计入）."""
    if case.state not in UNDECIDED:
        return ""
    if case.paused_on is not None:
        why = queries.paused_by(case, today())
        return f"办理期限：从{cn_date(case.paused_on)}起，因{why}暂停计算"
    by = deadline(case.due_on, remaining(law.calendar(), today(), case.due_on))
    return f"办理期限：{by}{_not_counted(case)}"


def _not_counted(case: Case) -> str:
    if not case.excluded_days:
        return ""
    since = case.handed_in_at or case.opened_at
    spent: dict[str, int] = {}
    for one in queries.pauses_of(case.reference):
        if one.ended_on >= since.date() and one.workdays:
            spent[one.reason] = spent.get(one.reason, 0) + one.workdays
    said = "，".join(f"{why}用去{days}个工作日" for why, days in spent.items())
    return f"（{said}，不计入）" if said else ""


def handling(case: Case) -> list[dict[str, Any]]:
    """Return what was said between application and decision: extension and special procedures, as rows."""
    rows: list[dict[str, Any]] = []
    known = queries.procedures_known(today())
    for one in queries.procedures_of(case.reference):
        said = f"{one.reason}。大约{one.workdays}个工作日，不计入办理期限"
        rows.append({"label": known.get(one.kind, "特别程序"), "value": said})
    longer = queries.extension(case.reference)
    if longer is not None:
        said = f"{longer.reason}。延长{longer.workdays}个工作日，到{cn_date(longer.due_on)}"
        rows.append({"label": "延长办理期限", "value": said})
    return rows
