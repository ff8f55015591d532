"""Ending a mandate, after one look at what that means."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.mandates import acts, queries
from nuocheng.mandates.models import Mandate
from nuocheng.mandates.pages.forms import EndForm
from nuocheng.mandates.pages.showing import shown


class End(View):
    """Ending by the party that gave it, or by whoever holds it."""

    back, shell = "/mine/mandates", "shells/public.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Say what ends."""
        return self._show(request, self._mandate(request, reference)[1], EndForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """End it."""
        on, row = self._mandate(request, reference)
        form = EndForm(request.POST)
        if not form.is_valid():
            return self._show(request, row, form, 422)
        acts.end_mandate(on, reference, reason=form.cleaned_data["reason"])
        if request.session.get(queries.ACTING) == row.reference:
            request.session.pop(queries.ACTING)
        messages.success(request, f"授权已结束，{row.agent_name}不能再替{row.party_name}办事")
        return SeeOther(self.back)

    def _mandate(self, request: HttpRequest, reference: str) -> tuple[Occasion, Mandate]:
        on = occasion(request, (Role.APPLICANT,))
        row = queries.mandate(reference)
        if row.agent == request.user.number:  # type: ignore[union-attr]
            return _as_holder(on, row), row
        if row.party != on.party:
            raise NotFound("没有这份授权，请回到授权管理重新选")
        return on, row

    def _show(self, request: HttpRequest, row: Mandate, form: EndForm, code: int = 200) -> HttpResponse:
        context: dict[str, Any] = {
            "shell_template": self.shell,
            "row": shown(row, today()),
            "form": form,
            "errors": edge.error_summary(form),
            "back_url": self.back,
        }
        return render(request, "mandates/end.html", context, status=code)


class DeskEnd(End):
    """Ending at the window: the papers were seen, or the register says so."""

    back, shell = "/desk/mandates", "shells/desk.html"

    def _mandate(self, request: HttpRequest, reference: str) -> tuple[Occasion, Mandate]:
        return occasion(request, (Role.CLERK,)), queries.mandate(reference)


def _as_holder(on: Occasion, row: Mandate) -> Occasion:
    """Return the occasion of whoever gives back the mandate that they hold."""
    return replace(on, party=row.party, mandate=row.reference)
