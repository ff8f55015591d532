"""The department's implementation plan: begun, written, read, filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.people import queries as people
from nuocheng.programme import acts, queries
from nuocheng.programme.lifecycle import PLAN, PlanState
from nuocheng.programme.models import ImplementationPlan
from nuocheng.programme.pages.forms import MORE_WORKS, PlanForm, SignedForm
from nuocheng.programme.pages.guards import open_round, own, writer
from nuocheng.programme.pages.wording import TONES, events
from nuocheng.programme.queries import ContactRole


def shown(plan: ImplementationPlan) -> dict[str, Any]:
    """Return what every page of one plan shows."""
    said = plan.says
    items = {one.code: one for one in queries.items_of(plan.department)}
    listed = [(one, items.get(one.code)) for one in said.items]
    return {
        "plan": plan,
        "said": said,
        "department": people.department_name(plan.department),
        "items": listed,
        "open_now": sum(1 for _, now in listed if now and now.open),
        "tone": TONES.get(plan.state, ""),
    }


class BeginPlan(View):
    """Beginning a plan, or the next version of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Say what a plan has to say."""
        department = writer(request)
        row = open_round()
        versions = queries.plans_of(row, department)
        if versions and versions[0].state in acts.UNFINISHED:
            return SeeOther(f"/desk/programme/plans/{versions[0].reference}")
        return self._show(request, versions)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin it."""
        department, row = writer(request), open_round()
        on = occasion(request, acts.draft_plan, department=department)
        try:
            receipt = acts.draft_plan(on, department=department, of_round=row.reference)
        except Refusal as refusal:
            return self._show(request, (), refusal.text, status(refusal))
        return SeeOther(f"/desk/programme/plans/{receipt.reference}")

    def _show(
        self, request: HttpRequest, again: Sequence[ImplementationPlan], refused: str = "", code: int = 200
    ) -> HttpResponse:
        points = [
            "写明目标、任务、时间和责任人，选好计划实行承诺的事项",
            "负责领导签发后，报区司法局备案，备案后公布",
        ]
        if again:
            points = ["新版从现在公布的这一版开始改", "新版公布以前，现在这一版照常公开"]
        context = {
            "frame": "shells/desk.html",
            "title": "起草新版实施方案" if again else "起草实施方案",
            "points": points,
            "action": "开始起草",
            "errors": [("", refused)] if refused else [],
            "back_url": "/desk/programme",
        }
        return render(request, "step.html", context, status=code)


class PlanPage(View):
    """One plan on the desk: the form while it is the department's own, else the plan as it was filed."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form, or the plan."""
        plan, seen = own(request, queries.plan, reference)
        if "write" in PLAN.possible(PlanState(plan.state)) and seen.may_write:
            said = plan.says
            more = MORE_WORKS if "more" in request.GET else 1
            return self._show(request, plan, _form(plan, len(said.works) + more))
        context = {
            **shown(plan),
            "events": events(plan),
            "may_renew": seen.may_write and plan.state == PlanState.PUBLISHED and plan.round.state == "open",
        }
        return render(request, "programme/plan_read.html", context)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep what was written; go on to filing, or to more tasks, if that was asked."""
        plan, _ = own(request, queries.plan, reference)
        writer(request)
        form = _form(plan, _rows(request), request.POST)
        if not form.is_valid():
            return self._show(request, plan, form, 422)
        on = occasion(request, acts.write_plan, department=plan.department)
        try:
            acts.write_plan(on, reference, text=form.text())
        except Refusal as refusal:
            return self._show(request, plan, form, form.say(refusal))
        if "file" in request.POST:
            return SeeOther(f"/desk/programme/plans/{reference}/file")
        messages.success(request, "已保存")
        more = "?more=1#more" if "more" in request.POST else ""
        return SeeOther(f"/desk/programme/plans/{reference}{more}")

    def _show(
        self, request: HttpRequest, plan: ImplementationPlan, form: PlanForm, code: int = 200
    ) -> HttpResponse:
        context = {
            "plan": plan,
            "department": people.department_name(plan.department),
            "form": form,
            "errors": edge.error_summary(form),
            "tone": TONES.get(plan.state, ""),
        }
        return render(request, "programme/plan_write.html", context, status=code)


class FilePlan(View):
    """Reading the plan once more, saying who signed it, and filing it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the plan as it will be published, and ask who signed it."""
        plan, _ = own(request, queries.plan, reference)
        writer(request)
        leader = queries.contact_on(plan.department, ContactRole.LEADER, today())
        form = SignedForm(initial={"signed_by": leader.name if leader else "", "signed_on": today()})
        return self._show(request, plan, form)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """File it."""
        plan, _ = own(request, queries.plan, reference)
        writer(request)
        form = SignedForm(request.POST)
        if not form.is_valid():
            return self._show(request, plan, form, 422)
        on = occasion(request, acts.file_plan, department=plan.department)
        try:
            acts.file_plan(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, plan, form, form.say(refusal))
        messages.success(request, "已报送区司法局，备案后公布")
        return SeeOther(f"/desk/programme/plans/{reference}")

    def _show(
        self, request: HttpRequest, plan: ImplementationPlan, form: SignedForm, code: int = 200
    ) -> HttpResponse:
        context = {**shown(plan), "form": form, "errors": edge.error_summary(form)}
        context["named"] = queries.contact_on(plan.department, ContactRole.LEADER, today()) is not None
        return render(request, "programme/plan_file.html", context, status=code)


def _rows(request: HttpRequest) -> int:
    text = request.POST.get("rows", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def _form(plan: ImplementationPlan, rows: int, data: Any = None) -> PlanForm:
    choices = queries.items_of(plan.department)
    text = plan.says
    known = {one.code for one in choices}
    gone = [queries.PlannedItem(one.code, one.name, False, 0) for one in text.items if one.code not in known]
    return PlanForm(data, choices=[*choices, *gone], rows=rows, text=text)
