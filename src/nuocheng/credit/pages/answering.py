"""The desk of objections: what waits for an answer, and the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.credit import acts, queries
from nuocheng.credit.models import Objection
from nuocheng.credit.pages.objecting import shown
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import due
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Post, Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law

COLUMNS = ("异议编号", "当事人", "收到", "答复期限")


class AnswerForm(edge.Form):
    """What was found, and why."""

    reason = edge.LongText(
        label="核对的结果和理由", blank="请写明核对的结果和理由，申请人会看到", max_length=2000
    )


def objections(request: HttpRequest) -> HttpResponse:
    """List the objections that wait for an answer: one's own department's, or the district's."""
    held = must_hold(request, Role.LEGAL, Role.BUREAU)
    found = queries.objections_waiting(_department(held), request.GET.get("after", ""))
    table = {
        "caption": "等着答复的异议",
        "columns": [{"label": one} for one in COLUMNS],
        "rows": [_row(one) for one in found.rows],
    }
    next_url = f"/desk/objections?after={found.next}" if found.next else ""
    return render(request, "credit/objections.html", {"table": table, "pager": {"next_url": next_url}})


class AnswerPage(View):
    """One objection, and its answer."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the mark and what is said against it."""
        return self._show(request, self._readable(request, reference), AnswerForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Answer."""
        objection = self._readable(request, reference)
        upheld = request.POST.get("step") == "uphold"
        act = acts.uphold_objection if upheld else acts.dismiss_objection
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self._show(request, objection, form, 422)
        on = occasion(request, act, department=objection.department)
        try:
            act(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, objection, form, form.say(refusal))
        messages.success(request, "已答复，当事人马上能看到结果")
        return SeeOther("/desk/objections")

    def _readable(self, request: HttpRequest, reference: str) -> Objection:
        """Return an objection that whoever is signed in may read.

        Raises:
            NotFound: There is none of this number in the department.

        """
        own = _department(must_hold(request, Role.LEGAL, Role.BUREAU))
        objection = queries.objection(reference)
        if own and objection.department != own:
            raise NotFound
        return objection

    def _show(
        self, request: HttpRequest, objection: Objection, form: AnswerForm, code: int = 200
    ) -> HttpResponse:
        entered = objection.entered_by == request.user.get_username()
        more: dict[str, Any] = {
            **shown(objection),
            "form": form,
            "errors": edge.error_summary(form),
            "entered_by_reader": entered,
        }
        return render(request, "credit/answer.html", more, status=code)


def _department(held: list[Post]) -> str:
    """Return whose objections are seen: the Bureau sees the whole district's."""
    if any(post.role is Role.BUREAU for post in held):
        return ""
    return held[0].department


def _row(one: Objection) -> dict[str, Any]:
    word, tone = due(remaining(law.calendar(), today(), one.due_on))
    return {
        "id": one.reference,
        "name": one.reference,
        "url": f"/desk/objections/{one.reference}",
        "cells": [
            {"label": "当事人", "text": one.party_name},
            {"label": "收到", "text": f"{one.opened_at:%Y-%m-%d}"},
            {"label": "答复期限", "text": f"{one.due_on:%m-%d} {word}", "tone": tone},
        ],
    }
