"""The written explanation of a department that cannot take part: filed on the desk, read by the Bureau and the public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
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
from nuocheng.programme.lifecycle import EXPLANATION, ExplanationState
from nuocheng.programme.models import Explanation
from nuocheng.programme.pages.forms import ExplanationForm
from nuocheng.programme.pages.guards import here, open_round, own, writer
from nuocheng.programme.pages.wording import TONES, events, grounds, scope


def shown(told: Explanation) -> dict[str, Any]:
    """Return what every page of one explanation shows."""
    return {
        "told": told,
        "department": people.department_name(told.department),
        "grounds": grounds(told, queries.grounds(today())),
        "scope": scope(told),
        "tone": TONES.get(told.state, "todo"),
    }


class Explain(View):
    """Filing an explanation."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, or the explanation that is there already."""
        department, row = writer(request), open_round()
        told = queries.explanations(row).get(department)
        if told is not None:
            return SeeOther(f"/desk/programme/explanations/{told.reference}")
        return self._show(request, department, _form(department))

    def post(self, request: HttpRequest) -> HttpResponse:
        """File it."""
        department, row = writer(request), open_round()
        form = _form(department, request.POST)
        if not form.is_valid():
            return self._show(request, department, form, 422)
        on = occasion(request, acts.file_explanation, department=department)
        try:
            receipt = acts.file_explanation(
                on, department=department, of_round=row.reference, said=form.said()
            )
        except Refusal as refusal:
            return self._show(request, department, form, form.say(refusal))
        messages.success(request, "已报送区司法局")
        return SeeOther(f"/desk/programme/explanations/{receipt.reference}")

    def _show(
        self, request: HttpRequest, department: str, form: ExplanationForm, code: int = 200
    ) -> HttpResponse:
        context = {
            "department": people.department_name(department),
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "programme/explain.html", context, status=code)


class ExplanationPage(View):
    """One explanation on the desk: the form where it was sent back, else what it says."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        told, seen = own(request, queries.explanation, reference)
        mendable = seen.may_write and told.state == ExplanationState.RETURNED
        return self._show(request, told, _form(told.department, told=told) if mendable else None)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """File it again, mended."""
        told, _ = own(request, queries.explanation, reference)
        form = _form(told.department, request.POST)
        if not form.is_valid():
            return self._show(request, told, form, 422)
        on = occasion(request, acts.file_explanation_again, department=told.department)
        try:
            acts.file_explanation_again(on, reference, said=form.said())
        except Refusal as refusal:
            return self._show(request, told, form, form.say(refusal))
        messages.success(request, "已改后再报区司法局")
        return SeeOther(f"/desk/programme/explanations/{reference}")

    def _show(
        self, request: HttpRequest, told: Explanation, form: ExplanationForm | None, code: int = 200
    ) -> HttpResponse:
        context = {
            **shown(told),
            "form": form,
            "errors": edge.error_summary(form) if form is not None else [],
            "events": events(told),
            "may_withdraw": here(request).may_write
            and "withdraw" in EXPLANATION.possible(ExplanationState(told.state)),
        }
        return render(request, "programme/explanation.html", context, status=code)


@require_safe
def lead_explanation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an explanation to the Bureau, with what it may do about it."""
    must_hold(request, Role.BUREAU)
    told = queries.explanation(reference)
    context = {
        **shown(told),
        "events": events(told),
        "may_decide": told.state == ExplanationState.FILED,
        "base": f"/lead/programme/explanations/{reference}",
        "unit_url": f"/lead/programme/units/{told.department}?round={told.round_id}",
    }
    return render(request, "programme/lead_explanation.html", context)


@require_safe
def public_explanation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an accepted explanation to anybody."""
    told = queries.explanation(reference)
    if told.state != ExplanationState.ACCEPTED:
        raise NotFound("这份书面说明没有公开，请回到“实施方案”重新选")
    return render(request, "programme/public_explanation.html", shown(told))


def _form(department: str, data: Any = None, told: Explanation | None = None) -> ExplanationForm:
    return ExplanationForm(
        data, known=queries.grounds(today()), choices=queries.items_of(department), told=told
    )
