"""Who looked me up: the party's own record, complaining about a look, and checking a slip by its code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.numbers import BadNumber, PartyKind, mask_name, read_check_code
from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.looks import acts, papers, queries
from nuocheng.looks.models import Look
from nuocheng.looks.pages import showing
from nuocheng.looks.pages.forms import ComplaintForm
from nuocheng.people import queries as people

HOME = "/mine/looks"


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """List every look at the party: when, by which department, for what, on which basis, and what came of it."""
    on = occasion(request, (Role.APPLICANT,))
    found = queries.looks_at(on.party, request.GET.get("after", ""))
    context = {
        "rows": [_line(one) for one in found.rows],  # “looks” is how the page itself looks: elder, contrast
        "rights": law.provision("wording.look.rights", today()).text,
        "pager": {"next_url": f"{HOME}?after={found.next}" if found.next else ""},
    }
    return render(request, "looks/mine.html", context)


class Complain(View):
    """A complaint about one look."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask what is wrong."""
        return self._show(request, _own(request, reference), ComplaintForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take the complaint."""
        look, form = _own(request, reference), ComplaintForm(request.POST)
        if not form.is_valid():
            return self._show(request, look, form, 422)
        try:
            acts.complain(occasion(request, acts.complain), reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, look, form, form.say(refusal))
        messages.success(request, "投诉已经交给区司法局，答复会写在这一页")
        return SeeOther(HOME)

    def _show(self, request: HttpRequest, look: Look, form: ComplaintForm, code: int = 200) -> HttpResponse:
        context = {"one": _line(look), "form": form, "errors": edge.error_summary(form)}
        return render(request, "looks/complain.html", context, status=code)


@require_safe
def genuine(request: HttpRequest, code: str) -> HttpResponse:
    """Tell anybody who holds a slip whether it is genuine, and no more than stands on it.

    Raises:
        NotFound: No slip bears the code.

    """
    try:
        look = queries.look_by_code(read_check_code(code))
    except BadNumber as wrong:
        raise NotFound(wrong.text) from wrong
    day = today()
    rows = (
        ("文号", papers.number_of(look)),
        ("单位", people.department_name(look.department)),
        ("查询时间", showing.moment(look)),
        ("查的是谁", f"{mask_name(look.party_name, PartyKind(look.party_kind))}，{showing.masked(look)}"),
        ("证明", look.certificate),
        ("用途", look.purpose_title),
        ("结果", showing.outcome(look)[0]),
    )
    context = {
        "rows": [{"label": label, "value": value} for label, value in rows],
        "says": [law.provision(f"wording.look.{name}", day).text for name in ("is", "is_not")],
    }
    return render(request, "looks/genuine.html", context)


def _own(request: HttpRequest, reference: str) -> Look:
    on, look = occasion(request, acts.complain), queries.look(reference)
    if look.party != on.party:
        raise NotFound("没有这次查询，请回到“谁查过我的信息”重新选")
    return look


def _line(look: Look) -> dict[str, Any]:
    word, tone = showing.outcome(look)
    return {
        "look": look,
        "moment": showing.moment(look),
        "department": people.department_name(look.department),
        "word": word,
        "tone": tone,
    }
