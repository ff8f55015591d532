"""Demands for listed certificates, as the legal unit and the Bureau see them, and lifting one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import DEMAND_LIFECYCLE, DemandState
from nuocheng.cases.models import Demand
from nuocheng.cases.pages.desk_forms import LiftForm
from nuocheng.edge import forms as edge
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.people import queries as people

D = DemandState
TONES = {D.STANDING: "todo", D.LIFTED: "ok", D.MET: "info", D.ENDED: "off"}
COLUMNS = ("文号", "事项", "证明", "理由", "单位", "时间", "状态")


def at_desk(request: HttpRequest) -> HttpResponse:
    """Show the legal unit the demands of its department."""
    department = must_hold(request, Role.LEGAL)[0].department
    return _list(request, department, "/desk/demands")


def at_bureau(request: HttpRequest) -> HttpResponse:
    """Show the Bureau the demands of every department."""
    must_hold(request, Role.BUREAU)
    return _list(request, "", "/lead/demands")


class DemandPage(View):
    """One demand: what was asked, why, by which law; and lifting it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        return self._show(request, _seen(request, reference), LiftForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Lift it; once is enough, for the reason is written and nothing is lost by it."""
        demand, form = _seen(request, reference), LiftForm(request.POST)
        if not form.is_valid():
            return self._show(request, demand, form, 422)
        on = occasion(request, (Role.LEGAL, Role.BUREAU), department=demand.department)
        try:
            acts.lift_demand(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, demand, form, form.say(refusal))
        messages.success(request, f"已撤销，申请人马上能看到：{demand.certificate}不用交了")
        return SeeOther(_base(request))

    def _show(self, request: HttpRequest, demand: Demand, form: LiftForm, code: int = 200) -> HttpResponse:
        more = {
            "demand": demand,
            "rows": _rows(demand),
            "form": form if demand.state == D.STANDING else None,
            "tone": TONES[D(demand.state)],
            "base": _base(request),
            "shell": _shell(request),
            "errors": edge.error_summary(form),
        }
        return render(request, "cases/demand.html", more, status=code)


def _base(request: HttpRequest) -> str:
    return "/lead/demands" if request.path.startswith("/lead/") else "/desk/demands"


def _shell(request: HttpRequest) -> str:
    return "shells/lead.html" if request.path.startswith("/lead/") else "shells/desk.html"


def _seen(request: HttpRequest, reference: str) -> Demand:
    """Return a demand that whoever is here may see.

    Raises:
        NotInOffice: Neither post is held.
        NotFound: There is no such demand in their department.

    """
    held = must_hold(request, Role.LEGAL, Role.BUREAU)
    demand = queries.demand(reference)
    if not any(post.role is Role.BUREAU or post.department == demand.department for post in held):
        raise NotFound
    return demand


def _list(request: HttpRequest, department: str, base: str) -> HttpResponse:
    state = request.GET.get("state", D.STANDING)
    state = state if state in set(D) else D.STANDING
    found = queries.demands(department, state, request.GET.get("after", ""))
    more = {
        "tabs": [
            {
                "label": DEMAND_LIFECYCLE.titles[one],
                "url": f"{base}?{urlencode({'state': str(one)})}",
                "current": one == state,
            }
            for one in D
        ],
        "table": _table(found.rows, base),
        "pager": {
            "next_url": f"{base}?{urlencode({'state': state, 'after': found.next})}" if found.next else "",
        },
        "shell": _shell(request),
        "base": base,
    }
    return render(request, "cases/demands.html", more)


def _table(rows: list[Demand], base: str) -> dict[str, Any]:
    return {
        "caption": "要求提交目录里的证明，最早的在前",
        "columns": [{"label": label} for label in COLUMNS],
        "rows": [
            {
                "id": one.reference,
                "name": one.case_number,
                "url": f"{base}/{one.reference}",
                "cells": [
                    {"label": "事项", "text": one.item_name},
                    {"label": "证明", "text": one.certificate},
                    {"label": "理由", "text": one.reason},
                    {"label": "单位", "text": people.department_name(one.department)},
                    {"label": "时间", "text": f"{one.opened_at.astimezone(CHINA):%m-%d %H:%M}"},
                    {
                        "label": "状态",
                        "text": DEMAND_LIFECYCLE.titles[D(one.state)],
                        "tone": TONES[D(one.state)],
                        "badge": True,
                    },
                ],
            }
            for one in rows
        ],
    }


def _rows(demand: Demand) -> list[dict[str, str]]:
    names = people.names_of([name for name in (demand.by, demand.lifted_by) if name])
    rows = [
        {
            "label": "办件",
            "value": demand.case_number,
            "url": f"/desk/cases/{demand.case}",
            "action": "看办件",
        },
        {"label": "事项", "value": demand.item_name},
        {"label": "申请人", "value": demand.party_name},
        {"label": "要求交的证明", "value": demand.certificate},
        {"label": "理由", "value": demand.reason},
        {"label": "依据", "value": demand.basis},
        {
            "label": "审查人员",
            "value": f"{names.get(demand.by, demand.by)}，{cn_datetime(demand.opened_at.astimezone(CHINA))}",
        },
    ]
    if demand.lifted_at:
        who = names.get(demand.lifted_by, demand.lifted_by)
        said = f"{demand.lifted_reason}（{who}，{cn_datetime(demand.lifted_at.astimezone(CHINA))}）"
        rows.append({"label": "撤销理由", "value": said})
    return rows
