"""The stock counted, for the desk and for everybody: how many items and certificates there are, what becomes of them, and what was cleared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nuocheng.catalogue.channels.plain_table import TYPES, plain_table
from nuocheng.catalogue.pages.areas import areas, chosen_unit, unit_filter, units_seen
from nuocheng.catalogue.queries import stock as queries
from nuocheng.catalogue.queries.stock import Counted, Stock
from nuocheng.catalogue.rules.content import KIND_TITLES, ItemKind
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date
from nuocheng.people import queries as people

NO_LEAD = "没有主管部门"
SCOPE = "现行有效的事项，包括暂停承诺的。取消、数据共享、部门核查都算清理掉的：群众不用再交"
COLUMNS = (
    "单位",
    "事项",
    "证明",
    "取消",
    "数据共享",
    "部门核查",
    "清理合计",
    "清理占比",
    "可以承诺",
    "要交",
    "不能承诺",
    "初次公布时要交或承诺",
    "现在要交或承诺",
    "少了",
)
#: The columns that everybody reads; the desk reads all of them.
FOR_ALL = frozenset({"事项", "证明", "清理合计", "清理占比", "可以承诺", "要交"})


@require_safe
def stock(request: HttpRequest) -> HttpResponse:
    """Show the stock of all departments to the Bureau, of one's own to everybody else."""
    found = _found(request)
    context = {
        **_counted(found),
        "areas": areas("catalogue-stock"),
        "filters": unit_filter(request),
        "no_lead": [_line(one.unit or one.department or "—", one.stock) for one in _without_lead(found)],
        "files": [
            (f"{reverse('catalogue-stock-file', args=[kind])}{_query(request)}", kind.upper())
            for kind in TYPES
        ],
    }
    return render(request, "catalogue/stock.html", context)


@require_safe
def for_all(request: HttpRequest) -> HttpResponse:
    """Show the stock of the whole district to everybody."""
    context = _counted(queries.counted(None))
    for line in (
        *context["departments"],
        *context["kinds"],
        *(x for one in context["units"] for x in one["lines"]),
    ):
        line["cells"] = [cell for cell in line["cells"] if cell[0] in FOR_ALL]
    return render(request, "catalogue/stock_for_all.html", context)


def _counted(found: list[Counted]) -> dict[str, Any]:
    """Return what both pages show of a stock."""
    whole = queries.total(found)
    departments = _by(found, lambda one: one.department)
    return {
        "day": cn_date(today()),
        "figures": _figures(whole),
        "whole": whole,
        "cleared_title": _cleared_title(departments, whole),
        "cleared_bars": _bars(departments, lambda one: one.share(one.cleared)),
        "stock_title": _stock_title(departments, whole),
        "stock_bars": _bars(departments, lambda one: one.certificates),
        "parts": _parts(whole),
        "kinds": [_line(KIND_TITLES[kind], one) for kind, one in _kinds(found)],
        "departments": [_line(_unit_name(code), one) for code, one in departments],
        "units": _units(found),
        "scope": SCOPE,
        "since_title": _since_title(whole),
    }


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the stock as a table: each department, its kinds of items and its public-service units."""
    found = _found(request)
    heading = ("单位", "事项类型", "公共服务单位", *COLUMNS[1:])
    body = plain_table(kind, "证明材料底数", heading, _rows(found))
    response = HttpResponse(body, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="stock-{today().isoformat()}.{kind}"'
    return response


def _found(request: HttpRequest) -> list[Counted]:
    seen, chosen = units_seen(request), chosen_unit(request)
    return queries.counted(seen if chosen is None else [chosen])


def _query(request: HttpRequest) -> str:
    chosen = chosen_unit(request)
    return f"?unit={chosen}" if chosen else ""


def _rows(found: Iterable[Counted]) -> Iterator[list[str | int]]:
    for one in sorted(found, key=lambda one: (one.department, one.unit, one.kind)):
        yield [_unit_name(one.department), KIND_TITLES[one.kind], one.unit, *_numbers(one.stock)]


def _numbers(one: Stock) -> list[str | int]:
    return [
        one.items,
        one.certificates,
        one.cancelled,
        one.shared,
        one.checked,
        one.cleared,
        f"{one.share(one.cleared)}%",
        one.pledgeable,
        one.submitted,
        one.excluded,
        one.baseline,
        one.demanded,
        one.since,
    ]


def _line(name: str, one: Stock) -> dict[str, Any]:
    return {
        "name": name,
        "cells": list(zip(COLUMNS[1:], _numbers(one), strict=True)),
    }


def _by(found: Iterable[Counted], key: Any) -> list[tuple[str, Stock]]:
    """Return the stock added up by something, the most certificates first."""
    sums: dict[str, Stock] = {}
    for one in found:
        sums[key(one)] = sums.get(key(one), Stock()) + one.stock
    return sorted(sums.items(), key=lambda pair: (-pair[1].certificates, pair[0]))


def _kinds(found: Iterable[Counted]) -> list[tuple[ItemKind, Stock]]:
    sums = dict(_by(found, lambda one: one.kind))
    return [(kind, sums[kind]) for kind in ItemKind if kind in sums]


def _figures(whole: Stock) -> list[dict[str, Any]]:
    return [
        {"label": "事项", "value": whole.items, "unit": "个", "note": ""},
        {"label": "证明", "value": whole.certificates, "unit": "份", "note": "每个事项要的每一份算一份"},
        {
            "label": "已清理",
            "value": whole.cleared,
            "unit": "份",
            "note": f"占{whole.share(whole.cleared)}%，群众不用再交",
            "tone": "ok",
        },
        {
            "label": "可以承诺",
            "value": whole.pledgeable,
            "unit": "份",
            "note": f"占{whole.share(whole.pledgeable)}%",
        },
        {
            "label": "要交",
            "value": whole.submitted,
            "unit": "份",
            "note": f"其中{whole.excluded}份在负面清单上",
        },
    ]


def _parts(whole: Stock) -> list[dict[str, Any]]:
    return [
        {"label": "取消", "value": whole.cancelled, "tone": "s1"},
        {"label": "数据共享和部门核查", "value": whole.shared + whole.checked, "tone": "s3"},
        {"label": "可以承诺", "value": whole.pledgeable, "tone": "s2"},
        {"label": "要交", "value": whole.submitted, "tone": "s4"},
    ]


def _bars(found: list[tuple[str, Stock]], value: Any) -> list[dict[str, Any]]:
    rows = [{"label": _short(code), "value": value(one), "url": ""} for code, one in found]
    return sorted(rows, key=lambda row: -row["value"])


def _cleared_title(found: list[tuple[str, Stock]], whole: Stock) -> str:
    best = max(found, key=lambda pair: pair[1].share(pair[1].cleared), default=None)
    if best is None or not whole.cleared:
        return "还没有清理掉的证明"
    code, one = best
    if len(found) == 1:
        return f"{_short(code)}清理了{one.cleared}份，占{one.share(one.cleared)}%"
    return f"{_short(code)}清理得最多，占本单位的{one.share(one.cleared)}%；全区{whole.share(whole.cleared)}%"


def _stock_title(found: list[tuple[str, Stock]], whole: Stock) -> str:
    if not found:
        return "还没有公布的事项"
    code, one = found[0]
    if len(found) == 1:
        return f"{_short(code)}一共要{one.certificates}份证明"
    return f"{_short(code)}要的证明最多，{one.certificates}份，占全区的{whole.share(one.certificates)}%"


def _since_title(whole: Stock) -> str:
    if whole.since > 0:
        return f"和初次公布时比，要交或者承诺的证明少了{whole.since}份"
    if whole.since < 0:
        return f"和初次公布时比，要交或者承诺的证明多了{-whole.since}份，请到“监测”里看看是哪些"
    return "和初次公布时比，要交或者承诺的证明没有增减"


def _units(found: list[Counted]) -> list[dict[str, Any]]:
    """Return the public-service units under the department that leads each of them."""
    leading: dict[str, dict[str, Stock]] = {}
    for one in found:
        if one.unit and people.department(one.department) is not None:
            units = leading.setdefault(one.department, {})
            units[one.unit] = units.get(one.unit, Stock()) + one.stock
    return [
        {
            "lead": people.department_name(code),
            "lines": [_line(unit, one) for unit, one in sorted(units.items())],
        }
        for code, units in sorted(leading.items())
    ]


def _without_lead(found: list[Counted]) -> list[Counted]:
    """Return what belongs to a department that nobody knows: somebody has to answer for it."""
    return [one for one in found if people.department(one.department) is None]


def _unit_name(code: str) -> str:
    return people.department_name(code) if code else NO_LEAD


def _short(code: str) -> str:
    found = people.department(code)
    return found.short if found else _unit_name(code)
