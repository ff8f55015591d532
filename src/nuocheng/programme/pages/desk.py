"""The department's own programme of work at one glance: what is due next, what waits, what was asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge.clock import today
from nuocheng.people import queries as people
from nuocheng.programme import queries
from nuocheng.programme.models import Round
from nuocheng.programme.pages.guards import here
from nuocheng.programme.pages.wording import TONES, scope
from nuocheng.programme.reports.board import Cell, Unit, unit
from nuocheng.programme.rules.content import CONTACT_TITLES, PLAN_CODE, SUMMARY_CODE

MOST_REMINDERS = 10
#: The word of the link that begins what a paper fulfils.
VERBS = {PLAN_CODE: "起草", SUMMARY_CODE: "写总结"}


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show where one's own department stands in the round, and whom to turn to."""
    seen = here(request)
    row = queries.last_round()
    context: dict[str, Any] = {
        "department": people.department_name(seen.department),
        "may_write": seen.may_write,
        "contacts": _contacts(seen.department),
        "round": row,
        "left_over": [one for one in queries.left_over(seen.department) if row and one.round_id != row.pk],
    }
    found = unit(row, seen.department, today()) if row else None
    if row is not None and found is not None:
        context |= _standing(row, found, writes=seen.may_write)
    return render(request, "programme/desk.html", context)


def _standing(row: Round, found: Unit, *, writes: bool) -> dict[str, Any]:
    may_write = writes and row.state == "open"
    owed = sorted((one for one in found.cells if one.owed), key=lambda one: one.left)
    told = found.explanation
    return {
        "unit": found,
        "may_report": may_write,
        "next": owed[0] if owed else None,
        "next_url": address(owed[0]) if owed else "",
        "owed": len(owed),
        "rows": [(one, address(one), _verb(one, may_write=may_write)) for one in found.cells],
        "versions": queries.plans_of(row, found.code)[1:],
        "told": told,
        "told_tone": TONES.get(told.state, "todo") if told else "",
        "told_scope": scope(told) if told else "",
        "summary_url": summary_address(found.summary),
        "may_sum_up": writes and not found.summary.reference,
        "reminders": queries.reminders(row, found.code, MOST_REMINDERS),
        "has_plan": bool(queries.plans_of(row, found.code)),
    }


def _contacts(department: str) -> list[dict[str, Any]]:
    day = today()
    return [
        {
            "role": role,
            "title": title,
            "held": queries.contact_on(department, role, day),
            "coming": _coming(department, role),
        }
        for role, title in CONTACT_TITLES.items()
    ]


def _coming(department: str, role: str) -> Any:
    """Return whoever is named for a day to come."""
    held = queries.current(department, role)
    return held if held is not None and held.since > today() else None


def address(cell: Cell) -> str:
    """Return where a department goes on with a milestone."""
    if cell.asked.code == PLAN_CODE:
        return f"/desk/programme/plans/{cell.reference}" if cell.reference else "/desk/programme/plans"
    if cell.asked.code == SUMMARY_CODE:
        return summary_address(cell)
    return f"/desk/programme/milestones/{cell.asked.code}"


def summary_address(cell: Cell) -> str:
    """Return where a department goes on with its summary."""
    return f"/desk/programme/summaries/{cell.reference}" if cell.reference else "/desk/programme/summaries"


def _verb(cell: Cell, *, may_write: bool) -> str:
    """Return the word of the link that goes on with a milestone."""
    if not cell.owed or not may_write:
        return "查看" if cell.reference else ""
    if not cell.reference:
        return VERBS.get(cell.asked.code, "开始")
    return "接着办"
