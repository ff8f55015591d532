"""The Bureau reads summaries: who has handed in, who is late, what waits to be taken, and each to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.occasion import Role
from nuocheng.programme import queries
from nuocheng.programme.lifecycle import SummaryState
from nuocheng.programme.models import Round, Summary
from nuocheng.programme.pages.lead import asked_round
from nuocheng.programme.pages.summary import as_handed, once, shown
from nuocheng.programme.pages.wording import events
from nuocheng.programme.reports.board import Unit, board

#: What the list can be narrowed to, by the word in the address; the tone of a number that is not nothing.
NARROWED: dict[str, tuple[str, str, Callable[[Unit], bool]]] = {
    "": ("全部单位", "", lambda _: True),
    "waiting": ("等我接收的", "todo", lambda one: one.summary.waiting),
    "overdue": ("逾期没报的", "bad", lambda one: one.summary.overdue),
    "late": ("晚报的", "", lambda one: one.summary.late),
    "taken": ("已接收的", "", lambda one: one.summary.done),
}


@require_safe
def lead_summaries(request: HttpRequest) -> HttpResponse:
    """List every department with how its summary stands."""
    must_hold(request, Role.BUREAU)
    row = asked_round(request)
    if row is None:
        return render(request, "programme/lead_none.html")
    found = board(row, today())
    begun = queries.summaries(row)
    wanted = request.GET.get("show", "")
    label, _, fits = NARROWED.get(wanted, NARROWED[""])
    context = {
        "round": row,
        "is_open": row.state == "open",
        "asked": queries.summary_asked(row),
        "kpis": _kpis(found, wanted, row),
        "shown": label,
        "rows": [(one, begun.get(one.code)) for one in found if fits(one)],
        "overdue": sum(one.summary.overdue for one in found),
    }
    return render(request, "programme/lead_summaries.html", context)


def _kpis(found: list[Unit], wanted: str, row: Round) -> list[dict[str, Any]]:
    counted = []
    for word, (label, tone, fits) in NARROWED.items():
        number = sum(map(fits, found))
        url = f"?round={row.reference}&show={word}"
        current = {"current": word == wanted, "tone": tone if number else ""}
        counted.append({"label": label, "value": f"{number}家", "url": url, **current})
    return counted


@require_safe
def lead_summary(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the Bureau what was handed in last, with what it may do about it; a draft is the department's own."""
    summary = _summary(request, reference)
    last = as_handed(summary, summary.times) if summary.times else {}
    context = {
        **shown(summary, "lead"),
        **last,
        "events": events(summary),
        "may_decide": summary.state == SummaryState.HANDED_IN,
    }
    return render(request, "programme/summary_read.html", context)


@require_safe
def lead_handed(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the Bureau what was handed in once."""
    return once(request, _summary(request, reference), number, "lead")


def _summary(request: HttpRequest, reference: str) -> Summary:
    """Return a summary for the Bureau; who asks comes before what is asked for.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post of the Bureau is held.
        NotFound: There is no such summary.

    """
    must_hold(request, Role.BUREAU)
    return queries.summary(reference)
