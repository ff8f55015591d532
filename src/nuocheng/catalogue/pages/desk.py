"""The desk of the catalogue: editions by state, and one edition with what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
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
from nuocheng.catalogue.pages import mending, showing, watch_marks
from nuocheng.catalogue.pages.areas import areas
from nuocheng.catalogue.pages.touching import touched_by
from nuocheng.catalogue.pages.wording import NOBODY_HERE, STEPS, TONES
from nuocheng.catalogue.queries import history
from nuocheng.catalogue.queries.saying import bases_of
from nuocheng.catalogue.rules.checking import Gate, gates, to_mend
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, EXEMPT, Certificate
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date, cn_datetime, deadline
from nuocheng.edge.occasions import must_hold
from nuocheng.journal.official import ActBase
from nuocheng.kernel.errors import NotFound, NotInOffice
from nuocheng.kernel.occasion import CHINA, Post, Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people

READERS = (Role.EDITOR, Role.LEGAL, Role.BUREAU)
#: Which state each post looks at first.
_FIRST = {
    Role.EDITOR: EditionState.DRAFT,
    Role.LEGAL: EditionState.IN_REVIEW,
    Role.BUREAU: EditionState.PUBLISHED,
}
_COLUMNS = ("事项", "版本", "单位", "可以承诺", "最近办理")
#: The column that matters more than the last move, in the states that wait for something.
_WAITS_FOR = {EditionState.REVIEWED: "公布期限", EditionState.SCHEDULED: "施行日期"}


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
        "areas": areas("catalogue-desk"),
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
        "table": _table(found.rows, _WAITS_FOR.get(state, "最近办理")),
        "may_draft": may(acts.draft_edition, held),
        "filing": Role.BUREAU in {post.role for post in held},
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
    possible = LIFECYCLE.possible(EditionState(found.state))
    amend = "amend" in possible and may(acts.amend, held)
    shut = frozenset(_shut(found, checklist, own=own))
    context = {
        "edition": found,
        "item": said,
        "tone": TONES[found.state],
        "department": people.department_name(found.department),
        "rows": _rows(found),
        "waits": _waits(found, ready=all(gate.open for gate in checklist)),
        "touched": touched_by(found) if checklist else "",
        "gates": mending.checklist(checklist, found, amend=amend),
        "ready": all(gate.open for gate in checklist),
        "warnings": mending.faults(
            (*to_mend(said, standards, on=today()), *watch_marks.warnings(found, said)), found, amend=amend
        ),
        "watched": watch_marks.marks(found),
        "comments": mending.said_about(found, said, standards),
        "may_answer": "answer" in possible and may(acts.answer, held),
        "may_amend": amend,
        "may_draft": may(acts.draft_edition, held),
        "certificates": [_certificate(one, standards.grounds) for one in said.certificates],
        "changes": mending.changes(other.says, said, standards) if other and checklist else None,
        "other": other,
        "actions": list(_actions(found, held, shut=shut)),
        "own_work": own,
        "events": showing.history(found),
    }
    return render(request, "catalogue/edition.html", context)


def readable(request: HttpRequest, reference: str) -> tuple[Edition, list[Post]]:
    """Return an edition, and the posts from which whoever is signed in may look at it.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post held reaches it, and everybody may know that it is there.
        NotFound: There is no such edition, or it is another unit's draft, of which nobody else is told.

    """
    held = must_hold(request, *READERS)
    found = Edition.load(reference)
    reaching = [post for post in held if post.role is Role.BUREAU or post.department == found.department]
    if not reaching and found.state not in queries.PUBLIC:
        raise NotFound
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


def _shut(found: Edition, checklist: list[Gate], *, own: bool) -> Iterator[str]:
    """Yield the steps that would be refused now: the page says why, and offers no button for them."""
    if not all(gate.open for gate in checklist):
        yield from ("send_to_review", "pass_review", "publish", "schedule")
    if found.state == EditionState.SCHEDULED and found.takes_effect and found.takes_effect > today():
        yield "publish"
    if found.filed_as:
        yield "take_on_file"
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


def _waits(found: Edition, *, ready: bool) -> dict[str, str] | None:
    """Return what an edition on its way waits for, and by when: title, text and tone of a notice."""
    due = history.publish_by(found, today())
    if due:
        left = remaining(law.calendar(), today(), due)
        term = law.term("term.catalogue.publication", today())
        text = f"应当在{deadline(due, left)}公布。依据：{term.citation}"
        return {
            "title": "公布已经超期" if left < 0 else "等着公布",
            "text": text,
            "tone": "bad" if left < 0 else "",
        }
    if found.state != EditionState.SCHEDULED or found.takes_effect is None:
        return None
    day = cn_date(found.takes_effect)
    if found.takes_effect > today():
        return {"title": f"从{day}起施行", "text": "已经公布，到那天自动启用，原来的版本同时停用", "tone": ""}
    reason = "系统一分钟内会自动启用" if ready else "有关口没过，系统没有启用。请退回修改，再重新公布"
    return {"title": f"{day}已到，这一版还没有启用", "text": reason, "tone": "" if ready else "bad"}


def _rows(found: Edition) -> list[dict[str, str]]:
    said = found.says
    rows = [
        ("事项编码", found.code),
        ("办理条件", said.conditions),
        ("办理步骤", "→".join(step.title for step in said.steps)),
        ("多久办好", showing.takes(said)),
        ("收费", said.fee),
        ("法制审核", _day(found.reviewed_at)),
        ("公布日期", _day(found.published_at)),
        ("施行日期", cn_date(history.since(found))),
        ("停用日期", _day(found.ended_at)),
        ("备案", _filing(found)),
        ("内容摘要值", f"{found.digest[:16]}…"),
        ("来源", said.source.get("title", "")),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _day(at: datetime | None) -> str:
    return cn_date(at.astimezone(CHINA).date()) if at else ""


def _filing(found: Edition) -> str:
    """Return where the copy for the Justice Bureau stands."""
    if found.filed_as:
        return f"{found.filed_as}，{_day(found.filed_at)}备案"
    return "已抄送区司法局，还没备案" if found.state in queries.IN_FORCE else ""


def _certificate(one: Certificate, grounds: Any) -> dict[str, Any]:
    plan = one.plan
    return {
        "name": one.name,
        "pledge": bool(one.facts) or plan is not None,
        "disposition": DISPOSITION_TITLES[one.disposition],
        "why": "；".join(filter(None, (grounds.get(one.ground, one.ground), one.reason))),
        "basis": bases_of(one),
        "facts": "、".join(field.label for field in one.facts),
        "plan": ""
        if plan is None
        else (plan.exempt_reason if plan.channel == EXEMPT else f"{plan.way}：{plan.standard}"),
    }


def _table(rows: list[Edition], last: str) -> dict[str, Any]:
    labels = [*_COLUMNS[:-1], last]
    return {
        "caption": "目录里的事项",
        "columns": [{"label": label, "num": label == "可以承诺"} for label in labels],
        "rows": [
            {
                "id": one.reference,
                "name": one.name,
                "url": reverse("catalogue-edition", args=[one.reference]),
                "cells": [
                    {"label": "版本", "text": f"第{one.version}版"},
                    {"label": "单位", "text": people.department_name(one.department)},
                    {"label": "可以承诺", "text": f"{one.pledgeable}份", "num": True},
                    _last_cell(one, last),
                ],
            }
            for one in rows
        ],
    }


def _last_cell(one: Edition, label: str) -> dict[str, Any]:
    """Return the cell that tells what an edition waits for, or when it was last moved."""
    due = history.publish_by(one, today())
    if due:
        return {"label": label, "due": remaining(law.calendar(), today(), due)}
    if one.state == EditionState.SCHEDULED and one.takes_effect:
        late = one.takes_effect <= today()
        return {"label": label, "text": cn_date(one.takes_effect), "badge": late, "tone": "bad"}
    return {"label": label, "text": cn_datetime(one.moved_at.astimezone(CHINA))}
