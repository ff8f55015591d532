"""The reviewer sets a pledge aside that cannot stand, and asks for certificates instead."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import of_department
from nuocheng.cases.pages.desk_forms import BasisForm
from nuocheng.cases.pages.sure import Sure, are_you_sure, sent_again
from nuocheng.cases.papers.communications import turned
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role


class TurnOrdinary(View):
    """“转提交证明”: why the pledge cannot stand, once more with the paper, done."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask for reason and law."""
        case = of_department(request, reference, Role.REVIEWER)
        return self._show(request, case, BasisForm(case))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask once more, then do it."""
        case = of_department(request, reference, Role.REVIEWER)
        on = occasion(request, (Role.REVIEWER,), department=case.department)
        form = BasisForm(case, request.POST)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        if "sure" not in request.POST:
            return self._sure(request, case, form)
        try:
            acts.turn_ordinary(on, reference, **form.given())
        except Refusal as refusal:
            return self._show(request, case, form, form.say(refusal))
        messages.success(request, f"{case.number}已改为提交证明，告知书已送达申请人")
        return SeeOther(f"/desk/cases/{reference}")

    def _sure(self, request: HttpRequest, case: Case, form: BasisForm) -> HttpResponse:
        given = form.given()
        points = [
            f"申请人要交：{'、'.join(_names(case))}",
            "承诺书从现在起不再有效，期限从交齐那天重新计算",
            "不影响申请人的信用",
        ]
        if not credit.standing(case.party).barred:
            points.append("这是要求交目录里的证明，同时报本单位法制机构和区司法局，他们可以撤销")
        paper = turned(case, given["reason"], given["basis"], today())
        sure = Sure(
            "转提交证明", points, "确认转提交证明", sent_again(request), "danger", ("communication", paper)
        )
        return are_you_sure(request, case, sure)

    def _show(self, request: HttpRequest, case: Case, form: BasisForm, code: int = 200) -> HttpResponse:
        more = {
            "case": case,
            "form": form,
            "names": _names(case),
            "barred": credit.standing(case.party).barred,
            "errors": edge.error_summary(form),
        }
        return render(request, "cases/desk_turn.html", more, status=code)


def _names(case: Case) -> list[str]:
    keys = queries.pledged_keys(case)
    return [one.name for one in catalogue.item_of(case.edition).certificates if one.key in keys]
