"""Into whose hands a case goes: taken up, given to a colleague, or left by one who stands aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import of_department
from nuocheng.cases.pages.desk_forms import AssignForm, RecuseForm
from nuocheng.cases.pages.sure import Sure, are_you_sure, sent_again
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.people import queries as people


class HandsPage(View):
    """“转派、回避”."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show who has the case, and what can be changed about it."""
        return self._show(request, of_department(request, reference, Role.REVIEWER))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Do what a button names."""
        case = of_department(request, reference, Role.REVIEWER)
        on = occasion(request, (Role.REVIEWER,), department=case.department)
        steps = {"take": self._take, "assign": self._assign, "recuse": self._recuse}
        step = steps.get(request.POST.get("step", ""))
        return step(request, on, case) if step else SeeOther(f"/desk/cases/{reference}/hands")

    def _take(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        try:
            acts.assign(on, case.reference, to=on.actor)
        except Refusal as refusal:
            messages.warning(request, refusal.text)
        else:
            messages.success(request, f"{case.number}由您办理")
        return SeeOther(f"/desk/cases/{case.reference}")

    def _assign(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = AssignForm(case, request.POST)
        if not form.is_valid():
            return self._show(request, case, {"assign": form}, 422)
        try:
            acts.assign(on, case.reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, case, {"assign": form}, form.say(refusal))
        to = form.cleaned_data["to"]
        messages.success(request, f"{case.number}转给了{people.names_of([to]).get(to, to)}")
        return SeeOther(f"/desk/cases/{case.reference}")

    def _recuse(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = RecuseForm(request.POST)
        if not form.is_valid():
            return self._show(request, case, {"recuse": form}, 422)
        if "sure" not in request.POST:
            points = ["以后您不能再参与这一件的办理", "这一件放回“没人认领”，由别的同事办"]
            return are_you_sure(request, case, Sure("回避", points, "确认回避", sent_again(request)))
        try:
            acts.recuse(on, case.reference, reason=form.cleaned_data["recuse_reason"])
        except Refusal as refusal:
            return self._show(request, case, {"recuse": form}, form.say(refusal))
        messages.success(request, f"您在{case.number}里回避了")
        return SeeOther("/desk/review")

    def _show(
        self, request: HttpRequest, case: Case, forms: dict[str, Any] | None = None, code: int = 200
    ) -> HttpResponse:
        given = forms or {}
        holder = case.assigned_to
        more = {
            "case": case,
            "holder": people.names_of([holder]).get(holder, holder) if holder else "",
            "assign": given.get("assign") or AssignForm(case),
            "recuse": given.get("recuse") or RecuseForm(),
            "errors": edge.error_summary(*given.values()),
        }
        return render(request, "cases/desk_hands.html", more, status=code)
