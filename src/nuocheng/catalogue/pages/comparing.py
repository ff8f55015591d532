"""Two editions side by side: for the desk, and for anybody where both were published."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nuocheng.catalogue import queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import differing
from nuocheng.catalogue.pages.desk import readable
from nuocheng.edge.clock import today
from nuocheng.kernel.errors import NotFound

NO_SUCH = "没有这一版，请从版本里重新选"


@require_safe
def desk_compare(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an edition beside another one: the one named, else the one in force, else the one before."""
    found, _ = readable(request, reference)
    wanted = request.GET.get("with", "") or _default(found)
    other = readable(request, wanted)[0] if wanted else None
    older, newer = found, other
    if other and (other.code != found.code or other.version < found.version):
        older, newer = other, found
    context = {
        "edition": found,
        "older": older if newer else None,
        "newer": newer,
        "choices": [
            (f"第{one.version}版", f"?{urlencode({'with': one.reference})}", other and one.pk == other.pk)
            for one in queries.versions(found.code)
            if one.pk != found.pk
        ],
        **(_compared(request, older, newer) if newer else {}),
    }
    return render(request, "catalogue/compare_desk.html", context)


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Show two published editions of an item side by side, the newest two if none are named."""
    editions = queries.versions(code)
    if not editions:
        raise NotFound("目录里没有这个事项，请回到目录重新找")
    numbers = [one.version for one in editions]
    newer = _number(request.GET.get("to", "")) or numbers[0]
    older = _number(request.GET.get("from", "")) or next((one for one in numbers if one < newer), newer)
    older, newer = sorted((older, newer))
    old, new = queries.publicly(code, older), queries.publicly(code, newer)
    context = {
        "edition": new,
        "older": old,
        "newer": new,
        "numbers": sorted(numbers),
        "url": reverse("item", args=[code]),
        **_compared(request, old, new),
    }
    return render(request, "catalogue/compare.html", context)


def _compared(request: HttpRequest, old: Edition, new: Edition) -> dict[str, Any]:
    found = differing.between(old.says, new.says, queries.standards(today()))
    whole = request.GET.get("all") == "1"
    kept = {name: value for name, value in request.GET.items() if name in {"with", "from", "to"}}
    return {
        "sentence": found.sentence,
        "blocks": found.blocks if whole else found.only_changes(),
        "count": found.count,
        "tabs": [
            {
                "label": "只看变化",
                "url": f"?{urlencode(kept)}",
                "count": found.count,
                "current": not whole,
            },
            {"label": "全部内容", "url": f"?{urlencode({**kept, 'all': '1'})}", "current": whole},
        ],
        "words": (f"第{old.version}版", f"第{new.version}版")
        if old.code == new.code
        else (f"{old.name}", f"{new.name}"),
    }


def _default(found: Edition) -> str:
    old = queries.reference_in_force(found.code)
    if old and old != found.reference:
        return old
    earlier = (one.reference for one in queries.versions(found.code) if one.version < found.version)
    return next(earlier, "")


def _number(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or len(text) > 6:
        raise NotFound(NO_SUCH)
    return int(text)
