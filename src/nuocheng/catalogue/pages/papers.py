"""Papers of the catalogue for everybody: the annexes of the plan and the guides, on screen and to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nuocheng.catalogue import queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import standing
from nuocheng.catalogue.papers.annexes import Whose, certificates_that_may_not, items_that_may, measures
from nuocheng.catalogue.papers.guides import guide
from nuocheng.catalogue.queries import newest
from nuocheng.catalogue.rules.content import Item
from nuocheng.edge.clock import today
from nuocheng.kernel.errors import ChannelDown, Malformed, NotFound
from nuocheng.papers import content as paper
from nuocheng.papers.rendering import NotPrinted, docx, flow_chart, preview, xlsx
from nuocheng.papers.rendering import render as print_paper
from nuocheng.people import queries as people

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A list longer than this is read as a workbook, or department by department.
MOST_PRINTED = 3000
#: So many rows are shown on screen, within the weight of a public page.
ON_SCREEN = 25
_FOR_ALL = "public, max-age=600"

Annex = Callable[[Iterable[Item], Whose], paper.Content]
#: The annexes by the word in their address: number, title, what makes them, which items they read.
ANNEXES: Mapping[str, tuple[str, str, Annex, Callable[[Item], bool]]] = {
    "items": (
        "附件2",
        "实行证明事项告知承诺制的政务服务事项目录",
        items_that_may,
        lambda one: bool(one.pledgeable),
    ),
    "negative": (
        "附件3",
        "不能实行告知承诺制证明事项目录",
        certificates_that_may_not,
        lambda one: any(each.ground for each in one.certificates),
    ),
    "measures": ("附件5", "承诺信息核查办法", measures, lambda one: bool(one.pledgeable)),
}


@require_safe
def annexes(request: HttpRequest) -> HttpResponse:
    """Show what papers there are, for all departments or one of them."""
    context = {
        "annexes": [
            {"key": key, "mark": mark, "title": title} for key, (mark, title, _, _) in ANNEXES.items()
        ],
        **_units(request),
    }
    return render(request, "catalogue/annexes.html", context)


@require_safe
def annex(request: HttpRequest, key: str) -> HttpResponse:
    """Show one annex on screen; a long one only in its first rows, with the whole to take away."""
    mark, title, make, reads = _annex(key)
    unit = _unit(request)
    items = list(islice(_items(unit, reads), ON_SCREEN + 1))
    content = make(items[:ON_SCREEN], _whose(unit)).as_json()
    context = {
        "key": key,
        "mark": mark,
        "title": title,
        "paper": preview(content_form(make), content, key="annex"),
        "more": len(items) > ON_SCREEN,
        "on_screen": ON_SCREEN,
        **_units(request),
    }
    return render(request, "catalogue/annex.html", context)


@require_safe
def annex_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Hand out one annex as PDF, DOCX or XLSX."""
    mark, title, make, reads = _annex(key)
    unit = _unit(request)
    most = MOST_PRINTED if kind != "xlsx" else None
    items = list(islice(_items(unit, reads), most + 1 if most else None))
    if most and len(items) > most:
        raise Malformed("事项太多，排成一份文书不便翻看。请选一个单位，或者下载XLSX表格")
    content = make(items, _whose(unit)).as_json()
    whose = people.department_name(unit) if unit else ""
    return _file(content_form(make), content, f"{mark}　{whose}{title}", kind)


@require_safe
@standing.unless_gone
def item_guide(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
    """Show the guide of an item with its flow chart."""
    edition = queries.publicly(code, version)
    content = guide(edition.says, edition.version, today()).as_json()
    context = {"edition": edition, "paper": preview("guide", content, level=1, key="guide")}
    return render(request, "catalogue/guide.html", context)


@require_safe
def guide_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Hand out the guide of an item as PDF or DOCX."""
    edition = queries.publicly(code)
    if kind == "svg":
        return _chart(edition)
    if kind not in {"pdf", "docx"}:
        raise NotFound("办事指南只有PDF和DOCX两种，请重新选")
    content = guide(edition.says, edition.version, today()).as_json()
    name = f"办事指南　{edition.name}第{edition.version}版"
    return _file("guide", content, name, kind, large=request.GET.get("large") == "1")


def _chart(edition: Edition) -> HttpResponse:
    """Return the flow chart of an item alone, to be shown elsewhere.

    Raises:
        NotFound: The item names no steps.

    """
    steps: Any = guide(edition.says, edition.version, today()).as_json()["steps"]
    if not steps:
        raise NotFound("这个事项还没有写办理步骤，没有流程图")
    drawn = flow_chart(steps, f"{edition.name}办理流程图")
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Content-Disposition"] = content_disposition_header(True, f"流程图　{edition.name}.svg") or ""
    response["Cache-Control"] = _FOR_ALL
    return response


def content_form(make: Annex) -> str:
    """Return the form in which an annex is laid out."""
    return paper.Rules.form if make is measures else paper.Register.form


def _annex(key: str) -> tuple[str, str, Annex, Callable[[Item], bool]]:
    if key not in ANNEXES:
        raise NotFound("没有这份附件，请回到文书下载重新选")
    return ANNEXES[key]


def _items(unit: str, reads: Callable[[Item], bool]) -> Iterator[Item]:
    return (one for one in newest.items([unit] if unit else None, in_force=True) if reads(one))


def _whose(unit: str) -> Whose:
    return Whose(settings.NUOCHENG_DISTRICT, unit, today())


def _unit(request: HttpRequest) -> str:
    """Return the department that was chosen, empty for all.

    Raises:
        NotFound: There is no such department.

    """
    asked = request.GET.get("unit", "")
    if asked and people.department(asked) is None:
        raise NotFound("没有这个单位，请重新选")
    return asked


def _units(request: HttpRequest) -> dict[str, Any]:
    unit = _unit(request)
    return {
        "unit": unit,
        "unit_name": people.department_name(unit) if unit else "",
        "units": [(one.code, one.name, one.code == unit) for one in people.departments()],
        "here": reverse("annexes"),
    }


def _file(form: str, content: dict[str, Any], name: str, kind: str, *, large: bool = False) -> HttpResponse:
    """Return a paper as a file.

    Raises:
        NotFound: It is not made in that kind.
        ChannelDown: It cannot be printed at the moment.

    """
    kinds: dict[str, tuple[str, Callable[[], bytes]]] = {
        "pdf": ("application/pdf", lambda: print_paper(form, content, large=large)),
        "docx": (DOCX, lambda: docx(form, content, large=large)),
        "xlsx": (XLSX, lambda: xlsx(content)),
    }
    if kind not in kinds:
        raise NotFound("只有PDF、DOCX和XLSX三种，请重新选")
    media, make = kinds[kind]
    try:
        body = make()
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，请过几分钟再下载") from down
    response = HttpResponse(body, content_type=media)
    attached = kind != "pdf"
    response["Content-Disposition"] = content_disposition_header(attached, f"{name}.{kind}") or "inline"
    response["Cache-Control"] = _FOR_ALL
    return response
