"""The clearances that the Justice Bureau gives and takes back."""

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
from nuocheng.journal.files import new_token
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.looks import acts, queries
from nuocheng.looks.lifecycle import ClearanceState
from nuocheng.looks.models import Clearance
from nuocheng.looks.pages.forms import ClearanceForm, EndForm
from nuocheng.people import queries as people

HOME = "/lead/queries/clearances"


@require_safe
def clearances(request: HttpRequest) -> HttpResponse:
    """List who may look at what, the newest first."""
    must_hold(request, Role.BUREAU)
    found = queries.clearances(request.GET.get("after", ""))
    context = {
        "rows": [_row(one) for one in found.rows],
        "pager": {"next_url": f"{HOME}?after={found.next}" if found.next else ""},
    }
    return render(request, "looks/clearances.html", context)


class Give(View):
    """Clearing somebody to look."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask whom, for what, until when."""
        must_hold(request, Role.BUREAU)
        return self._show(request, ClearanceForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give it."""
        on = occasion(request, acts.give_clearance)
        form = ClearanceForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            acts.give_clearance(on, given=form.given())
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        messages.success(request, "已授权，马上可以查")
        return SeeOther(HOME)

    def _show(self, request: HttpRequest, form: ClearanceForm, code: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "errors": edge.error_summary(form),
            "key": request.POST.get("idempotency_key") or new_token(),
        }
        return render(request, "looks/clearance_new.html", context, status=code)


class End(View):
    """Taking a clearance back."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask why."""
        must_hold(request, Role.BUREAU)
        return self._show(request, queries.clearance(reference), EndForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take it back."""
        on = occasion(request, acts.end_clearance)
        clearance, form = queries.clearance(reference), EndForm(request.POST)
        if not form.is_valid():
            return self._show(request, clearance, form, 422)
        try:
            acts.end_clearance(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, clearance, form, form.say(refusal))
        messages.success(request, "已收回，马上不能再查")
        return SeeOther(HOME)

    def _show(
        self, request: HttpRequest, clearance: Clearance, form: EndForm, code: int = 200
    ) -> HttpResponse:
        context = {"row": _row(clearance), "form": form, "errors": edge.error_summary(form)}
        return render(request, "looks/clearance_end.html", context, status=code)


def _row(one: Clearance) -> dict[str, Any]:
    stands = one.state == ClearanceState.STANDING
    over = stands and one.until < today()
    return {
        "one": one,
        "department": people.department_name(one.department),
        "certificates": "、".join(one.names) or "全部证明",
        "until": cn_date(one.until),
        "word": "已到期" if over else one.state_title,
        "tone": "ok" if stands and not over else "",
        "stands": stands and not over,
    }
