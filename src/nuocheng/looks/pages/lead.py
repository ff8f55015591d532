"""What the Justice Bureau watches: who looks how often, which looks are out of the ordinary, and complaints."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.catalogue.channels.table_file import rows_as_csv
from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.numbers import PartyKind, mask_number
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.looks import acts, queries
from nuocheng.looks.models import Look
from nuocheng.looks.pages import showing
from nuocheng.looks.pages.forms import AnswerForm
from nuocheng.looks.queries import watching
from nuocheng.people import queries as people

HOME = "/lead/queries"
COUNTED = ("单位", "查询人", "用途", "查询", "以后没有办件", "查工作人员", "没有放行", "有投诉")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the counts of the last while, what is unusual in it, and the complaints that wait."""
    must_hold(request, Role.BUREAU)
    since, day = _since(), today()
    often = watching.threshold("often", day)
    kind = request.GET.get("kind", "")
    counts = watching.kind_counts(since)
    context = {
        "days": watching.threshold("window", day),
        "settle": watching.threshold("settle", day),
        "often": often,
        "kinds": [
            {
                "label": label,
                "value": counts[name],
                "url": f"{HOME}?{urlencode({'kind': name})}",
                "current": name == kind,
            }
            for name, (label, _) in watching.KINDS.items()
        ],
        "complaints": [{"look": one, "when": showing.moment(one)} for one in watching.complaints()],
    }
    if kind in watching.KINDS:
        found = watching.unusual(kind, since, request.GET.get("after", ""))
        more = {"kind": kind, "after": found.next}
        context |= {
            "chosen": watching.KINDS[kind][0],
            "table": showing.table(found.rows, watching.KINDS[kind][0], who=True),
            "pager": {"next_url": f"{HOME}?{urlencode(more)}" if found.next else ""},
        }
    else:
        context |= {
            "counted": _counted(watching.counted(since)),
            "repeated": _repeated(watching.repeated(since, often)),
        }
    return render(request, "looks/lead.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Send the counts as a table, with who took them out and when in its first line."""
    on = occasion(request, (Role.BUREAU,))
    told = f"查询核验统计，{on.name}于{cn_time(on.at.astimezone(CHINA))}导出，只能用于监督"
    counts = ([str(text) for text in _values(one)] for one in watching.counted(_since()))
    body = b"".join(rows_as_csv([[told], COUNTED, *counts]))
    return sending.attachment(body, media_type="text/csv; charset=utf-8", filename="查询核验统计.csv")


class AnswerComplaint(View):
    """Answering a complaint about a look."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the look and what is complained about."""
        must_hold(request, Role.BUREAU)
        return self._show(request, queries.look(reference), AnswerForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep the answer."""
        on = occasion(request, acts.answer_complaint)
        look, form = queries.look(reference), AnswerForm(request.POST)
        if not form.is_valid():
            return self._show(request, look, form, 422)
        try:
            acts.answer_complaint(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, look, form, form.say(refusal))
        messages.success(request, "已答复，当事人在“谁查过我的信息”里看得到")
        return SeeOther(HOME)

    def _show(self, request: HttpRequest, look: Look, form: AnswerForm, code: int = 200) -> HttpResponse:
        context = {
            "look": look,
            "rows": showing.rows(look),
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "looks/complaint.html", context, status=code)


def _since() -> datetime:
    return now() - timedelta(days=watching.threshold("window", today()))


def _values(one: watching.Counted) -> tuple[Any, ...]:
    return (
        people.department_name(one.department),
        one.officer,
        one.purpose,
        one.total,
        one.without_case,
        one.colleague,
        one.refused,
        one.complained,
    )


def _counted(rows: list[watching.Counted]) -> dict[str, Any]:
    return {
        "caption": "查询次数",
        "columns": [{"label": label, "num": place > 2} for place, label in enumerate(COUNTED)],
        "rows": [
            {
                "id": str(place),
                "name": _values(one)[0],
                "cells": [
                    {"label": label, "text": str(value), "num": column > 1}
                    for column, (label, value) in enumerate(zip(COUNTED[1:], _values(one)[1:], strict=True))
                ],
            }
            for place, one in enumerate(rows)
        ],
    }


def _repeated(rows: list[watching.Repeated]) -> dict[str, Any]:
    heads = ("单位", "查询人", "当事人", "次数", "最近一次")
    return {
        "caption": "反复查同一个人的",
        "columns": [{"label": label, "num": label == "次数"} for label in heads],
        "rows": [
            {
                "id": str(place),
                "name": people.department_name(one.department),
                "cells": [
                    {"label": "查询人", "text": one.officer},
                    {
                        "label": "当事人",
                        "text": f"{one.party_name}，{mask_number(one.party, PartyKind(one.party_kind))}",
                    },
                    {"label": "次数", "text": str(one.times), "num": True},
                    {"label": "最近一次", "text": cn_time(one.last.astimezone(CHINA))},
                ],
            }
            for place, one in enumerate(rows)
        ],
    }
