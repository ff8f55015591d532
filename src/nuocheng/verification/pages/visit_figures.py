"""How visits were made in a year, for the Justice Bureau: how many, how many merged, and how often to one party (S8.6)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people
from nuocheng.verification.queries import visits

COLUMNS = ("牵头单位", "上门", "看了几项", "合并的", "几个单位一起的", "没见到人", "超过上限的", "不打招呼的")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of one year."""
    must_hold(request, Role.BUREAU)
    year, asked = today().year, request.GET.get("year", "")
    shown = int(asked) if asked.isascii() and asked.isdecimal() and 2020 <= int(asked) <= year else year
    found = visits.tallies(shown)
    times = visits.parties_by_visits(shown)
    total, merged = sum(one.visits for one in found), sum(one.merged for one in found)
    table = {
        "caption": f"{shown}年各单位上门核查的情况",
        "columns": [{"label": label, "num": place > 0} for place, label in enumerate(COLUMNS)],
        "rows": [
            {
                "id": one.department,
                "name": people.department_name(one.department),
                "cells": [
                    {"label": label, "text": str(value), "num": True}
                    for label, value in zip(
                        COLUMNS[1:],
                        (
                            one.visits,
                            one.facts,
                            one.merged,
                            one.joint,
                            one.unmet,
                            one.over_cap,
                            one.unannounced,
                        ),
                        strict=True,
                    )
                ],
            }
            for one in found
        ],
    }
    context = {
        "year": shown,
        "years": [one for one in (year, year - 1, year - 2) if one >= 2020],
        "table": table,
        "total": total,
        "merged": merged,
        "share": round(100 * merged / total) if total else 0,
        "joint": sum(one.joint for one in found),
        "times": times,
        "cap": visits.number("cap", today()),
    }
    return render(request, "verification/visit_figures.html", context)
