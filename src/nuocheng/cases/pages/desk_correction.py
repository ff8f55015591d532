"""The reviewer asks for a correction: points, once more with the paper, done."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import of_department, rules_of
from nuocheng.cases.pages.desk_forms import FIRST, PointsForm
from nuocheng.cases.pages.early import point_of
from nuocheng.cases.pages.sure import Sure, are_you_sure, sent_again
from nuocheng.cases.papers.communications import PointTold, correction
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law

#: The rule that guards the published list: its objection opens the fields for reason and basis.
GUARD = "demand_is_explained"


class AskCorrection(View):
    """“要求补正”: everything in one list, for it can be asked once only."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the empty list."""
        case = of_department(request, reference, Role.REVIEWER)
        return self._show(request, case, PointsForm(case, FIRST, initial=point_of(case)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Add room for another point, or ask once more, or send it."""
        case = of_department(request, reference, Role.REVIEWER)
        rows = int(request.POST["rows"]) if request.POST.get("rows", "").isdecimal() else FIRST
        if request.POST.get("step") == "more":
            form = PointsForm(case, rows + 1, initial=request.POST.dict())
            return self._show(request, case, form)
        form = PointsForm(case, rows, request.POST)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        if "sure" not in request.POST:
            return self._sure(request, case, form)
        on = occasion(request, (Role.REVIEWER,), department=case.department)
        try:
            acts.ask_correction(on, reference, points=form.points())
        except Refusal as refusal:
            return self._refused(request, case, form, refusal)
        messages.success(request, f"{case.number}已要求补正，补正告知书已送达，计时暂停")
        return SeeOther(f"/desk/cases/{reference}")

    def _sure(self, request: HttpRequest, case: Case, form: PointsForm) -> HttpResponse:
        """Try the rules before the paper is shown: what would be refused is said at once."""
        on = replace(occasion(request, (Role.REVIEWER,), department=case.department), key="")
        try:
            asked = acts.weigh_correction(on, case.reference, form.points())
        except Refusal as refusal:
            return self._refused(request, case, form, refusal)
        days = law.term("term.application.answer", today()).workdays
        due_on = term_end(law.calendar(), today(), days).on
        told = [PointTold(one.what.strip(), one.listed, one.reason, one.basis) for one in asked]
        points = [
            f"一次告知{len(told)}项，以后不能再要求补",
            f"申请人在{cn_date(due_on)}前补好；从今天起到补好为止，不计入办理期限",
        ]
        listed = [one.listed for one in asked if one.listed]
        if listed:
            points.append(f"要求交目录里的“{'”“'.join(listed)}”，同时报本单位法制机构和区司法局")
        paper = correction(case, told, due_on, today())
        sure = Sure("要求补正", points, "确认要求补正", sent_again(request), "", ("communication", paper))
        return are_you_sure(request, case, sure)

    def _refused(self, request: HttpRequest, case: Case, form: PointsForm, refusal: Refusal) -> HttpResponse:
        code = form.say(refusal)
        return self._show(request, case, form, code, guarded=GUARD in rules_of(refusal))

    def _show(
        self, request: HttpRequest, case: Case, form: PointsForm, code: int = 200, *, guarded: bool = False
    ) -> HttpResponse:
        more = {
            "case": case,
            "form": form,
            "groups": form.groups(),
            "guarded": guarded,
            "listed": [one.name for one in catalogue.item_of(case.edition).pledgeable],
            "errors": edge.error_summary(form),
        }
        return render(request, "cases/desk_correction.html", more, status=code)
