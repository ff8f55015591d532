"""The reviewer's queue: a dense list by deadline, with the chosen case beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from nuocheng.edge.counting import spoken
from nuocheng.edge.display import cell, cn_date, deadline
from nuocheng.edge.keyset import Page
from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people

S = CaseState
COLUMNS = ("文号", "申请人", "事项", "办理方式", "状态", "承办", "期限")

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
#: The chips over a list: what to call each, and how it stands out.
ONLY: dict[str, tuple[str, str]] = {
    "": ("全部", ""),
    "overdue": ("已超期", "bad"),
    "today": ("今天到期", ""),
    "mine": ("分给我的", ""),
    "free": ("没人认领", ""),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for."""

    department: str
    me: str
    tab: str = "waiting"
    only: str = ""
    words: str = ""
    after: str = ""

    @property
    def wanted(self) -> queries.Wanted:
        """Return the part of the cases that is meant."""
        return self.part(self.only)

    def part(self, only: str) -> queries.Wanted:
        """Return one chip's part of the tab."""
        whole = queries.Wanted(self.department, TABS[self.tab][1])
        parts = {
            "overdue": replace(whole, before=today()),
            "today": replace(whole, on=today()),
            "mine": replace(whole, holder=self.me),
            "free": replace(whole, holder=""),
        }
        return parts.get(only, whole)

    def url(self, **other: str) -> str:
        """Return the address of this page, with something else asked."""
        asked = {"tab": self.tab, "only": self.only, "q": self.words, **other}
        said = {name: text for name, text in asked.items() if text and (name, text) != ("tab", "waiting")}
        return f"/desk/review?{urlencode(said)}" if said else "/desk/review"


def queue(request: HttpRequest) -> HttpResponse:
    """Show one tab of the queue of one's department, or what a search found."""
    asked = _asked(request)
    found = _found(asked)
    wanted = request.GET.get("case", "")
    chosen = next((case for case in found.rows if case.reference == wanted), None)
    chosen = chosen or (found.rows[0] if found.rows else None)
    undecided = TABS[asked.tab][1][0] in UNDECIDED
    more = {
        "tabs": _tabs(asked),
        "kpis": _chips(asked) if undecided and not asked.words else [],
        "filters": {
            "search": {"name": "q", "value": asked.words, "label": "文号、核验码、姓名（按/键）"},
            "keys": True,
            "keys_of": "cases/keys.html",
            "chips": [(f"搜“{asked.words}”", asked.url(q=""))] if asked.words else [],
        },
        "table": _table(found.rows, chosen, asked),
        "preview": _preview(chosen) if chosen else None,
        "pager": {
            "next_url": asked.url(after=found.next) if found.next else "",
            "previous_url": asked.url() if asked.after else "",
            "text": f"本页{len(found.rows)}件",
        },
        "words": asked.words,
        "only": asked.only,
    }
    return render(request, "cases/review.html", more)


def left(case: Case) -> int:
    """Return how many working days remain until the decision is due."""
    return remaining(law.calendar(), today(), case.due_on)


def _asked(request: HttpRequest) -> Asked:
    department = must_hold(request, Role.REVIEWER, Role.CLERK, Role.LEGAL)[0].department
    said = {name: request.GET.get(name, "").strip() for name in ("tab", "only", "q", "after")}
    return Asked(
        department,
        request.user.get_username(),
        said["tab"] if said["tab"] in TABS else "waiting",
        said["only"] if said["only"] in ONLY else "",
        said["q"],
        said["after"],
    )


def _found(asked: Asked) -> Page[Case]:
    if asked.words:
        return queries.search(asked.department, asked.words, today(), asked.after)
    return queries.queue(asked.wanted, asked.after)


def _tabs(asked: Asked) -> list[dict[str, Any]]:
    wanted = [queries.Wanted(asked.department, states) for _, states in TABS.values()]
    return [
        {
            "label": label,
            "url": asked.url(tab=name, only="", q=""),
            "count": spoken(number),
            "current": name == asked.tab and not asked.words,
        }
        for (name, (label, _)), number in zip(TABS.items(), queries.counted(wanted), strict=True)
    ]


def _chips(asked: Asked) -> list[dict[str, Any]]:
    numbers = queries.counted(asked.part(name) for name in ONLY)
    return [
        {
            "label": label,
            "value": spoken(number),
            "url": asked.url(only=name),
            "current": name == asked.only,
            "tone": tone if number else "",
        }
        for (name, (label, tone)), number in zip(ONLY.items(), numbers, strict=True)
    ]


def _table(rows: list[Case], chosen: Case | None, asked: Asked) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [
        {"label": label, "url": "", "sorted": "", "num": False} for label in COLUMNS
    ]
    if not asked.words:
        columns[-1]["sorted"] = "ascending"
    names = people.names_of([case.assigned_to for case in rows if case.assigned_to])
    return {
        "caption": "找到的办件" if asked.words else "办件，最急的在前",
        "pickable": False,
        "columns": columns,
        "rows": [
            {
                "id": case.reference,
                "name": case.number,
                "url": _row_url(case, asked, current=case is chosen),
                "current": case is chosen,
                "cells": _cells(case, names),
            }
            for case in rows
        ],
    }


def _row_url(case: Case, asked: Asked, *, current: bool) -> str:
    """Return where a row leads: to its preview, and from there to its own page."""
    if current:
        return f"/desk/cases/{case.reference}"
    return asked.url(case=case.reference, after=asked.after)


def _cells(case: Case, names: dict[str, str]) -> list[dict[str, Any]]:
    state = S(case.state)
    return [
        cell("申请人", case.party_name),
        cell("事项", case.item_name),
        cell("办理方式", PATHS[case.path]),
        cell("状态", LIFECYCLE.titles[state], tone=TONES[state], badge=True),
        cell("承办", names.get(case.assigned_to, case.assigned_to) or "—"),
        _due_cell(case, state),
    ]


def _due_cell(case: Case, state: CaseState) -> dict[str, Any]:
    if state in UNDECIDED and case.paused_on is not None:
        return cell("期限", "暂停计时")
    if state in UNDECIDED:
        return cell("期限", due=left(case))
    if case.decided_at:
        return cell("期限", f"{case.decided_at.astimezone(CHINA):%m-%d}已定")
    return cell("期限", "—")


def _preview(case: Case) -> dict[str, Any]:
    state = S(case.state)
    url = f"/desk/cases/{case.reference}"
    facts = signed_rows(case, catalogue.item_of(case.edition)) if case.pledged_certificates else []
    said = "；".join(f"{one['label']}：{one['value']}" for one in facts)
    running = state in UNDECIDED and case.paused_on is None
    lines = [
        case.item_name,
        case.party_name,
        PATHS[case.path],
        f"{cn_date(case.opened_at.astimezone(CHINA))}受理",
        *([deadline(case.due_on, left(case))] if running else []),
    ]
    return {
        "title": case.number,
        "tag": LIFECYCLE.titles[state],
        "tone": TONES[state],
        "due": left(case) if running else None,
        "lines": lines,
        "note": f"承诺：{said}" if said else "",
        "actions": _actions(case, url),
        "full_url": url,
    }


def _actions(case: Case, url: str) -> list[dict[str, Any]]:
    if case.state not in queries.WAITING:
        return [{"label": "打开这一件", "url": url, "primary": True}]
    pledged = (
        [{"label": "转提交证明", "url": f"{url}/certificates", "key": "D"}]
        if case.pledged_certificates
        else []
    )
    return [
        {"label": "打开，作决定", "url": url, "primary": True},
        {"label": "准予", "url": f"{url}?grant=1", "key": "A"},
        {"label": "补正", "url": f"{url}/correction", "key": "B"},
        {"label": "不予", "url": f"{url}?refuse=1", "key": "C"},
        *pledged,
    ]
