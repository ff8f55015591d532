"""The summary of a department: begun, written part by part, read once more, handed in; each handing-in stays readable."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.people import queries as people
from nuocheng.programme import acts, queries
from nuocheng.programme.models import Summary
from nuocheng.programme.pages.forms import SignedForm, SummaryForm
from nuocheng.programme.pages.guards import own, writer
from nuocheng.programme.pages.wording import TONES, events
from nuocheng.programme.papers import summary_title
from nuocheng.programme.queries import ContactRole


def shown(summary: Summary, side: str) -> dict[str, Any]:
    """Return what every page of one summary shows, on the desk or to the Bureau."""
    return {
        "summary": summary,
        "title": summary_title(people.department_name(summary.department)),
        "department": people.department_name(summary.department),
        "tone": TONES.get(summary.state, ""),
        "shell_template": f"shells/{side}.html",
        "base": f"/{side}/programme/summaries/{summary.reference}",
    }


def as_handed(summary: Summary, number: int) -> dict[str, Any]:
    """Return what a page shows of one handing-in, with the others to go to."""
    found = queries.handed_once(summary, number)
    others = queries.handed(summary) if summary.times > 1 else []
    return {"handed": found, "parts": found.parts, "others": others}


class BeginSummary(View):
    """Beginning the summary of the last round, or going on with it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Say what a summary has to say."""
        department = writer(request)
        found = queries.summary_of(_last_round(), department)
        return _at(found.reference) if found else self._show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin it."""
        department, row = writer(request), _last_round()
        on = occasion(request, acts.draft_summary, department=department)
        try:
            receipt = acts.draft_summary(on, department=department, of_round=row.reference)
        except Refusal as refusal:
            return self._show(request, refusal.text, status(refusal))
        return _at(receipt.reference)

    def _show(self, request: HttpRequest, refused: str = "", code: int = 200) -> HttpResponse:
        parts = "、".join(f"“{title}”" for title in queries.sections(today()).values())
        context = {
            "frame": "shells/desk.html",
            "title": "写总结",
            "points": [
                f"规定的部分都要写：{parts}" if parts else "规定的部分都要写",
                "可以先保存，分几次写；系统里的数字可以放进来再改",
                "负责领导签发后，报区司法局",
            ],
            "action": "开始写",
            "errors": [("", refused)] if refused else [],
            "back_url": "/desk/programme",
        }
        return render(request, "step.html", context, status=code)


class SummaryPage(View):
    """One summary on the desk: the form while it is the department's own, else what was handed in."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form, or what was handed in last."""
        summary, seen = own(request, queries.summary, reference)
        parts = queries.parts_on(summary, today())
        if queries.may_be_written(summary) and seen.may_write:
            return self._show(request, summary, SummaryForm(parts=parts))
        last = as_handed(summary, summary.times) if summary.times else {"parts": parts}
        context = {**shown(summary, "desk"), **last, "events": events(summary)}
        return render(request, "programme/summary_read.html", context)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep what was written; go on to handing in, or to the figures of the system, if that was asked."""
        summary, _ = own(request, queries.summary, reference)
        writer(request)
        form = SummaryForm(request.POST, parts=queries.parts_on(summary, today()))
        if not form.is_valid():
            return self._show(request, summary, form, 422)
        on = occasion(request, acts.write_summary, department=summary.department)
        try:
            acts.write_summary(on, reference, texts=form.texts())
        except Refusal as refusal:
            return self._show(request, summary, form, form.say(refusal))
        for step in ("hand-in", "figures"):
            if step in request.POST:
                return _at(f"{reference}/{step}")
        messages.success(request, "已保存")
        return _at(reference)

    def _show(
        self, request: HttpRequest, summary: Summary, form: SummaryForm, code: int = 200
    ) -> HttpResponse:
        context = {
            **shown(summary, "desk"),
            "form": form,
            "errors": edge.error_summary(form),
            "others": queries.handed(summary) if summary.times else [],
        }
        return render(request, "programme/summary_write.html", context, status=code)


class HandInSummary(View):
    """Reading the summary once more as the Bureau will, saying who signed it, and handing it in."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the summary as it will be read, and ask who signed it."""
        summary, _ = own(request, queries.summary, reference)
        writer(request)
        leader = queries.contact_on(summary.department, ContactRole.LEADER, today())
        form = SignedForm(initial={"signed_by": leader.name if leader else "", "signed_on": today()})
        return self._show(request, summary, form)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Hand it in."""
        summary, _ = own(request, queries.summary, reference)
        writer(request)
        form = SignedForm(request.POST)
        if not form.is_valid():
            return self._show(request, summary, form, 422)
        on = occasion(request, acts.hand_in_summary, department=summary.department)
        try:
            acts.hand_in_summary(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, summary, form, form.say(refusal))
        messages.success(request, "已报送区司法局")
        return _at(reference)

    def _show(
        self, request: HttpRequest, summary: Summary, form: SignedForm, code: int = 200
    ) -> HttpResponse:
        context = {
            **shown(summary, "desk"),
            "parts": queries.parts_on(summary, today()),
            "form": form,
            "errors": edge.error_summary(form),
            "named": queries.contact_on(summary.department, ContactRole.LEADER, today()) is not None,
            "is_late": summary.handed_in_at is None and today() > summary.due_on,
        }
        return render(request, "programme/summary_hand_in.html", context, status=code)


@require_safe
def desk_handed(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the department what it handed in once."""
    summary, _ = own(request, queries.summary, reference)
    return once(request, summary, number, "desk")


def once(request: HttpRequest, summary: Summary, number: int, side: str) -> HttpResponse:
    """Show one handing-in as it was, whatever came after it."""
    context = {**shown(summary, side), **as_handed(summary, number)}
    return render(request, "programme/summary_once.html", context)


def _last_round() -> queries.Round:
    """Return the round that is open or was the last: what is over may still be summed up.

    Raises:
        NotFound: There never was one.

    """
    found = queries.last_round()
    if found is None:
        raise NotFound("还没有部署过工作，等区司法局部署后再写总结")
    return found


def _at(place: str) -> HttpResponse:
    return SeeOther(f"/desk/programme/summaries/{place}")
