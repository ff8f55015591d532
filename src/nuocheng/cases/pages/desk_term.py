"""The term of a case at the desk: extended, or standing still during a special procedure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import of_department
from nuocheng.cases.pages.clockface import handling, term_line
from nuocheng.cases.pages.desk_forms import ExtensionForm, ProcedureForm, ResultForm
from nuocheng.cases.pages.sure import Sure, are_you_sure, sent_again
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.law import queries as law


class TermPage(View):
    """“办理期限”: extend it, begin a special procedure, or note the end of one."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the term and what can be done about it."""
        return self._show(request, of_department(request, reference, Role.REVIEWER))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Do what a button names, after asking once more."""
        case = of_department(request, reference, Role.REVIEWER)
        on = occasion(request, (Role.REVIEWER,), department=case.department)
        steps = {"extend": self._extend, "begin": self._begin, "end": self._end}
        step = steps.get(request.POST.get("step", ""))
        return step(request, on, case) if step else SeeOther(f"/desk/cases/{reference}/term")

    def _extend(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = ExtensionForm(request.POST)
        if not form.is_valid():
            return self._show(request, case, {"extension": form}, 422)
        days = law.term("term.application.extension", today()).workdays
        if "sure" not in request.POST:
            points = [
                f"延长{days}个工作日，只能延长这一次",
                f"批准：{form.cleaned_data['approved_by']}",
                "延长办理期限告知书马上送达申请人，写明理由",
            ]
            sure = Sure("延长办理期限", points, "确认延长", sent_again(request))
            return are_you_sure(request, case, sure)
        given = acts.ExtensionGiven(**form.cleaned_data)
        try:
            acts.extend_term(on, case.reference, given=given)
        except Refusal as refusal:
            return self._show(request, case, {"extension": form}, form.say(refusal))
        messages.success(request, f"{case.number}的期限延长了{days}个工作日，已告知申请人")
        return SeeOther(f"/desk/cases/{case.reference}")

    def _begin(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = ProcedureForm(request.POST)
        if not form.is_valid():
            return self._show(request, case, {"procedure": form}, 422)
        data = form.cleaned_data
        title = queries.procedures_known(today())[data["procedure"]]
        if "sure" not in request.POST:
            points = [
                f"{title}大约{data['workdays']}个工作日，从今天起不计入办理期限",
                "特别程序告知书马上送达申请人",
                "结束后要在这里记下结果，计时才会恢复",
            ]
            sure = Sure(f"开始{title}", points, f"确认开始{title}", sent_again(request))
            return are_you_sure(request, case, sure)
        given = acts.ProcedureGiven(data["procedure"], data["procedure_reason"], data["workdays"])
        try:
            acts.begin_procedure(on, case.reference, given=given)
        except Refusal as refusal:
            return self._show(request, case, {"procedure": form}, form.say(refusal))
        messages.success(request, f"{case.number}开始{title}，计时暂停，已告知申请人")
        return SeeOther(f"/desk/cases/{case.reference}")

    def _end(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = ResultForm(request.POST)
        if not form.is_valid():
            return self._show(request, case, {"result": form}, 422)
        try:
            acts.end_procedure(on, case.reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, case, {"result": form}, form.say(refusal))
        messages.success(request, f"{case.number}的特别程序结束了，计时恢复")
        return SeeOther(f"/desk/cases/{case.reference}")

    def _show(
        self, request: HttpRequest, case: Case, forms: dict[str, Any] | None = None, code: int = 200
    ) -> HttpResponse:
        given = forms or {}
        more = {
            "case": case,
            "term": term_line(case),
            "rows": handling(case),
            "waiting": case.state in queries.WAITING,
            "running": queries.paused_by(case, today()) if case.pause == "procedure" else "",
            "extended": queries.extension(case.reference) is not None,
            "days": law.term("term.application.extension", today()).workdays,
            "extension": given.get("extension") or ExtensionForm(initial={"approved_on": today()}),
            "procedure": given.get("procedure") or ProcedureForm(),
            "result": given.get("result") or ResultForm(),
            "errors": edge.error_summary(*given.values()),
        }
        return render(request, "cases/desk_term.html", more, status=code)
