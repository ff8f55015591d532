"""The figures of the system for a department's summary: shown first, and put in where the department wants them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.oversight.reports import round_in_words
from nuocheng.people import queries as people
from nuocheng.programme import acts, queries

#: The part of a summary into which figures go, where the law names it; else they go into the first.
WORK = "work"


class RoundFigures(View):
    """What the system counts of the round, and putting it into the summary, where it may be changed like any words."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the paragraph."""
        summary = _own(request, reference)
        if not queries.may_be_written(summary):
            return _back(reference)
        return self._show(request, summary)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Put it in, below what is written already; twice the same is put in once."""
        summary = _own(request, reference)
        on = occasion(request, acts.write_summary, department=summary.department)
        part, text = _into(summary), _told(summary).text
        if part is None or text in part.text:
            messages.success(request, "这些数字已经在总结里了")
            return _back(reference)
        try:
            acts.write_summary(on, reference, texts={part.code: f"{part.text}\n{text}".strip()})
        except Refusal as refusal:
            return self._show(request, summary, refusal.text, status(refusal))
        messages.success(request, f"已放进“{part.title}”，请接着改")
        return _back(reference)

    def _show(
        self, request: HttpRequest, summary: queries.Summary, refused: str = "", code: int = 200
    ) -> HttpResponse:
        part = _into(summary)
        context = {
            "summary": summary,
            "department": people.department_name(summary.department),
            "told": _told(summary),
            "part": part,
            "back_url": f"/desk/programme/summaries/{summary.reference}",
            "errors": [("", refused)] if refused else [],
        }
        return render(request, "oversight/round_figures.html", context, status=code)


def _own(request: HttpRequest, reference: str) -> queries.Summary:
    """Return a summary of one's own department; who asks comes before what is asked for.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No editor's post is held.
        NotFound: There is no such summary, or it is another department's.

    """
    post = must_hold(request, Role.EDITOR)[0]
    found = queries.summary(reference)
    if found.department != post.department:
        raise NotFound("没有这份总结，请回到“工作推进”重新选")
    return found


def _into(summary: queries.Summary) -> queries.Part | None:
    """Return the part into which figures go."""
    parts = queries.parts_on(summary, today())
    return next((one for one in parts if one.code == WORK), next(iter(parts), None))


def _told(summary: queries.Summary) -> round_in_words.Telling:
    row = summary.round
    return round_in_words.told(summary.department, row.begins_on, row.closed_on, now())


def _back(reference: str) -> HttpResponse:
    return SeeOther(f"/desk/programme/summaries/{reference}")
