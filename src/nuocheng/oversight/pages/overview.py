"""The Bureau's first page: four numbers, the way things go, the units, and who has not reported."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.occasion import Role
from nuocheng.oversight import queries
from nuocheng.oversight.pages.lead import read_month
from nuocheng.oversight.reports import district_month
from nuocheng.oversight.reports.district_month import SHOWN, Unit, summed
from nuocheng.oversight.reports.monthly_work import how_sure, on_time_rate
from nuocheng.verification.queries import rechecks as verification

A_YEAR = timedelta(days=365)
#: Columns of the table of units: the figure, and what it is called there.
COLUMNS = (
    ("certificates", "代替证明（份）"),
    ("pledged", "承诺办件"),
    ("found", "已核查（项）"),
    ("on_time", "其中按期"),
    ("overdue", "逾期未核查"),
    ("upheld", "认定不实"),
)


def overview(request: HttpRequest) -> HttpResponse:
    """Show how the district's work stands in one month."""
    must_hold(request, Role.BUREAU)
    this_month = today().replace(day=1)
    month = read_month(request.GET["month"]) if "month" in request.GET else this_month
    units = district_month.units(month, now())
    before = district_month.units(queries.month_before(month), now(), ["certificates"])
    labels, series = district_month.trend(month)
    months, rows = district_month.matrix(today())
    context = {
        "month": month,
        "as_of": cn_time(now()),
        "earlier": queries.month_before(month),
        "later": queries.month_after(month) if month < this_month else None,
        "figures": _kpis(units, before),
        "rechecked": _rechecked(),
        "labels": labels,
        "series": series,
        "trend_title": _trend_title(series),
        "bars": _bars(units),
        "bars_title": _bars_title(units),
        "columns": [title for _, title in COLUMNS],
        "units": [_unit(unit) for unit in units],
        "months": months[-3:],
        "rows": [(name, cells[-3:]) for name, cells in rows],
    }
    return render(request, "oversight/overview.html", context)


def _kpis(units: list[Unit], before: list[Unit]) -> list[dict[str, Any]]:
    sums = {key: summed(units, key) for key in SHOWN}
    rate = on_time_rate(sums)
    overdue = sums["overdue"]
    return [
        {
            "label": "用承诺代替的证明",
            "value": sums["certificates"],
            "unit": "份",
            "note": _change(sums["certificates"] - summed(before, "certificates")),
        },
        {
            "label": "核查按期完成",
            "value": rate,
            "unit": "" if rate == "—" else "%",
            "note": f"还有{overdue}项逾期未核查" if overdue else "没有逾期未核查的",
            "tone": "bad" if overdue else "",
            "url": "#units" if overdue else "",
            "action": "看哪些单位",
        },
        {
            "label": "认定承诺不实",
            "value": sums["upheld"],
            "unit": "件",
            "note": _untrue(sums),
        },
        _missing(),
    ]


def _untrue(sums: dict[str, int]) -> str:
    """Return how many of those verified were untrue, and how sure their share is."""
    sure = how_sure("refuted", sums)
    counted = f"本月核查不实{sums['refuted']}项，已核查{sums['found']}项"
    return f"{counted}。{sure}" if sure else counted


def _rechecked() -> str:
    """Return how often two officers agree on what was confirmed, with how sure that is; nothing while nobody re-checked."""
    found = verification.agreement(now() - A_YEAR)
    if not found.share.of:
        return ""
    differing = f"{found.differs}项不同" if found.differs else "没有不同的"
    return f"近12个月随机复核了{found.share.of}项，{differing}；一致率在{found.share.in_words}之间（95%）"


def _missing() -> dict[str, Any]:
    """Return the number of units whose report on last month is not in, by its last day."""
    day, month = today(), queries.month_before(today())
    names, due = district_month.unreported(day), queries.due_on(month)
    past = day > due
    shown = "、".join(names[:4]) + (f"等{len(names)}家" if len(names) > 4 else "")
    note = f"期限{due.month}月{due.day}日{'已过' if past else ''}" + (f"：{shown}" if names else "，全部已报")
    return {
        "label": f"{month.month}月月报未报",
        "value": len(names),
        "unit": "家",
        "note": note,
        "tone": "bad" if names and past else "",
        "url": "/lead/reports",
        "action": "看月报",
    }


def _change(difference: int) -> str:
    if not difference:
        return "和上月一样多"
    return f"比上月{'多' if difference > 0 else '少'}{abs(difference)}份"


def _trend_title(series: list[tuple[str, list[int]]]) -> str:
    pledged, on_paper = sum(series[0][1]), sum(series[1][1])
    if not pledged and not on_paper:
        return "近12个月还没有办件"
    share = 100 * pledged / (pledged + on_paper)
    return f"近12个月，{share:.0f}%的办件写了承诺"


def _bars(units: list[Unit]) -> list[dict[str, object]]:
    ranked = sorted(units, key=lambda unit: -unit.numbers["certificates"])
    return [
        {"label": unit.short, "value": unit.numbers["certificates"], "url": _list(unit, "certificates")}
        for unit in ranked
    ]


def _bars_title(units: list[Unit]) -> str:
    most = max(units, key=lambda unit: unit.numbers["certificates"], default=None)
    if most is None or not most.numbers["certificates"]:
        return "这个月还没有用承诺代替的证明"
    return f"{most.short}用承诺代替的证明最多"


def _unit(unit: Unit) -> dict[str, Any]:
    cells = [{"title": title, "value": unit.numbers[key], "url": _list(unit, key)} for key, title in COLUMNS]
    return {"name": unit.name, "cells": cells}


def _list(unit: Unit, key: str) -> str:
    """Return where the list behind a unit's figure is, once its report was begun."""
    return f"/lead/reports/{unit.report.reference}/figures/{key}" if unit.report else ""
