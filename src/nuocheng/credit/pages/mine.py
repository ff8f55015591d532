"""A party's own integrity file, and the request to have its credit repaired."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.credit import acts, queries
from nuocheng.credit.lifecycle import ObjectionState, StandingState
from nuocheng.credit.models import IntegrityFile
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people


class RepairForm(edge.Form):
    """What was put right."""

    text = edge.LongText(
        label="已经改正了什么",
        blank="请写明已经改正了什么，例如哪天补交了哪份证明",
        help_text="例如：10月8日已经补交租赁合同原件",
    )


class MyCredit(View):
    """“我的诚信档案”."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the file."""
        return self._show(request, self._file(request), RepairForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for repair."""
        file = self._file(request)
        if file is None:
            raise NotFound("您还没有诚信档案，不用修复")
        form = RepairForm(request.POST)
        if not form.is_valid():
            return self._show(request, file, form, 422)
        on = occasion(request, (Role.APPLICANT,))
        try:
            acts.ask_repair(on, file.reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, file, form, form.say(refusal))
        messages.success(request, "收到您的信用修复申请了，办好会告诉您")
        return SeeOther("/mine/credit")

    def _file(self, request: HttpRequest) -> IntegrityFile | None:
        return queries.integrity_file(occasion(request, (Role.APPLICANT,)).party)

    def _show(
        self, request: HttpRequest, file: IntegrityFile | None, form: RepairForm, code: int = 200
    ) -> HttpResponse:
        marks = queries.marks(file.reference) if file else []
        gone = queries.corrected(file.reference) if file else {}
        objections = queries.objections_of(file.party) if file else []
        disputed = {one.mark: one for one in objections if one.state == ObjectionState.FILED}
        context = {
            "file": file,
            "marks": [
                {
                    "mark": mark,
                    "department": people.department_name(mark.department),
                    "corrected": gone.get(mark.pk.hex),
                    "disputed": disputed.get(mark.pk.hex),
                }
                for mark in marks
            ],
            "objections": objections,
            "may_ask": file is not None and file.state == StandingState.BARRED,
            "repairing": file is not None and file.state == StandingState.REPAIRING,
            "clear": file is None or file.state == StandingState.CLEAR,
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "credit/mine.html", context, status=code)
