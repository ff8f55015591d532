"""The Justice Bureau's desk for the catalogue: copies that came in, taken on file one by one or many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import history
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date
from nuocheng.edge.keyset import Page
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.law import queries as law
from nuocheng.people import queries as people

TO_FILE, ON_FILE, TO_APPROVE = "to_file", "on_file", "to_approve"
_TITLES = {TO_APPROVE: "等司法局公布", TO_FILE: "还没备案", ON_FILE: "已备案"}
#: More than a page shows is not ticked by hand.
MOST_AT_ONCE = 200
LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Filed:
    """What came of taking several editions on file: those that were, and why each of the others was not."""

    numbers: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


class Filing(View):
    """The copies for the Bureau: which are not on file yet, and which are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one of the lists."""
        must_hold(request, Role.BUREAU)
        return self._show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take what was ticked on file, each by its own deed: one that is refused stops no other."""
        must_hold(request, Role.BUREAU)
        picked = list(dict.fromkeys(request.POST.getlist("picked")))[:MOST_AT_ONCE]
        if not picked:
            return self._show(request, errors=[("", "请先勾选要备案的版本")], code=422)
        on = occasion(request, acts.take_on_file)
        numbers, refused = [], []
        for reference in picked:
            try:
                acts.take_on_file(on, reference)
            except Refusal as refusal:
                refused.append((reference, refusal.text))
            else:
                numbers.append(Edition.load(reference).filed_as)
        return self._show(request, filed=Filed(tuple(numbers), tuple(refused)))

    def _show(
        self, request: HttpRequest, *, filed: Filed | None = None, errors: Any = (), code: int = 200
    ) -> HttpResponse:
        approving = law.choice("switch.catalogue.bureau_review", today()) == "approve"
        lists = [one for one in _TITLES if approving or one != TO_APPROVE]
        asked = request.GET.get("list", "")
        which = asked if asked in lists else TO_FILE
        words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
        found = _rows(which, words, request.GET.get("after", ""))
        url = reverse("catalogue-filing")
        counts = {TO_FILE: history.unfiled()}
        mark = urlencode({"list": which, "q": words, "after": found.next})
        context = {
            "tabs": [
                {
                    "label": _TITLES[one],
                    "url": f"{url}?{urlencode({'list': one})}",
                    "count": counts.get(one),
                    "current": one == which,
                }
                for one in lists
            ],
            "words": words,
            "which": which,
            "approving": approving,
            "table": {**_table(found.rows, which), "pickable": which == TO_FILE, "form": "filing"},
            "bulk": {
                "form": "filing",
                "url": url,
                "actions": [{"name": "take_on_file", "label": "备案", "primary": True}],
            },
            "pager": {"next_url": f"{url}?{mark}" if found.next else ""},
            "filed": filed,
            "errors": list(errors),
        }
        return render(request, "catalogue/filing.html", context, status=code)


def _rows(which: str, words: str, after: str) -> Page[Edition]:
    if which == ON_FILE:
        return history.on_file(words, after)
    if which == TO_APPROVE:
        return queries.desk(None, [EditionState.REVIEWED], "", after)
    return history.to_file(after)


def _table(rows: list[Edition], which: str) -> dict[str, Any]:
    last = {ON_FILE: "备案号", TO_FILE: "公布日期", TO_APPROVE: "审核日期"}[which]
    labels = ("事项", "版本", "单位", "施行日期", last)
    return {
        "caption": _TITLES[which],
        "columns": [{"label": label} for label in labels],
        "rows": [
            {
                "id": one.reference,
                "name": one.name,
                "url": reverse("catalogue-edition", args=[one.reference]),
                "cells": [
                    {"label": "版本", "text": f"第{one.version}版"},
                    {"label": "单位", "text": people.department_name(one.department)},
                    {"label": "施行日期", "text": cn_date(history.since(one)) or "—"},
                    {"label": last, "text": _told(one, which)},
                ],
            }
            for one in rows
        ],
    }


def _told(one: Edition, which: str) -> str:
    at = {ON_FILE: one.filed_at, TO_FILE: one.published_at, TO_APPROVE: one.reviewed_at}[which]
    day = cn_date(at.astimezone(CHINA).date()) if at else "—"
    return f"{one.filed_as}（{day}）" if which == ON_FILE else day
