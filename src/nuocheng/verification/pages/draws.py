"""The desk of draws: what waits, preparing one, its three steps, and what was drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.steps import Asked, Step, TakeStep, step_of
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_date, cn_time
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.verification import acts
from nuocheng.verification.lifecycle import DRAW, LIFECYCLE, DrawState, TaskState
from nuocheng.verification.models import Draw
from nuocheng.verification.pages.draw_forms import GiveUpForm, SchemeForm
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.shares import untrue
from nuocheng.verification.pages.wording import DRAW_TONES
from nuocheng.verification.queries import draws as queries
from nuocheng.verification.rules.drawing import Part, parts, read

HOME = "/desk/draws"


class Draws(View):
    """The draws of one department, and how much waits for the next."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them, the newest first."""
        department = officer(request).department
        found = queries.draws(department, request.GET.get("after", ""))
        context = {
            "rows": [(one, DRAW_TONES[DrawState(one.state)]) for one in found.rows],
            "waiting": queries.waiting(department, today()),
            "running": queries.under_way(department),
            "pager": {"next_url": f"{HOME}?after={found.next}" if found.next else ""},
        }
        return render(request, "verification/draws.html", context)


class PrepareDraw(View):
    """A new draw."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask what is to be drawn."""
        department = officer(request).department
        return _ask(request, SchemeForm(initial={"decided_by": today()}), department)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Seal the seed."""
        department = officer(request).department
        form = SchemeForm(request.POST)
        if not form.is_valid():
            return _ask(request, form, department, 422)
        on = occasion(request, acts.prepare_draw, department=department)
        try:
            reference = acts.prepare_draw(on, scheme=form.scheme(department)).reference
        except Refusal as refusal:
            return _ask(request, form, department, form.say(refusal, form.places))
        messages.success(request, "种子已封存，摘要已公布。下一步：固定名单")
        return SeeOther(f"{HOME}/{reference}")


class DrawPage(View):
    """One draw."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show where it stands, what comes next, and what was drawn."""
        draw = own(request, reference)
        found = queries.drawn_tasks(reference, request.GET.get("after", ""))
        results = queries.results(reference)
        possible = DRAW.possible(DrawState(draw.state))
        context = {
            **shown(draw),
            "steps": [(name, step) for name, step in STEPS.items() if step.verb in possible],
            "waiting": queries.waiting(draw.department, draw.decided_by) if draw.state == "prepared" else 0,
            "results": [(LIFECYCLE.titles[TaskState(key)], count) for key, count in results.items()],
            "tasks": found.rows,
            "pager": {"next_url": f"{HOME}/{reference}?after={found.next}" if found.next else ""},
        }
        return render(request, "verification/draw.html", context)


#: Every step, by the end of its address: none can be taken back.
STEPS: Mapping[str, Step] = {
    "freeze": Step(
        acts.freeze_draw,
        "固定名单",
        ("现在待抽查的承诺全部进名单，名单和摘要马上公开", "固定以后，名单不能加，也不能减"),
        "名单已固定，摘要已公布。下一步：公开种子，抽取",
        main=True,
    ),
    "reveal": Step(
        acts.reveal_draw,
        "公开种子，抽取",
        (
            "种子一公开，抽中哪些就定了，不能重抽",
            "抽中的马上派发给抽到的核查人员，没抽中的这次不查",
            "任何人都可以照公开的办法自己再抽一遍",
        ),
        "已抽取，正在派发",
        main=True,
    ),
    "give-up": Step(
        acts.give_up_draw,
        "作废这次抽查",
        ("作废后，名单里的承诺回到待抽查", "作废的抽查和原因会一直公开"),
        "已作废",
        GiveUpForm,
    ),
}


class TakeDrawStep(TakeStep):
    """A step of a draw, asked once more."""

    def asked(self, request: HttpRequest, reference: str, step: str) -> Asked:
        """Return the step on a draw of the officer's own department."""
        draw, found = own(request, reference), step_of(STEPS, step)
        return Asked(
            step=found,
            reference=reference,
            department=draw.department,
            frame="shells/desk.html",
            heading=found.title,
            about=draw.title,
            back=(f"{HOME}/{reference}", "回到这次抽查"),
        )


def own(request: HttpRequest, reference: str) -> Draw:
    """Return a draw of the officer's own department.

    Raises:
        NotFound: There is none.

    """
    department = officer(request).department
    draw = queries.draw(reference)
    if draw.department != department:
        raise NotFound("没有这次抽查，请回到“抽查”重新选")
    return draw


def shown(draw: Draw) -> dict[str, Any]:
    """Return what everybody may see of a draw."""
    carried_out = draw.state == DrawState.CARRIED_OUT
    return {
        "draw": draw,
        "tone": DRAW_TONES[DrawState(draw.state)],
        "parts": _parts(draw, _counted(draw)),
        "untrue": untrue(dict(queries.results(draw.reference))) if carried_out else None,
        "rows": _rows(draw),
        "events": _events(draw),
    }


def _counted(draw: Draw) -> list[Part]:
    """Return how many there were of each class and how many are drawn, as counted when the list was frozen."""
    if not draw.counts:  # not frozen yet, or by a release that did not count then
        return parts(read(queries.lines(draw.reference, drawn=False)), draw.parts)
    counts = json.loads(draw.counts)
    return [Part(one, *counts[one.key]) for one in draw.parts]


def _parts(draw: Draw, found: list[Part]) -> list[dict[str, Any]]:
    frozen = bool(draw.frozen_at)
    return [
        {
            "title": one.share.title.replace("的抽查比例", ""),
            "key": one.share.key,
            "letter": one.share.key.partition("-")[0],
            "percent": one.share.percent,
            "minimum": one.share.minimum,
            "of": one.of if frozen else "",
            "drawn": one.drawn if frozen else "",
        }
        for one in found
    ]


def _rows(draw: Draw) -> list[dict[str, Any]]:
    rows = [
        {"label": "抽到哪天为止批准的", "value": cn_date(draw.decided_by)},
        {"label": "日常监管的抽查比例", "value": f"{draw.usual_percent}%"},
    ]
    if draw.ground:
        rows.append({"label": "比例高于日常监管的理由", "value": draw.ground})
    if draw.listed:
        rows.append({"label": "名单上有", "value": f"{draw.listed}件"})
    if draw.drawn_at:
        rows.append({"label": "抽中", "value": f"{draw.drawn}件"})
    if draw.given_up_for:
        rows.append({"label": "作废的原因", "value": draw.given_up_for})
    return rows


def _events(draw: Draw) -> list[dict[str, Any]]:
    """Return the three steps in their order, each with what it published."""
    given_up = draw.state == DrawState.GIVEN_UP
    steps = (
        (draw.prepared_at, "封存种子", f"种子的摘要 {draw.seed_digest}"),
        (draw.frozen_at, "固定名单", f"名单的摘要 {draw.list_digest}" if draw.list_digest else ""),
        (draw.drawn_at, "公开种子，抽取", f"种子 {draw.seed}" if draw.seed else ""),
        (draw.finished_at, "派发完毕", ""),
    )
    return [
        {"when": cn_time(at) if at else "", "what": what, "note": note, "at": "past" if at else ""}
        for at, what, note in steps
        if at or not given_up
    ]


def _ask(request: HttpRequest, form: SchemeForm, department: str, code: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "errors": edge.error_summary(form),
        "running": queries.under_way(department),
        "waiting": queries.waiting(department, today()),
    }
    return render(request, "verification/draw_new.html", context, status=code)
