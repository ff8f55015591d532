"""What anybody may read of the catalogue: the front page, the search, an item, the negative list."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nuocheng.catalogue import queries
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.catalogue.pages import showing
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people

LONGEST_WORDS = 60
ON_THE_FRONT_PAGE = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page: one question, the items people use, and how pledging works."""
    tiles = [
        {"label": one.name, "url": reverse("item", args=[one.code]), "note": _may_pledge(one)}
        for one in queries.common(ON_THE_FRONT_PAGE)
    ]
    return render(request, "catalogue/home.html", {"tiles": tiles})


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Show the items whose name, or one of whose certificates, contains what was typed."""
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    found = queries.search(words, request.GET.get("after", ""))
    context = {
        "words": words,
        "rows": [_row(one) for one in found.rows],
        "pager": {"next_url": f"?{urlencode({'q': words, 'after': found.next})}" if found.next else ""},
        "later": "after" in request.GET,
    }
    return render(request, "catalogue/items.html", context)


@require_safe
def item(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
    """Show one item as its edition in force says, or as an older edition said."""
    edition = queries.publicly(code, version)
    said, suspended = edition.says, edition.state == EditionState.SUSPENDED
    department = people.department(edition.department)
    name = department.name if department else edition.department
    context = {
        "edition": edition,
        "item": said,
        "old": edition.state == EditionState.SUPERSEDED,
        "suspended": suspended,
        "cards": [] if suspended else showing.cards(said, today()),
        "materials": showing.materials(said, suspended=suspended),
        "answers": showing.answers(said, name),
        "editions": [one for one in queries.versions(code) if one.pk != edition.pk],
        "doing": _doing(edition, name),
    }
    if department and department.phone:
        context["phone"] = department.phone  # nearer than the number of the whole district
    return render(request, "catalogue/item.html", context)


@require_safe
def negative(request: HttpRequest) -> HttpResponse:
    """Show the certificates that cannot be pledged (附件3), each with its ground and reason."""
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    found = queries.negative(words, request.GET.get("after", ""))
    grounds = queries.standards(today()).grounds
    context = {
        "words": words,
        "rows": [_excluded(one, grounds.get(one.ground, one.ground)) for one in found.rows],
        "pager": {"next_url": f"?{urlencode({'q': words, 'after': found.next})}" if found.next else ""},
        "later": "after" in request.GET,
    }
    return render(request, "catalogue/negative.html", context)


def _row(one: Edition) -> dict[str, Any]:
    suspended = one.state == EditionState.SUSPENDED
    return {
        "name": one.name,
        "url": reverse("item", args=[one.code]),
        "department": people.department_name(one.department),
        "pledge": "" if suspended else _may_pledge(one),
        "suspended": suspended,
    }


def _may_pledge(one: Edition) -> str:
    return f"{one.pledgeable}份证明可以承诺代替" if one.pledgeable else ""


def _doing(edition: Edition, department: str) -> dict[str, str]:
    said = edition.says
    day = edition.published_at.astimezone(CHINA).date() if edition.published_at else None
    version = f"第{edition.version}版，{cn_date(day)}公布"
    return {
        "item": said.name,
        "department": department,
        "takes": showing.takes(said),
        "fee": said.fee,
        "version": version,
    }


def _excluded(one: Listing, ground: str) -> dict[str, str]:
    return {
        "certificate": one.certificate,
        "item": one.edition.name,
        "url": reverse("item", args=[one.edition.code]),
        "department": people.department_name(one.edition.department),
        "ground": ground,
        "reason": one.reason,
        "basis": one.basis,
    }
