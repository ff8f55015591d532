"""The desk of poor ratings: who waits for a call back, and what came of it."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.models import Rating
from nuocheng.cases.pages.rating import rows_of
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import deadline, due
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law

CALLERS = (Role.CLERK, Role.REVIEWER, Role.LEGAL)
COLUMNS = ("编号", "事项", "评价", "回访期限")


class CallForm(edge.Form):
    """What came of the call."""

    outcome = edge.LongText(
        label="回访的情况和整改的结果", blank="请写明回访的情况和整改的结果", max_length=2000
    )


def ratings(request: HttpRequest) -> HttpResponse:
    """List the poor ratings of one's department; of a case one handled oneself nothing is shown."""
    held = must_hold(request, *CALLERS)
    found = queries.poor_ratings(held[0].department, request.GET.get("after", ""))
    others = [one for one in found.rows if not _handled(request, one)]
    table = {
        "caption": "等着回访的差评",
        "columns": [{"label": one} for one in COLUMNS],
        "rows": [_row(one) for one in others],
    }
    more = {
        "table": table,
        "own": len(found.rows) - len(others),
        "pager": {"next_url": f"/desk/ratings?after={found.next}" if found.next else ""},
    }
    return render(request, "cases/ratings.html", more)


class CallPage(View):
    """One poor rating, and the call back."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what was said, and whom to call."""
        return self._show(request, self._readable(request, reference), CallForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Note what came of it."""
        rating = self._readable(request, reference)
        form = CallForm(request.POST)
        if not form.is_valid():
            return self._show(request, rating, form, 422)
        on = occasion(request, acts.call_back, department=rating.department)
        try:
            acts.call_back(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, rating, form, form.say(refusal))
        messages.success(request, "记好了")
        return SeeOther("/desk/ratings")

    def _readable(self, request: HttpRequest, reference: str) -> Rating:
        """Return a poor rating of the department, unless whoever looks handled the case.

        Raises:
            NotFound: There is none, it is another department's, or it speaks of the reader.

        """
        held = must_hold(request, *CALLERS)
        rating = queries.rating(reference)
        here = any(post.department == rating.department for post in held)
        if not here or not rating.poor or _handled(request, rating):
            raise NotFound
        return rating

    def _show(self, request: HttpRequest, rating: Rating, form: CallForm, code: int = 200) -> HttpResponse:
        case = queries.case(rating.case)
        more = {
            "rating": rating,
            "rows": rows_of(rating),
            "case": case,
            "by": deadline(rating.due_on, remaining(law.calendar(), today(), rating.due_on))
            if rating.due_on and rating.called_at is None
            else "",
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "cases/call.html", more, status=code)


def _handled(request: HttpRequest, rating: Rating) -> bool:
    """Say whether whoever looks handled the case: they must not learn who rated."""
    return request.user.get_username() in json.loads(rating.handled_by)


def _row(one: Rating) -> dict[str, Any]:
    assert one.due_on is not None
    word, tone = due(remaining(law.calendar(), today(), one.due_on))
    grade = queries.rating_grades(today())[one.grade].title
    return {
        "id": one.reference,
        "name": one.reference,
        "url": f"/desk/ratings/{one.reference}",
        "cells": [
            {"label": "事项", "text": one.item_name},
            {"label": "评价", "text": grade},
            {"label": "回访期限", "text": f"{one.due_on:%m-%d} {word}", "tone": tone},
        ],
    }
