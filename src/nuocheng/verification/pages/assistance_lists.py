"""The lists of the assistance desk: what we asked, what we are asked, and what the Bureau watches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.catalogue.channels.table_file import rows_as_csv
from nuocheng.edge import sending
from nuocheng.edge.clock import now, today
from nuocheng.edge.keyset import Page
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.kernel.workdays import Calendar, remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.pages.assistance_words import OUTCOMES, PRESSED, TONES, waits
from nuocheng.verification.queries import assistance
from nuocheng.verification.queries.responses import Responses, responses

A_YEAR = timedelta(days=365)
FIGURES = ("单位", "收到", "已答复", "按期", "中位用时（工作日）", "等答复", "其中逾期", "退回或者拒绝")
Tabs = Mapping[str, tuple[str, Any]]


def sent(request: HttpRequest) -> HttpResponse:
    """List the requests of one's own department, by what is to be done next."""
    held = must_hold(request, Role.VERIFIER, Role.REVIEWER)
    department = held[0].department
    tab = _tab(request, assistance.SENT_TABS)
    context = {
        "title": "我们发出的协查",
        "sides": _sides("/desk/assist"),
        "tabs": _tabs("/desk/assist", tab, assistance.SENT_TABS, assistance.sent_counts(department)),
        "book": True,
        "empty": ("没有这样的协查", "在线查不清的承诺，可以在核查任务里点“请别的单位协助”"),
        **_page("/desk/assist", tab, assistance.sent(department, tab, request.GET.get("after", ""))),
    }
    return render(request, "verification/assistance_list.html", {**context, "shell": "shells/desk.html"})


def inbox(request: HttpRequest) -> HttpResponse:
    """List the requests to one's own department, the most urgent first."""
    department = must_hold(request, Role.VERIFIER, Role.REVIEWER)[0].department
    tab, base = _tab(request, assistance.INBOX_TABS), "/desk/assist/inbox"
    context = {
        "title": "请我们协助的",
        "sides": _sides(base),
        "tabs": _tabs(base, tab, assistance.INBOX_TABS, assistance.inbox_counts(department)),
        "empty": ("没有要我们协助的", "别的单位请本单位核实时，会出现在这里"),
        **_page(base, tab, assistance.inbox(department, tab, request.GET.get("after", ""))),
    }
    return render(request, "verification/assistance_list.html", {**context, "shell": "shells/desk.html"})


def lead(request: HttpRequest) -> HttpResponse:
    """List what the Bureau watches: disputes to rule on, answers that are overdue, everything under way."""
    must_hold(request, Role.BUREAU)
    tab, day = _tab(request, assistance.LEAD_TABS), today()
    context = {
        "title": "协查监督",
        "sides": [],
        "figures_url": "/lead/assist/figures",
        "tabs": _tabs("/lead/assist", tab, assistance.LEAD_TABS, assistance.lead_counts(day)),
        "empty": ("没有这样的协查", "有争议的、逾期没有答复的，会出现在这里"),
        **_page("/lead/assist", tab, assistance.watched(tab, day, request.GET.get("after", ""))),
    }
    return render(request, "verification/assistance_list.html", {**context, "shell": "shells/lead.html"})


@require_safe
def figures_file(request: HttpRequest) -> HttpResponse:
    """Send the same figures as a table, with who took them out and when in its first line."""
    on = occasion(request, (Role.BUREAU,))
    told = f"各单位答复协查的情况，近12个月，{on.name}于{cn_time(on.at.astimezone(CHINA))}导出"
    found = responses(on.at - A_YEAR, on.today)
    rows = ([one.body, *(str(value) for value in _values(one))] for one in found)
    body = b"".join(rows_as_csv([[told], FIGURES, *rows]))
    return sending.attachment(body, media_type="text/csv; charset=utf-8", filename="协查答复统计.csv")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show how each body responded to what was sent to it over the last twelve months."""
    must_hold(request, Role.BUREAU)
    found = responses(now() - A_YEAR, today())
    table = {
        "caption": "各单位答复协查的情况",
        "columns": [{"label": label, "num": place > 0} for place, label in enumerate(FIGURES)],
        "rows": [{"id": one.body, "name": one.body, "cells": _figures(one)} for one in found],
    }
    return render(request, "verification/assistance_figures.html", {"table": table})


def _values(one: Responses) -> tuple[str | int, ...]:
    share, median = one.share, one.median
    return (
        one.received,
        one.answered,
        "—" if share is None else f"{share}%",
        "—" if median is None else median,
        one.awaited,
        one.overdue,
        one.returned,
    )


def _figures(one: Responses) -> list[dict[str, Any]]:
    return [
        {"label": label, "text": str(value), "num": True}
        for label, value in zip(FIGURES[1:], _values(one), strict=True)
    ]


def _tab(request: HttpRequest, tabs: Tabs) -> str:
    asked = request.GET.get("tab", "")
    return asked if asked in tabs else next(iter(tabs))


def _sides(here: str) -> list[dict[str, Any]]:
    sides = (("我们发出的", "/desk/assist"), ("请我们协助的", "/desk/assist/inbox"))
    return [{"label": label, "url": url, "current": url == here} for label, url in sides]


def _tabs(base: str, tab: str, tabs: Tabs, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"{base}?tab={name}", "current": name == tab, "count": counts.get(name)}
        for name, (label, _) in tabs.items()
    ]


def _page(base: str, tab: str, found: Page[AssistanceRequest]) -> dict[str, Any]:
    next_url = f"{base}?{urlencode({'tab': tab, 'after': found.next})}" if found.next else ""
    return {"table": _table(found.rows), "pager": {"next_url": next_url}}


def _table(rows: list[AssistanceRequest]) -> dict[str, Any]:
    calendar, day = law.calendar(), today()
    heads = ("协查编号", "请求单位", "被协助单位", "当事人", "发出", "期限", "状态")
    return {
        "caption": "协查",
        "columns": [{"label": label} for label in heads],
        "rows": [
            {
                "id": one.reference,
                "name": one.reference,
                "url": f"/desk/assist/{one.reference}",
                "cells": [
                    {"label": "请求单位", "text": people.department_name(one.department)},
                    {"label": "被协助单位", "text": one.body},
                    {"label": "当事人", "text": one.party_name},
                    {
                        "label": "发出",
                        "text": f"{one.sent_at.astimezone(CHINA):%m-%d}" if one.sent_at else "—",
                    },
                    _due(one, calendar, day),
                    {"label": "状态", "text": _state(one), "tone": TONES[one.state], "badge": True},
                ],
            }
            for one in rows
        ],
    }


def _due(one: AssistanceRequest, calendar: Calendar, day: date) -> dict[str, Any]:
    if not waits(one) or one.due_on is None:
        return {"label": "期限", "text": "—"}
    return {"label": "期限", "due": remaining(calendar, day, one.due_on)}


def _state(one: AssistanceRequest) -> str:
    if one.outcome:
        return OUTCOMES[one.outcome]
    pressed = PRESSED[one.pressed] if waits(one) else ""
    return f"{one.state_title}（{pressed}）" if pressed else one.state_title
