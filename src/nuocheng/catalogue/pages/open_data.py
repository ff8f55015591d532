"""The catalogue as open data: what there is, and the files themselves, written as they are sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from nuocheng.catalogue import queries
from nuocheng.catalogue.channels.table_file import rows_as_csv
from nuocheng.catalogue.pages.standing import day_of
from nuocheng.catalogue.queries import history, open_data
from nuocheng.edge.clock import today
from nuocheng.kernel.errors import Malformed
from nuocheng.law import queries as law
from nuocheng.people import queries as people

PIECE = 64 * 1024
LICENCE = "wording.open_data.licence"
_JSON_TITLE = "证明事项告知承诺目录"
_PARTS = (
    ("事项", open_data.ITEM),
    ("证明", open_data.CERTIFICATE),
    ("设定依据", open_data.BASIS),
    ("承诺的事实", open_data.FACT),
    ("核查办法", open_data.PLAN),
    ("办理步骤", open_data.STEP),
)

#: Lays the rows of one item out, and the columns they have.
Rows = Callable[[dict[str, Any]], Iterator[list[str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the catalogue was asked for: the day, and one unit or all of them."""

    on: date
    department: str = ""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what there is, in which formats, under which conditions, and what every field means."""
    context = {
        "licence": law.provision(LICENCE, today()).text,
        "changed": history.newest_move(),
        "today": today(),
        "units": people.departments(),
        "parts": [
            {"title": title, "fields": [(one.key, one.title, one.says) for one in fields]}
            for title, fields in _PARTS
        ],
    }
    return render(request, "catalogue/open.html", context)


def _asked(request: HttpRequest) -> Asked:
    """Read which part is asked for.

    Raises:
        Malformed: The day is none or lies ahead, or there is no such unit.

    """
    on, unit = request.GET.get("on", ""), request.GET.get("department", "")
    if unit and people.department(unit) is None:
        raise Malformed.at("department", "没有这个单位代码，请核对")
    return Asked(day_of(on) if on else today(), unit)


def _newest(_request: HttpRequest) -> datetime | None:
    return history.newest_move()


def _tag(request: HttpRequest) -> str:
    """Return what changes whenever the file would: the newest move, what was asked, the words used in it."""
    asked, units = _asked(request), [(one.code, one.name) for one in people.departments()]
    words = _words(asked.on)
    said = [
        open_data.FORMAT, request.path, str(asked), str(history.newest_move()), repr(units), repr(words),
        law.provision(LICENCE, today()).text,
    ]  # fmt: skip
    return f'"{hashlib.sha256("|".join(said).encode()).hexdigest()[:32]}"'


_unless_unchanged = condition(etag_func=_tag, last_modified_func=_newest)


@require_safe
@_unless_unchanged
def as_json(request: HttpRequest) -> HttpResponseBase:
    """Send the catalogue as JSON."""
    asked = _asked(request)
    head = {
        "format": open_data.FORMAT,
        "title": _JSON_TITLE,
        "on": asked.on.isoformat(),
        "changed": _stamp(history.newest_move()),
        "licence": law.provision(LICENCE, today()).text,
    }
    return _sent(_json(head, _entries(asked)), "application/json", f"catalogue-{asked.on}.json")


@require_safe
@_unless_unchanged
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the catalogue as CSV, one row for each certificate."""
    asked = _asked(request)
    lines = _csv(open_data.TABLE, open_data.table, _entries(asked))
    return _sent(lines, "text/csv; charset=utf-8", f"catalogue-{asked.on}.csv")


@require_safe
@_unless_unchanged
def negative_as_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the negative list (附件3) as CSV."""
    asked = _asked(request)
    lines = _csv(open_data.NEGATIVE, open_data.negative, _entries(asked))
    return _sent(lines, "text/csv; charset=utf-8", f"negative-{asked.on}.csv")


@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    """Send the JSON Schema of the catalogue as JSON."""
    said = open_data.schema(request.build_absolute_uri(reverse("open-schema")))
    answer = JsonResponse(
        said, json_dumps_params={"ensure_ascii": False, "indent": 1}, content_type="application/schema+json"
    )
    return _open_to_all(answer)


def _entries(asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield every item asked for, holding no more than a chunk of them at a time."""
    words = _words(asked.on)
    for chunk in history.walk(asked.on, department=asked.department):
        suspended = history.suspended_on(asked.on, chunk)
        for edition in chunk:
            yield open_data.entry(edition, words, suspended=edition.reference in suspended)


def _words(on: date) -> open_data.Words:
    standards = queries.standards(on)
    return open_data.Words(standards.levels, standards.grounds)


def _json(head: dict[str, Any], items: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "items": ['.encode()
    between = "\n"
    for item in items:
        yield f"{between}{json.dumps(item, ensure_ascii=False)}".encode()
        between = ",\n"
    yield b"\n]}\n"


def _csv(
    columns: tuple[tuple[str, str], ...], rows: Rows, items: Iterable[dict[str, Any]]
) -> Iterator[bytes]:
    """Yield a table that spreadsheet programs read as it is: a byte order mark, no live formula."""
    heading = [title for title, _ in columns]
    return rows_as_csv(chain([heading], chain.from_iterable(rows(item) for item in items)))


def _gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in larger pieces: a write to the network for each line would be a waste."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _stamp(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _sent(parts: Iterator[bytes], media: str, name: str) -> HttpResponseBase:
    answer = StreamingHttpResponse(_gathered(parts), content_type=media)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "public, no-cache"
    return _open_to_all(answer)


def _open_to_all(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
