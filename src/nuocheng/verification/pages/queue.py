"""The officer's queue: lanes, the list by urgency, a preview, and confirming many at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge.clock import today
from nuocheng.edge.counting import spoken
from nuocheng.edge.keyset import PAGE, Page
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotInOffice, Refusal
from nuocheng.kernel.facts import Comparison
from nuocheng.kernel.occasion import Post, Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.verification import acts, queries
from nuocheng.verification.models import Task
from nuocheng.verification.pages.wording import OUTCOMES, RESULTS, SHORT_CHANNELS, TIMINGS

#: What a register says where it was pledged that something is not so, by how the two compare.
OPPOSED = {"consistent": "没有这种情况", "contradicted": "有这种情况"}
#: Of these the queue says when they are verified.
URGENT_ONES = ("before_decision", "at_once", "on_expiry")
COLUMNS = ("核查编号", "当事人", "证明", "承诺的事实", "方式", "比对", "期限")


class Queue(View):
    """The verification queue of one department."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one lane of the queue, or what was searched for in all of it, with the chosen task beside it."""
        post = officer(request)
        words = request.GET.get("q", "").strip()
        lane = request.GET.get("lane", "all")
        lane = lane if lane in queries.LANES and not words else "all"
        found = _listed(post.department, lane, request.GET.get("after", ""), words)
        chosen = _chosen(found.rows, request.GET.get("task", ""))
        context = {
            "kpis": _kpis(post.department, lane),
            "filters": {
                "search": {
                    "name": "q",
                    "value": words,
                    "label": "编号、当事人或者证明的开头几个字（按/键）；不在队列里的按编号找",
                },
                "keys": True,
                "chips": [(f"搜“{words}”", _url())] if words else [],
            },
            "table": _table(found.rows, chosen, lane, words),
            "preview": preview(chosen) if chosen else None,
            "pager": {"next_url": _url(lane=lane, after=found.next) if found.next else ""},
            "lane": lane,
            "words": words,
            "full": len(found.rows) if words and len(found.rows) == PAGE else 0,
            "at_rest": queries.at_rest(post.department, words),
        }
        return render(request, "verification/queue.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask once more before many are confirmed, then confirm each by an act of its own."""
        post = officer(request)
        picked = request.POST.getlist("picked")
        if not picked:
            messages.warning(request, "还没选。请先勾选，再点“批量确认”")
            return SeeOther(_url(lane=request.POST.get("lane", "all")))
        tasks = [task for task in queries.by_reference(picked).values() if task.department == post.department]
        odd = [task for task in tasks if task.outcome != "consistent"]
        if odd:
            messages.warning(request, f"选中的有{len(odd)}项不是“一致”，不能批量确认。请去掉这{len(odd)}项")
            return SeeOther(_url(lane=request.POST.get("lane", "all")))
        if "sure" not in request.POST:
            return render(request, "verification/confirm_many.html", {"tasks": tasks})
        return self._confirm(request, tasks)

    def _confirm(self, request: HttpRequest, tasks: list[Task]) -> HttpResponse:
        done, left = 0, []
        for task in tasks:
            on = occasion(request, acts.record_finding, department=task.department)
            try:
                acts.record_finding(on, task.reference, verdict="confirm")
            except Refusal as refusal:
                left.append(f"{task.reference}：{refusal.text}")
            else:
                done += 1
        messages.success(request, f"已确认{done}项属实，每一项都单独留了记录")
        for line in left:
            messages.warning(request, line)
        return SeeOther("/desk/verify")


def officer(request: HttpRequest) -> Post:
    """Return the post from which somebody verifies.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No such post is held.

    """
    held = must_hold(request, Role.VERIFIER)
    if not held:
        raise NotInOffice("这里要由核查岗位来办")
    return held[0]


def compare(task: Task) -> dict[str, Any]:
    """Return what was pledged beside what was found, for the page."""
    word, _ = OUTCOMES.get(task.outcome, OUTCOMES[""])
    row = {
        "label": task.label,
        "pledged": task.pledged,
        "found": _found(task),
        "result": RESULTS.get(task.outcome, "unknown"),
        "word": word,
    }
    return {"source": "查到的", "rows": [row]}


def _found(task: Task) -> str:
    """Return what was found; where a “no” was pledged, a bare “yes” beside “yes” would read as if both said the same."""
    if task.comparison == Comparison.IS_FALSE and task.outcome in OPPOSED:
        return f"{OPPOSED[task.outcome]}（登记为“{task.observed}”）"
    return task.observed or "—"


def preview(task: Task) -> dict[str, Any]:
    """Return the pane beside the list."""
    word, tone = OUTCOMES.get(task.outcome, OUTCOMES[""])
    url = f"/desk/verify/{task.reference}"
    return {
        "title": task.reference,
        "tag": word,
        "tone": tone,
        "due": remaining(law.calendar(), today(), task.due_on),
        "lines": [task.item_name, task.party_name, task.certificate],
        "compare": compare(task),
        "note": _note(task),
        "actions": [{"label": "打开，下结论", "url": url, "primary": True}],
        "full_url": url,
    }


def _note(task: Task) -> str:
    asked = f"已查询{task.attempts}次" if task.attempts else "还没有查询过数据来源"
    pressed = {1: "。期限已经过半", 2: "。已经超期，系统催办过"}
    return f"{asked}{pressed.get(task.reminded, '')}"


def _listed(department: str, lane: str, after: str, words: str) -> Page[Task]:
    if words:
        return Page(queries.beginning(department, words), "")
    return queries.queue(department, lane, after)


def _chosen(rows: list[Task], reference: str) -> Task | None:
    return next((task for task in rows if task.reference == reference), rows[0] if rows else None)


def _kpis(department: str, lane: str) -> list[dict[str, Any]]:
    counts = queries.lane_counts(department, today())
    lanes = [
        {"label": one.title, "value": spoken(counts[name]), "url": _url(lane=name), "current": name == lane}
        for name, one in queries.LANES.items()
    ]
    overdue = {"label": "已超期", "value": spoken(counts["overdue"]), "url": _url(lane="all"), "tone": "bad"}
    return [lanes[0], *([overdue] if counts["overdue"] else []), *lanes[1:]]


def _table(rows: list[Task], chosen: Task | None, lane: str, words: str) -> dict[str, Any]:
    calendar, day = law.calendar(), today()
    return {
        "caption": "待核查的承诺，最急的在前",
        "columns": [{"label": label} for label in COLUMNS],
        "pickable": True,
        "form": "many",
        "rows": [
            {
                "id": task.reference,
                "name": task.reference,
                "url": _url(lane=lane, q=words, task=task.reference),
                "current": chosen is task,
                "cells": [
                    {"label": "当事人", "text": task.party_name},
                    {"label": "证明", "text": task.certificate},
                    {"label": "承诺的事实", "text": f"{_when(task)}{task.label}：{task.pledged}"},
                    {"label": "方式", "text": SHORT_CHANNELS.get(task.channel, task.channel)},
                    _badge(task.outcome),
                    {"label": "期限", "due": remaining(calendar, day, task.due_on)},
                ],
            }
            for task in rows
        ],
    }


def _when(task: Task) -> str:
    """Return the mark of a task that is more urgent than its day tells: before the decision, or at once after it."""
    return f"【{TIMINGS[task.timing][0]}】" if task.timing in URGENT_ONES else ""


def _badge(outcome: str) -> dict[str, Any]:
    word, tone = OUTCOMES.get(outcome, OUTCOMES[""])
    return {"label": "比对", "text": word, "tone": tone, "badge": True}


def _url(**asked: str) -> str:
    said = {name: value for name, value in asked.items() if value and (name, value) != ("lane", "all")}
    return f"/desk/verify?{urlencode(said)}" if said else "/desk/verify"
