"""The desk of publicity checks: opening one, answering objections, saying what came of it, taking it down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.kernel.dates import cn_date, cn_time
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.numbers import PartyKind, mask_name
from nuocheng.kernel.workdays import remaining, term_end
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.lifecycle.asking import PUBLICITY, PublicityState
from nuocheng.verification.models import Publicity, PublicityObjection, Task
from nuocheng.verification.pages.publicity_words import (
    TONES,
    AnswerForm,
    ConcludeForm,
    ShowForm,
    TakeDownForm,
)
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.task_way import own_task
from nuocheng.verification.queries import publicity
from nuocheng.verification.rules.showing import shown_claim

EVENTS = {
    "publicity.open": "开始公示",
    "publicity.object": "收到异议",
    "publicity.answer": "答复异议",
    "publicity.end": "公示期满，有异议",
    "publicity.end_unopposed": "公示期满，没有异议",
    "publicity.conclude": "公示的结果",
    "publicity.take_down": "撤下",
}
HEADS = ("公示编号", "公示的当事人", "承诺的事实", "公示到", "异议", "没答复", "状态")


class OpenPublicity(View):
    """The page on which a pledge is shown to everybody, opened from a task."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what the public would read, and the form."""
        task = own_task(request, reference)
        own = people.department(task.department)
        return self._show(request, task, ShowForm(initial={"contact": own.phone if own else ""}))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it from now on."""
        task = own_task(request, reference)
        form = ShowForm(request.POST)
        if not form.is_valid():
            return self._show(request, task, form, 422)
        on = occasion(request, acts.open_publicity, department=task.department)
        try:
            made = acts.open_publicity(on, wish=form.wish(reference))
        except Refusal as refusal:
            return self._show(request, task, form, form.say(refusal))
        messages.success(request, "已经公示，当事人收到通知")
        return SeeOther(f"/desk/publicity/{made.reference}")

    def _show(self, request: HttpRequest, task: Task, form: ShowForm, code: int = 200) -> HttpResponse:
        how, day = publicity.shown(task.privacy, today()), today()
        until = term_end(law.calendar(), day, law.term("term.publicity.window", day).workdays)
        kind = PartyKind(task.party_kind)
        context = {
            "task": task,
            "form": form,
            "errors": edge.error_summary(form),
            "until": cn_date(until.on),
            "may": how != "never",
            "party": mask_name(task.party_name, kind),
            "claim": shown_claim(task.claimed, FactType(task.fact_type), how) if how != "never" else "",
            "person": kind is PartyKind.PERSON,
        }
        return render(request, "verification/publicity_new.html", context, status=code)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """List the publicities of one's own department, by where they stand."""
    department = officer(request).department
    tab = request.GET.get("tab", "")
    tab = tab if tab in publicity.TABS else "shown"
    found = publicity.desk(department, tab, request.GET.get("after", ""))
    counts = publicity.counts(department)
    next_url = f"/desk/publicity?{urlencode({'tab': tab, 'after': found.next})}" if found.next else ""
    context = {
        "title": "公示核查",
        "tabs": [
            {
                "label": label,
                "url": f"/desk/publicity?tab={name}",
                "current": name == tab,
                "count": counts[name],
            }
            for name, (label, _) in publicity.TABS.items()
        ],
        "table": _table(found.rows),
        "pager": {"next_url": next_url},
        "empty": ("没有这样的公示", "核查任务轮到公示核查时，可以在任务里公示"),
    }
    return render(request, "verification/ways_list.html", context)


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one publicity: what is shown, who objected, and what may be done now."""
    row = _own(request, reference)
    term = law.term("term.publicity.answer", today()).workdays
    context = {
        **_context(row),
        "objections": [_objection(one, term) for one in publicity.objections(row.reference)],
        "may": {
            verb: verb in PUBLICITY.possible(PublicityState(row.state))
            for verb in ("conclude", "take_down", "answer")
        },
        "public": row.state != "taken_down" and row.down_on >= today(),
        "ground": publicity.grounds(today()).get(row.ground, row.ground),
        "events": [
            {
                "when": cn_time(line.at),
                "what": EVENTS.get(line.verb, line.verb),
                "note": str(line.note.get("reason", "")),
                "at": "past",
            }
            for line in journal.history(row.kind, row.reference)
        ],
    }
    return render(request, "verification/publicity.html", context)


@require_safe
def file(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one file that came with an objection, to be saved."""
    found, content = publicity.evidence(_own(request, reference).reference, key)
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


class AnswerObjection(View):
    """The answer to one objection."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        """Show the objection and the form."""
        return self._show(request, _own(request, reference), number, AnswerForm())

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        """Answer it."""
        row, form = _own(request, reference), AnswerForm(request.POST)
        if not form.is_valid():
            return self._show(request, row, number, form, 422)
        said = {"stands": form.cleaned_data["stands"] == "yes", "reason": form.cleaned_data["reason"]}
        on = occasion(request, acts.answer_objection, department=row.department)
        try:
            acts.answer_objection(on, reference, number=number, **said)
        except Refusal as refusal:
            return self._show(request, row, number, form, form.say(refusal))
        messages.success(request, f"第{number}条异议已答复，提异议的人凭查询码能看到")
        return SeeOther(f"/desk/publicity/{reference}")

    def _show(
        self, request: HttpRequest, row: Publicity, number: int, form: AnswerForm, code: int = 200
    ) -> HttpResponse:
        found = publicity.objection(row.reference, number)
        if found is None:
            raise NotFound("没有这一条异议，请回到这条公示")
        context = {**_context(row), "objection": found, "form": form, "errors": edge.error_summary(form)}
        return render(request, "verification/publicity_reply.html", context, status=code)


#: Every step on a whole publicity by the end of its address: the act, its form, its title, and what is said afterwards.
STEPS: Mapping[str, tuple[Any, type[edge.Form], str, str]] = {
    "conclude": (acts.conclude_publicity, ConcludeForm, "写公示的结果", "公示的结果已记入核查任务"),
    "take-down": (acts.take_down_publicity, TakeDownForm, "撤下公示", "已撤下，并告诉了当事人"),
}


class TakeStep(View):
    """One step on one publicity."""

    def get(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Show its form."""
        row, (_, form, *_rest) = _own(request, reference), _step(step)
        return self._show(request, row, step, form())

    def post(self, request: HttpRequest, reference: str, step: str) -> HttpResponse:
        """Take it."""
        row, (act, made, _, said) = _own(request, reference), _step(step)
        form = made(request.POST)
        if not form.is_valid():
            return self._show(request, row, step, form, 422)
        on = occasion(request, act, department=row.department)
        try:
            act(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, row, step, form, form.say(refusal))
        messages.success(request, said)
        return SeeOther(f"/desk/verify/{row.task}" if step == "conclude" else f"/desk/publicity/{reference}")

    def _show(
        self, request: HttpRequest, row: Publicity, step: str, form: edge.Form, code: int = 200
    ) -> HttpResponse:
        context = {**_context(row), "title": STEPS[step][2], "form": form, "errors": edge.error_summary(form)}
        return render(request, "verification/publicity_step.html", context, status=code)


def _step(step: str) -> Any:
    if step not in STEPS:
        raise NotFound("没有这一步，请回到这条公示")
    return STEPS[step]


def _own(request: HttpRequest, reference: str) -> Publicity:
    department = officer(request).department
    row = publicity.publicity(reference)
    if row.department != department:
        raise NotFound("没有这条公示，请回到列表重新选")
    return row


def _context(row: Publicity) -> dict[str, Any]:
    return {"one": row, "tone": TONES[row.state]}


def _objection(one: PublicityObjection, term: int) -> dict[str, Any]:
    due = term_end(law.calendar(), one.at.date(), term)
    reply = getattr(one, "reply", None)
    return {
        "one": one,
        "reply": reply,
        "when": cn_time(one.at),
        "files": list(one.evidence.all()),
        "left": None if reply else remaining(law.calendar(), today(), due.on),
    }


def _table(rows: list[Publicity]) -> dict[str, Any]:
    return {
        "caption": "公示核查",
        "columns": [{"label": label} for label in HEADS],
        "rows": [
            {
                "id": one.reference,
                "name": one.reference,
                "url": f"/desk/publicity/{one.reference}",
                "cells": [
                    {"label": "公示的当事人", "text": one.shown_party},
                    {"label": "承诺的事实", "text": one.label},
                    {"label": "公示到", "text": cn_date(one.until)},
                    {"label": "异议", "text": str(one.objections), "num": True},
                    {"label": "没答复", "text": str(one.unanswered), "num": True},
                    {"label": "状态", "text": one.state_title, "tone": TONES[one.state], "badge": True},
                ],
            }
            for one in rows
        ],
    }
