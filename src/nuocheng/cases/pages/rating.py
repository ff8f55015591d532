"""Rating how a case was handled: five grades, four indicators, and whatever the party wants to say."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import DECIDED, CaseState
from nuocheng.cases.models import Case, Rating
from nuocheng.cases.pages.access import context, own
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Overtaken, Refusal

LONGEST = 1000


class RatingForm(edge.Form):
    """The whole, each indicator, and a few words; only the whole has to be said."""

    grade = edge.OneOf(
        label="您觉得这次办得怎么样？", choices=[], blank="请选一个评价，从非常满意到非常不满意"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the grades and indicators of the law; nothing is chosen beforehand."""
        super().__init__(*args, **kwargs)
        grades = [(one.code, one.title) for one in queries.rating_grades(today()).values()]
        self.fields["grade"].choices = grades  # type: ignore[attr-defined]
        for code, one in queries.rating_indicators(today()).items():
            self.fields[code] = edge.OneOf(label=one.title, choices=grades, look="inline", required=False)
        self.fields["text"] = edge.LongText(
            label="还想说什么",
            required=False,
            max_length=LONGEST,
            error_messages={"max_length": f"写得太长了，请写在{LONGEST}个字以内"},
            help_text="哪里好、哪里不好，都可以说",
        )

    def indicators(self) -> dict[str, str]:
        """Return what was said of each indicator that was answered."""
        known = queries.rating_indicators(today())
        return {code: given for code in known if (given := self.cleaned_data.get(code))}


class RatePage(View):
    """“评一评”: once, after the result."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask; or show what was said already."""
        _, case = own(request, reference)
        if CaseState(case.state) not in DECIDED:
            return redirect(f"/cases/{reference}")
        return self._show(request, case, RatingForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take the rating."""
        on, case = own(request, reference)
        form = RatingForm(request.POST)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        said = form.cleaned_data
        try:
            acts.give_rating(
                on, case=reference, grade=said["grade"], indicators=form.indicators(), text=said["text"]
            )
        except Overtaken:
            messages.info(request, "您已经评价过这一件了，谢谢")
        except Refusal as refusal:
            return self._show(request, case, form, form.say(refusal))
        else:
            messages.success(request, "收到您的评价了，谢谢")
        return SeeOther(f"/cases/{reference}/rate")

    def _show(self, request: HttpRequest, case: Case, form: RatingForm, code: int = 200) -> HttpResponse:
        given = queries.rating_of(case.reference)
        more = context(
            case,
            catalogue.item_of(case.edition),
            form=form,
            errors=edge.error_summary(form),
            rating=given,
            rows=rows_of(given) if given else [],
        )
        return render(request, "cases/rate.html", more, status=code)


def rows_of(rating: Rating) -> list[dict[str, str]]:
    """Return a rating as rows of a summary."""
    grades = {code: one.title for code, one in queries.rating_grades(today()).items()}
    names = {code: one.title for code, one in queries.rating_indicators(today()).items()}
    rows = [{"label": "总的评价", "value": grades.get(rating.grade, rating.grade)}]
    for code, grade in json.loads(rating.indicators).items():
        rows.append({"label": names.get(code, code), "value": grades.get(grade, grade)})
    if rating.text:
        rows.append({"label": "说的话", "value": rating.text})
    return rows
