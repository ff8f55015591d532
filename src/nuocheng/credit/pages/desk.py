"""The desk of repairs: who asked, and the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.credit import acts, queries
from nuocheng.credit.models import IntegrityFile
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role

COLUMNS = ("档案编号", "当事人", "不实记录", "申请时间")


class DecisionForm(edge.Form):
    """The reason of the decision on a repair."""

    reason = edge.LongText(label="理由", blank="请写明理由，申请人会看到")


def repairs(request: HttpRequest) -> HttpResponse:
    """List the integrity files whose repair was asked for, the oldest request first."""
    must_hold(request, Role.LEGAL, Role.BUREAU)
    found = queries.repairs_asked(request.GET.get("after", ""))
    rows = [
        {
            "id": file.reference,
            "name": file.reference,
            "url": f"/desk/repairs/{file.reference}",
            "cells": [
                {"label": "当事人", "text": file.party_name},
                {"label": "不实记录", "text": f"{file.marks}次"},
                {
                    "label": "申请时间",
                    "text": f"{file.repair_asked_at:%Y-%m-%d}" if file.repair_asked_at else "",
                },
            ],
        }
        for file in found.rows
    ]
    table = {"caption": "信用修复申请", "columns": [{"label": one} for one in COLUMNS], "rows": rows}
    next_url = f"/desk/repairs?after={found.next}" if found.next else ""
    return render(request, "credit/repairs.html", {"table": table, "pager": {"next_url": next_url}})


class RepairPage(View):
    """One request for repair."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the file and the request."""
        must_hold(request, Role.LEGAL, Role.BUREAU)
        return self._show(request, queries.by_reference(reference), DecisionForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Decide."""
        act = acts.repair if request.POST.get("step") == "repair" else acts.refuse_repair
        on = occasion(request, act)
        file = queries.by_reference(reference)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._show(request, file, form, 422)
        try:
            act(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, file, form, form.say(refusal))
        messages.success(request, "已决定，当事人马上能看到结果")
        return SeeOther("/desk/repairs")

    def _show(
        self, request: HttpRequest, file: IntegrityFile, form: DecisionForm, code: int = 200
    ) -> HttpResponse:
        context = {
            "file": file,
            "marks": queries.marks(file.reference),
            "may_decide": file.state == "repairing",
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "credit/repair.html", context, status=code)
