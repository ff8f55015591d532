"""One milestone: the department begins it and reports it reached; the Bureau looks at what shows it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people
from nuocheng.programme import acts, queries
from nuocheng.programme.lifecycle import MILESTONE, MilestoneState
from nuocheng.programme.models import Milestone, Round
from nuocheng.programme.pages.forms import BeginForm, ReachedForm
from nuocheng.programme.pages.guards import Here, here, writer
from nuocheng.programme.pages.wording import events
from nuocheng.programme.reports.board import Cell, cells
from nuocheng.programme.rules.content import BY_PAPER


class MilestonePage(View):
    """One milestone on the desk of a department."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show what is asked, and the forms that fit."""
        return self._show(request, code)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Begin the milestone, or report it reached."""
        department, row = writer(request), _last_round()
        begun = queries.milestones(row, department).get((department, code))
        if request.POST.get("step") == "begin":
            return self._begin(request, (department, row.reference, code))
        form = ReachedForm(request.POST, shows=_cell(row, department, code).asked.shows)
        if not form.is_valid():
            return self._show(request, code, reached=form, status_code=422)
        try:
            with transaction.atomic():  # a report that is refused begins nothing
                reference = begun.reference if begun else _begun(request, (department, row.reference, code))
                on = occasion(request, acts.report_milestone, department=department)
                acts.report_milestone(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, code, reached=form, status_code=form.say(refusal))
        messages.success(request, "已报告，等区司法局确认")
        return SeeOther("/desk/programme")

    def _begin(self, request: HttpRequest, what: tuple[str, str, str]) -> HttpResponse:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self._show(request, what[2], begin=form, status_code=422)
        try:
            _begun(request, what, form.cleaned_data["how"])
        except Refusal as refusal:
            return self._show(request, what[2], begin=form, status_code=form.say(refusal))
        messages.success(request, "已记下，完成后请来报告")
        return SeeOther("/desk/programme")

    def _show(
        self,
        request: HttpRequest,
        code: str,
        *,
        begin: BeginForm | None = None,
        reached: ReachedForm | None = None,
        status_code: int = 200,
    ) -> HttpResponse:
        seen, row = here(request), _last_round()
        cell = _cell(row, seen.department, code)
        begun = queries.milestones(row, seen.department).get((seen.department, code))
        context = {
            **_shown(cell, begun),
            "department": people.department_name(seen.department),
            "errors": edge.error_summary(*filter(None, (begin, reached))),
            **_forms(row, seen, cell, begun, (begin, reached)),
        }
        return render(request, "programme/milestone.html", context, status=status_code)


def _forms(
    row: Round,
    seen: Here,
    cell: Cell,
    begun: Milestone | None,
    typed: tuple[BeginForm | None, ReachedForm | None],
) -> dict[str, Any]:
    """Return the forms that fit where the milestone stands; none for whoever only reads, but what was typed."""
    begin, reached = typed
    open_ = seen.may_write and row.state == "open" and not cell.excused
    may_report = begun is None or "report" in MILESTONE.possible(MilestoneState(begun.state))
    first = (
        {"evidence": begun.evidence, "done_on": begun.done_on or today()} if begun else {"done_on": today()}
    )
    return {
        "begin": begin or (BeginForm() if open_ and begun is None else None),
        "reached": reached
        or (ReachedForm(initial=first, shows=cell.asked.shows) if open_ and may_report else None),
    }


@require_safe
def lead_milestone(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a department's report of a milestone to the Bureau, with what it may do about it."""
    must_hold(request, Role.BUREAU)
    begun = queries.milestone(reference)
    context = {
        **_shown(_cell(begun.round, begun.department, begun.code), begun),
        "department": people.department_name(begun.department),
        "may_decide": begun.state == MilestoneState.REPORTED,
        "base": f"/lead/programme/milestones/{reference}",
        "unit_url": f"/lead/programme/units/{begun.department}?round={begun.round_id}",
    }
    return render(request, "programme/lead_milestone.html", context)


def _begun(request: HttpRequest, what: tuple[str, str, str], how: str = "") -> str:
    department, round_, code = what
    on = occasion(request, acts.begin_milestone, department=department)
    return acts.begin_milestone(on, department=department, of_round=round_, code=code, how=how).reference


def _last_round() -> Round:
    found = queries.last_round()
    if found is None:
        raise NotFound("现在没有部署的工作，等区司法局部署后再办")
    return found


def _cell(row: Round, department: str, code: str) -> Cell:
    """Return how a department stands with a milestone.

    Raises:
        NotFound: The round asks for no such milestone, or it is the plan.

    """
    found = cells(queries.read_board(row), department, today())
    cell = next((one for one in found if one.asked.code == code and code not in BY_PAPER), None)
    if cell is None:
        raise NotFound("这一轮工作没有这个节点，请回到“工作推进”重新选")
    return cell


def _shown(cell: Cell, begun: Milestone | None) -> dict[str, Any]:
    return {
        "cell": cell,
        "asked": cell.asked,
        "begun": begun,
        "events": events(begun) if begun else [],
    }
