"""The desk of matters: the list, a new matter, and each step up to the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import queries as cases
from nuocheng.consequences import acts, queries
from nuocheng.consequences.lifecycle import LIFECYCLE, MatterState
from nuocheng.consequences.models import Matter
from nuocheng.consequences.pages.forms import IntentionForm, OpenForm, ReasonForm
from nuocheng.consequences.pages.wording import TONES, VERBS
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.journal.official import ActBase, Receipt
from nuocheng.kernel.dates import cn_time
from nuocheng.kernel.errors import NotFound, NotInOffice, Refusal
from nuocheng.kernel.occasion import Post, Role
from nuocheng.papers import queries as papers
from nuocheng.people import queries as people
from nuocheng.verification import queries as verification

COLUMNS = ("编号", "当事人", "事项", "状态", "陈述申辩期限")


def matters(request: HttpRequest) -> HttpResponse:
    """List the matters of one's department, those still open unless a state is asked for."""
    post = _posts(request)[0]
    state = request.GET.get("state", "")
    state = state if state in set(MatterState) else ""
    found = queries.queue(post.department, state, request.GET.get("after", ""))
    tabs = [{"label": "办理中", "url": "/desk/matters", "current": not state}]
    tabs += [
        {"label": LIFECYCLE.titles[one], "url": f"/desk/matters?state={one}", "current": state == one}
        for one in MatterState
    ]
    next_url = f"/desk/matters?state={state}&after={found.next}" if found.next else ""
    context = {"tabs": tabs, "table": _table(found.rows), "pager": {"next_url": next_url}}
    return render(request, "consequences/matters.html", context)


class NewMatter(View):
    """Open a matter on a case in which something was found untrue."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what was found, and ask for the facts in words."""
        case = self._case(request, request.GET.get("case", ""))
        refuted = self._refuted(case)
        lines = [
            f"{task.label}：承诺“{task.pledged}”，查到“{task.observed}”。{task.finding_note}"
            for task in refuted
        ]
        return self._show(request, case, OpenForm(initial={"facts": "\n".join(lines)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the matter."""
        case = self._case(request, request.GET.get("case", "") or request.POST.get("case", ""))
        form = OpenForm(request.POST)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        on = occasion(request, acts.open_matter, department=case.department)
        try:
            receipt = acts.open_matter(on, case=case.reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, case, form, form.say(refusal))
        messages.success(request, "已立案。下一步告知当事人，听他说明")
        return SeeOther(f"/desk/matters/{receipt.reference}")

    def _case(self, request: HttpRequest, reference: str) -> Any:
        post = next((one for one in _posts(request) if one.role is Role.VERIFIER), None)
        case = cases.case(reference)
        if post is None or case.department != post.department:
            raise NotFound
        return case

    def _refuted(self, case: Any) -> list[Any]:
        return [task for task in verification.tasks_of(case.reference) if task.state == "refuted"]

    def _show(self, request: HttpRequest, case: Any, form: OpenForm, code: int = 200) -> HttpResponse:
        existing = queries.matter_of_case(case.reference)
        context = {
            "case": case,
            "form": form,
            "errors": edge.error_summary(form),
            "refuted": self._refuted(case),
            "existing": existing,
        }
        return render(request, "consequences/new.html", context, status=code)


class MatterPage(View):
    """One matter, with the step that is due now."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the matter; the Justice Bureau may read it, and no more."""
        if any(post.role is Role.BUREAU for post in posts_of(request)):
            return self._show(request, queries.matter(reference))
        return self._show(request, _own(request, reference))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Do the step that a button names."""
        matter = _own(request, reference)
        step = request.POST.get("step", "")
        if step == "note_silence":
            return self._do(request, matter, acts.note_silence, lambda on: acts.note_silence(on, reference))
        form = (
            IntentionForm(request.POST, matter=matter)
            if step == "serve_intended"
            else ReasonForm(request.POST)
        )
        if not form.is_valid():
            return self._show(request, matter, form, 422)
        if step == "serve_intended":
            intention = acts.Intention(
                form.cleaned_data["intent"], form.cleaned_data["grade"], tuple(form.cleaned_data["measures"])
            )
            return self._do(
                request,
                matter,
                acts.serve_intended,
                lambda on: acts.serve_intended(on, reference, intention=intention),
                form,
            )
        if "sure" not in request.POST:
            context = {"matter": matter, "step": step, "reason": form.cleaned_data["reason"]}
            return render(request, "consequences/confirm.html", context)
        act = acts.uphold if step == "uphold" else acts.dismiss
        reason = form.cleaned_data["reason"]
        return self._do(request, matter, act, lambda on: act(on, reference, reason=reason), form)

    def _do(
        self, request: HttpRequest, matter: Matter, act: ActBase, do: Any, form: Any = None
    ) -> HttpResponse:
        try:
            receipt: Receipt = do(occasion(request, act, department=matter.department))
        except NotInOffice:
            raise
        except Refusal as refusal:
            if form is not None:
                return self._show(request, matter, form, form.say(refusal))
            return self._show(request, matter, None, status(refusal), [("", refusal.text)])
        messages.success(request, f"{VERBS[receipt.verb]}，已记入档案")
        return SeeOther(f"/desk/matters/{matter.reference}")

    def _show(
        self,
        request: HttpRequest,
        matter: Matter,
        form: Any = None,
        code: int = 200,
        errors: list[tuple[str, str]] | None = None,
    ) -> HttpResponse:
        possible = LIFECYCLE.possible(MatterState(matter.state))
        roles = {post.role for post in posts_of(request) if post.department == matter.department}
        context = {
            "matter": matter,
            "tone": TONES[matter.state],
            "may_serve": "serve_intended" in possible and Role.VERIFIER in roles,
            "may_note_silence": "note_silence" in possible
            and Role.VERIFIER in roles
            and matter.defence_due_on is not None
            and matter.defence_due_on < today(),
            "may_decide": "uphold" in possible and bool(roles & acts.uphold.by),
            "is_officer": matter.officer == request.user.get_username(),
            "form": form,
            "intention": form if isinstance(form, IntentionForm) else IntentionForm(matter=matter),
            "reason": form if isinstance(form, ReasonForm) else ReasonForm(),
            "errors": errors or (edge.error_summary(form) if form is not None else []),
            "papers": papers.papers_of(matter.reference),
            "events": events(matter),
            "rows": _rows(matter),
            "dealing": bool(roles & set(queries.DEALING)),
        }
        return render(request, "consequences/matter.html", context, status=code)


def events(matter: Matter, words: Mapping[str, str] = VERBS) -> list[dict[str, Any]]:
    """Return the history of a matter for the timeline, in the reader's words."""
    lines = journal.history(matter.kind, matter.reference)
    return [
        {"when": cn_time(line.at), "what": words.get(line.verb, line.verb), "at": "past"} for line in lines
    ]


def _rows(matter: Matter) -> list[dict[str, Any]]:
    return [
        {"label": "当事人", "value": matter.party_name},
        {"label": "事项", "value": matter.item_name},
        {
            "label": "办件",
            "value": matter.case_number,
            "url": f"/desk/cases/{matter.case}",
            "action": "看办件",
        },
        {"label": "主办单位", "value": people.department_name(matter.department)},
    ]


def _posts(request: HttpRequest) -> list[Post]:
    return must_hold(request, *queries.DEALING)


def _own(request: HttpRequest, reference: str) -> Matter:
    """Return the matter, if it is of one's own department.

    Raises:
        NotFound: There is no such matter in this department.

    """
    departments = {post.department for post in _posts(request)}
    matter = queries.matter(reference)
    if matter.department not in departments:
        raise NotFound
    return matter


def _table(rows: list[Matter]) -> dict[str, Any]:
    return {
        "caption": "不实处理",
        "columns": [{"label": label} for label in COLUMNS],
        "rows": [
            {
                "id": matter.reference,
                "name": matter.reference,
                "url": f"/desk/matters/{matter.reference}",
                "cells": [
                    {"label": "当事人", "text": matter.party_name},
                    {"label": "事项", "text": matter.item_name},
                    {"label": "状态", "text": matter.state_title, "tone": TONES[matter.state], "badge": True},
                    {"label": "陈述申辩期限", "text": str(matter.defence_due_on or "—")},
                ],
            }
            for matter in rows
        ],
    }
