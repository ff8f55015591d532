"""The reviewer's queue: a dense list by deadline, with the chosen case beside it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import LIFECYCLE, UNDECIDED, CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.pledge import signed_rows
from nuocheng.cases.pages.wording import PATHS, TONES
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date, deadline
from nuocheng.edge.keyset import Page
from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law

S = CaseState
COLUMNS = ("文号", "申请人", "事项", "办理方式", "状态", "期限")

#: The tabs over the queue: what to call each, and which states lie in it.
TABS: dict[str, tuple[str, tuple[CaseState, ...]]] = {
    "waiting": ("待决定", queries.WAITING),
    "correcting": ("补正中", (S.CORRECTING,)),
    "taking": ("补交证明中", (S.ORDINARY, S.SUPPLEMENTING)),
    "telling": ("告知中", (S.OPENED, S.ELIGIBLE, S.NOTIFIED, S.ACKNOWLEDGED)),
    "granted": ("已准予，核查中", (S.GRANTED,)),
    "closed": ("已办结", (S.CLOSED,)),
    "ended": ("没批准、撤回、撤销", (S.REFUSED, S.WITHDRAWN, S.REVOKED)),
}


def queue(request: HttpRequest) -> HttpResponse:
    """Show one tab of the queue of one's department, or what a search found."""
    department = must_hold(request, Role.REVIEWER, Role.CLERK, Role.LEGAL)[0].department
    tab = request.GET.get("tab", "waiting")
    tab = tab if tab in TABS else "waiting"
    words = request.GET.get("q", "").strip()
    found = _found(department, tab, words, request.GET.get("after", ""))
    wanted = request.GET.get("case", "")
    chosen = next((case for case in found.rows if case.reference == wanted), None)
    chosen = chosen or (found.rows[0] if found.rows else None)
    next_url = _url(tab=tab, q=words, after=found.next) if found.next else ""
    more = {
        "tabs": _tabs(department, tab, words),
        "filters": {
            "search": {"name": "q", "value": words, "label": "文号、编号、姓名（按/键）"},
            "keys": True,
            "chips": [(f"搜“{words}”", _url(tab=tab))] if words else [],
        },
        "table": _table(found.rows, chosen, tab, words),
        "preview": _preview(chosen) if chosen else None,
        "pager": {
            "next_url": next_url,
            "previous_url": _url(tab=tab, q=words) if request.GET.get("after") else "",
            "text": f"本页{len(found.rows)}件",
        },
        "words": words,
    }
    return render(request, "cases/review.html", more)


def left(case: Case) -> int:
    """Return how many working days remain until the decision is due."""
    return remaining(law.calendar(), today(), case.due_on)


def _found(department: str, tab: str, words: str, after: str) -> Page[Case]:
    if words:
        return queries.search(department, words, after)
    return queries.queue(queries.Wanted(department, TABS[tab][1]), after)


def _tabs(department: str, tab: str, words: str) -> list[dict[str, Any]]:
    counts = queries.counted(queries.Wanted(department, states) for _, states in TABS.values())
    return [
        {
            "label": label,
            "url": _url(tab=name),
            "count": number,
            "current": name == tab and not words,
        }
        for (name, (label, _)), number in zip(TABS.items(), counts, strict=True)
    ]


def _table(rows: list[Case], chosen: Case | None, tab: str, words: str) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [{"label": label} for label in COLUMNS]
    if not words:
        columns[-1]["sorted"] = "ascending"
    return {
        "caption": "办件，最急的在前",
        "columns": columns,
        "rows": [
            {
                "id": case.reference,
                "name": case.number,
                "url": _url(tab=tab, q=words, case=case.reference),
                "current": case is chosen,
                "cells": _cells(case),
            }
            for case in rows
        ],
    }


def _cells(case: Case) -> list[dict[str, Any]]:
    state = S(case.state)
    last: dict[str, Any] = {"label": "期限", "text": "—"}
    if state in UNDECIDED:
        last = {"label": "期限", "due": left(case)}
    elif case.decided_at:
        last = {"label": "期限", "text": f"{case.decided_at.astimezone(CHINA):%m-%d}已定"}
    return [
        {"label": "申请人", "text": case.party_name},
        {"label": "事项", "text": case.item_name},
        {"label": "办理方式", "text": PATHS[case.path]},
        {"label": "状态", "text": LIFECYCLE.titles[state], "tone": TONES[state], "badge": True},
        last,
    ]


def _preview(case: Case) -> dict[str, Any]:
    state = S(case.state)
    url = f"/desk/cases/{case.reference}"
    facts = signed_rows(case, catalogue.item_of(case.edition)) if case.pledged_certificates else []
    said = "；".join(f"{one['label']}：{one['value']}" for one in facts)
    action = "打开，作决定" if state in queries.WAITING else "打开这一件"
    by = deadline(case.due_on, left(case)) if state in UNDECIDED else ""
    lines = [
        case.item_name,
        case.party_name,
        PATHS[case.path],
        f"{cn_date(case.opened_at.astimezone(CHINA))}受理",
    ]
    return {
        "title": case.number,
        "tag": LIFECYCLE.titles[state],
        "tone": TONES[state],
        "due": left(case) if state in UNDECIDED else None,
        "lines": [*lines, *([by] if by else [])],
        "note": f"承诺：{said}" if said else "",
        "actions": [{"label": action, "url": url, "primary": True}],
        "full_url": url,
    }


def _url(**asked: str) -> str:
    said = {name: value for name, value in asked.items() if value and (name, value) != ("tab", "waiting")}
    return f"/desk/review?{urlencode(said)}" if said else "/desk/review"
