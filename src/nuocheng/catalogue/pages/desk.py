"""The desk of the catalogue: editions by state, and one edition with what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.acts.draft_edition import IN_THE_MAKING
from nuocheng.catalogue.lifecycle import LIFECYCLE, EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import showing
from nuocheng.catalogue.pages.wording import NOBODY_HERE, STEPS, TONES
from nuocheng.catalogue.rules.checking import Gate, gates, to_mend
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, EXEMPT, Certificate
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date, cn_datetime
from nuocheng.edge.occasions import must_hold
from nuocheng.journal.official import ActBase
from nuocheng.kernel.errors import NotInOffice
from nuocheng.kernel.occasion import CHINA, Post, Role
from nuocheng.people import queries as people

READERS = (Role.EDITOR, Role.LEGAL, Role.BUREAU)
#: Which state each post looks at first.
_FIRST = {
    Role.EDITOR: EditionState.DRAFT,
    Role.LEGAL: EditionState.IN_REVIEW,
    Role.BUREAU: EditionState.PUBLISHED,
}
_COLUMNS = ("事项", "版本", "单位", "可以承诺", "最近办理")


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the editions of the departments in which one holds a post, by state."""
    held = must_hold(request, *READERS)
    units = units_of(held)
    asked = request.GET.get("state", "")
    state = EditionState(asked) if asked in set(EditionState) else _FIRST[held[0].role]
    words = request.GET.get("q", "").strip()
    found = queries.desk(units, [state], words, request.GET.get("after", ""))
    counts = queries.state_counts(units)
    context = {
        "tabs": [
            {
                "label": LIFECYCLE.titles[one],
                "url": f"?{urlencode({'state': one})}",
                "count": counts.get(one, 0),
                "current": one is state,
            }
            for one in EditionState
        ],
        "filters": {
            "search": {"name": "q", "value": words, "label": "事项名称或编码（按/键）"},
            "selects": [
                {
                    "name": "state",
                    "label": "状态",
                    "options": [(str(one), LIFECYCLE.titles[one], one is state) for one in EditionState],
                }
            ],
            "keys": True,
            "chips": [(f"搜“{words}”", f"?{urlencode({'state': state})}")] if words else [],
        },
        "state": state,
        "state_title": LIFECYCLE.titles[state],
        "table": _table(found.rows),
        "pager": {
            "next_url": f"?{urlencode({'state': state, 'q': words, 'after': found.next})}"
            if found.next
            else ""
        },
    }
    return render(request, "catalogue/desk.html", context)


@require_safe
def edition(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one edition: what it says, what stands in its way, what may be done, what was done."""
    found, held = readable(request, reference)
    said, facts, standards = found.says, queries.facts(found), queries.standards(today())
    old = queries.reference_in_force(found.code)
    other = Edition.load(old) if old and old != found.reference else None
    checklist = gates(facts, standards, on=today()) if found.state in IN_THE_MAKING else []
    own = _own_work(request, found, held)
    context = {
        "edition": found,
        "item": said,
        "tone": TONES[found.state],
        "department": people.department_name(found.department),
        "rows": _rows(found),
        "gates": checklist,
        "ready": all(gate.open for gate in checklist),
        "warnings": to_mend(said, standards, on=today()),
        "certificates": [_certificate(one, standards.grounds) for one in said.certificates],
        "differences": showing.differences(other.says, said)
        if other and found.state in IN_THE_MAKING
        else [],
        "other": other,
        "actions": list(_actions(found, held, shut=frozenset(_shut(checklist, own=own)))),
        "own_work": own,
        "events": showing.history(found),
    }
    return render(request, "catalogue/edition.html", context)


def readable(request: HttpRequest, reference: str) -> tuple[Edition, list[Post]]:
    """Return an edition, and the posts from which whoever is signed in may look at it.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post held reaches it.
        NotFound: There is no such edition.

    """
    held = must_hold(request, *READERS)
    found = Edition.load(reference)
    reaching = [post for post in held if post.role is Role.BUREAU or post.department == found.department]
    if not reaching:
        raise NotInOffice(NOBODY_HERE)
    return found, reaching


def units_of(held: list[Post]) -> list[str] | None:
    """Return the units whose editions the posts reach; nothing means all of them."""
    if any(post.role is Role.BUREAU for post in held):
        return None
    return sorted({post.department for post in held})


def may(act: ActBase, held: list[Post]) -> bool:
    """Say whether one of the posts may do the act."""
    return any(post.role in act.by for post in held)


def _shut(checklist: list[Gate], *, own: bool) -> Iterator[str]:
    """Yield the steps that would be refused now: the page says why, and offers no button for them."""
    if not all(gate.open for gate in checklist):
        yield from ("send_to_review", "pass_review", "publish")
    if own:
        yield "pass_review"


def _actions(found: Edition, held: list[Post], *, shut: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the buttons: only what the state allows, a post held may do, and nothing stands against."""
    possible = LIFECYCLE.possible(EditionState(found.state))
    if "amend" in possible and may(acts.amend, held):
        yield {"label": "修改内容", "url": reverse("catalogue-edit", args=[found.reference])}
    for verb, step in STEPS.items():
        if verb in possible and verb not in shut and may(step.act, held):
            url = reverse("catalogue-step", args=[found.reference, verb])
            yield {"label": step.label, "url": url, "primary": step.primary}
    if found.state in queries.IN_FORCE and may(acts.draft_edition, held):
        yield {"label": "起草新版", "url": reverse("catalogue-new-edition", args=[found.reference])}


def _own_work(request: HttpRequest, found: Edition, held: list[Post]) -> bool:
    """Say whether the one who looks would review their own work."""
    reviewing = found.state == EditionState.IN_REVIEW and may(acts.pass_review, held)
    return reviewing and request.user.get_username() in found.edited_by


def _rows(found: Edition) -> list[dict[str, str]]:
    published = cn_date(found.published_at.astimezone(CHINA).date()) if found.published_at else ""
    reviewed = cn_date(found.reviewed_at.astimezone(CHINA).date()) if found.reviewed_at else ""
    said = found.says
    rows = [
        ("事项编码", found.code),
        ("办理条件", said.conditions),
        ("办理步骤", "→".join(step.title for step in said.steps)),
        ("多久办好", showing.takes(said)),
        ("收费", said.fee),
        ("法制审核", reviewed),
        ("公布日期", published),
        ("内容摘要值", f"{found.digest[:16]}…"),
        ("来源", said.source.get("title", "")),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _certificate(one: Certificate, grounds: Any) -> dict[str, Any]:
    plan = one.plan
    return {
        "name": one.name,
        "pledge": bool(one.facts) or plan is not None,
        "disposition": DISPOSITION_TITLES[one.disposition],
        "why": "；".join(filter(None, (grounds.get(one.ground, one.ground), one.reason))),
        "basis": showing.bases(one),
        "facts": "、".join(field.label for field in one.facts),
        "plan": ""
        if plan is None
        else (plan.exempt_reason if plan.channel == EXEMPT else f"{plan.way}：{plan.standard}"),
    }


def _table(rows: list[Edition]) -> dict[str, Any]:
    return {
        "caption": "目录里的事项",
        "columns": [{"label": label, "num": label == "可以承诺"} for label in _COLUMNS],
        "rows": [
            {
                "id": one.reference,
                "name": one.name,
                "url": reverse("catalogue-edition", args=[one.reference]),
                "cells": [
                    {"label": "版本", "text": f"第{one.version}版"},
                    {"label": "单位", "text": people.department_name(one.department)},
                    {"label": "可以承诺", "text": f"{one.pledgeable}份", "num": True},
                    {"label": "最近办理", "text": cn_datetime(one.moved_at.astimezone(CHINA))},
                ],
            }
            for one in rows
        ],
    }
