"""What anybody may read of the catalogue: the front page, the search, an item, the negative list."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nuocheng.catalogue import queries
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import ListingInForce
from nuocheng.catalogue.pages import item_page, showing, standing
from nuocheng.catalogue.pages.finding import item_rows, may_pledge, pieces
from nuocheng.catalogue.queries import asking
from nuocheng.catalogue.queries.search import Only, certificate_names, common, search
from nuocheng.catalogue.queries.similar import similar_items, similar_names
from nuocheng.catalogue.rules.content import KIND_TITLES
from nuocheng.edge.clock import today
from nuocheng.law import queries as law
from nuocheng.people import queries as people

LONGEST_WORDS = 60
ON_THE_FRONT_PAGE = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page: one question, the items people use, and how pledging works."""
    tiles = [
        {"label": one.name, "url": reverse("item", args=[one.code]), "note": may_pledge(one)}
        for one in common(ON_THE_FRONT_PAGE)
    ]
    return render(request, "catalogue/home.html", {"tiles": tiles})


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Show the items that hold what was typed, and the certificates of that name; or what was perhaps meant."""
    words, after = typed(request), request.GET.get("after", "")
    units = people.departments()
    chosen = _chosen(request, {"unit": {one.code for one in units}, "kind": KIND_TITLES, "pledge": {"1"}})
    narrowed = any(chosen.values())
    only = Only(
        (chosen["unit"],) if chosen["unit"] else (), chosen["kind"], pledgeable=bool(chosen["pledge"])
    )
    found = search(words, after, only=only)
    names = certificate_names(words) if words and not after and not narrowed else []
    lost = bool(words) and not found.rows and not names and not after
    context = {
        "words": words,
        "rows": item_rows(found.rows, words),
        "names": _names(names, words),
        "similar": item_rows(similar_items(words)) if lost else [],
        "similar_names": _names(similar_names(words), "") if lost else [],
        "units": [(one.code, one.name, one.code == chosen["unit"]) for one in units],
        "kinds": [(str(kind), title, kind == chosen["kind"]) for kind, title in KIND_TITLES.items()],
        "pledge": only.pledgeable,
        "narrowed": narrowed,
        "everywhere": _address("items", q=words),
        "first": _address("items", q=words, **chosen),
        "pager": {"next_url": f"?{_said(q=words, **chosen, after=found.next)}" if found.next else ""},
        "later": bool(after),
    }
    return render(request, "catalogue/items.html", context)


@require_safe
@standing.unless_gone
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
        "standing": standing.told(edition),
        "cards": [] if suspended else showing.cards(said, today()),
        "materials": showing.materials(said, suspended=suspended),
        "answers": item_page.answers(edition, said),
        "steps": item_page.steps(said),
        "reasons": item_page.reasons(edition, said, today()),
        "downloads": item_page.downloads(edition, today()),
        "editions": [one for one in queries.versions(code) if one.pk != edition.pk],
        "doing": item_page.doing(edition, said, name),
    }
    if department and department.phone:
        context["phone"] = department.phone  # nearer than the number of the whole district
    return render(request, "catalogue/item.html", context)


@require_safe
def certificate(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show one certificate of an item in force: its purpose, every basis word for word, why it is as it is.

    Raises:
        NotFound: No edition of the item is in force, or it knows no such certificate.

    """
    edition = queries.publicly(code)
    one = item_page.certificate(edition, key, today())
    return render(request, "catalogue/certificate.html", {"edition": edition, "one": one})


@require_safe
def negative(request: HttpRequest) -> HttpResponse:
    """Show the certificates that cannot be pledged (附件3), each with its ground and reason."""
    words, after = typed(request), request.GET.get("after", "")
    grounds = {one.code: one.title for one in law.provisions("ground.exclusion.", today()).values()}
    ground = _chosen(request, {"ground": grounds})["ground"]
    found = asking.negative(words, after, ground=ground)
    context = {
        "words": words,
        "ground": ground,
        "rows": [_excluded(one, grounds.get(one.ground, one.ground), words) for one in found.rows],
        "tabs": _ground_tabs(grounds, words, ground),
        "pager": {"next_url": f"?{_said(q=words, ground=ground, after=found.next)}" if found.next else ""},
        "later": bool(after),
        "first": _address("negative", q=words, ground=ground),
    }
    return render(request, "catalogue/negative.html", context)


def typed(request: HttpRequest) -> str:
    """Return what was typed into the one search box, no longer than anybody means."""
    return request.GET.get("q", "").strip()[:LONGEST_WORDS].strip()


def _chosen(request: HttpRequest, known: Mapping[str, Container[str]]) -> dict[str, str]:
    """Return what was chosen by name, empty where it is nothing that can be chosen."""
    asked = {name: request.GET.get(name, "") for name in known}
    return {name: value if value in known[name] else "" for name, value in asked.items()}


def _said(**asked: str) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _address(name: str, **asked: str) -> str:
    said = _said(**asked)
    return reverse(name) + (f"?{said}" if said else "")


def _names(names: Any, words: str) -> list[dict[str, Any]]:
    return [
        {"name": pieces(one.name, words), "url": f"{reverse('ask')}?{_said(q=one.name)}"} for one in names
    ]


def _ground_tabs(grounds: dict[str, str], words: str, chosen: str) -> list[dict[str, Any]]:
    """Return the grounds under which certificates stand, as tabs; none where there is nothing to choose."""
    counts = asking.excluded_by_ground(list(grounds))
    if len(counts) < 2:
        return []
    whole = {"label": "全部", "url": _address("negative", q=words), "current": not chosen, "count": None}
    return [
        whole,
        *(
            {
                "label": grounds[code],
                "url": _address("negative", q=words, ground=code),
                "current": code == chosen,
                "count": count if count <= asking.MOST_COUNTED else f"{asking.MOST_COUNTED}+",
            }
            for code, count in counts.items()
        ),
    ]


def _excluded(one: ListingInForce, ground: str, words: str) -> dict[str, Any]:
    return {
        "certificate": pieces(one.certificate, words),
        "item": pieces(one.edition.name, words),
        "url": reverse("item", args=[one.edition.code]),
        "department": people.department_name(one.edition.department),
        "ground": ground,
        "reason": one.listing.reason,
        "basis": one.listing.basis,
        "more": reverse("item-certificate", args=[one.edition.code, one.listing.key]),
    }
