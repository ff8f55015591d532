"""The department's monthly report: its months, writing it beside the figures, and handing it in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Post
from nuocheng.oversight import acts, queries
from nuocheng.oversight.acts.write_report import LONGEST
from nuocheng.oversight.lifecycle import LIFECYCLE, ReportState
from nuocheng.oversight.models import Report
from nuocheng.oversight.pages.lead import read_month
from nuocheng.oversight.pages.report import frame, seen
from nuocheng.oversight.reports import monthly_work

MONTHS = 12


class TextsForm(edge.Form):
    """What the report says in words; the headings come from the law's list."""

    work = edge.LongText(
        label="工作情况", required=False, max_length=LONGEST, help_text="报送前必须写，一两句话也可以"
    )
    practice = edge.LongText(label="主要做法和成效", required=False, max_length=LONGEST)
    regulations = edge.LongText(label="建立的制度和规范", required=False, max_length=LONGEST)
    problems = edge.LongText(label="存在的问题和建议", required=False, max_length=LONGEST)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """Take Django's arguments and the day whose law names the headings."""
        super().__init__(*args, **kwargs)
        for column, title in monthly_work.headings(on).items():
            self.fields[column].label = title


class ZeroForm(edge.Form):
    """Whether nothing was done, on purpose."""

    zero = edge.Tick(label="本月零报告：这个月没有办理任何事项", required=False)


def writer(request: HttpRequest) -> Post:
    """Return the post from which somebody writes reports.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No such post is held.

    """
    return must_hold(request, *acts.WRITERS)[0]


class Months(View):
    """The months of one department, and beginning the report on one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List the last months with how each report stands."""
        post = writer(request)
        months = [today().replace(day=1), *queries.months_back(today(), MONTHS)]
        reports = queries.reports_of(post.department, months)
        first = min(reports, default=queries.month_before(today()))
        rows = [_month(month, reports.get(month)) for month in months if month >= first]
        return render(request, "oversight/desk_months.html", {"rows": rows})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin the report on a month, or go on with it."""
        post = writer(request)
        month = read_month(request.POST.get("month", ""))
        found = queries.find(post.department, month)
        if found is None:
            on = occasion(request, acts.draft_report, department=post.department)
            acts.draft_report(on, department=post.department, month=month)
        return SeeOther(f"/desk/report/{queries.reference_of(post.department, month)}")


def _month(month: date, report: Report | None) -> dict[str, Any]:
    due = report.due_on if report else queries.due_on(month)
    word, tone = monthly_work.standing(report, due, today())
    return {"month": month, "due_on": due, "word": word, "tone": tone, "report": report}


class Write(View):
    """Write the texts beside the figures as they stand."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form, or the report as handed in."""
        writer(request)
        report = seen(request, reference)
        if "write" not in LIFECYCLE.possible(ReportState(report.state)):
            return SeeOther(f"/desk/report/{reference}/read")
        return self._show(request, report, TextsForm(initial=_texts(report), on=report.due_on))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep the texts, and go on to handing the report in if that was asked."""
        writer(request)
        report = seen(request, reference)
        form = TextsForm(request.POST, on=report.due_on)
        if not form.is_valid():
            return self._show(request, report, form, 422)
        on = occasion(request, acts.write_report, department=report.department)
        try:
            acts.write_report(on, reference, texts=acts.Texts(**form.cleaned_data))
        except Refusal as refusal:
            return self._show(request, report, form, form.say(refusal))
        if "submit" in request.POST:
            return SeeOther(f"/desk/report/{reference}/submit")
        messages.success(request, "已保存")
        return SeeOther(f"/desk/report/{reference}")

    def _show(self, request: HttpRequest, report: Report, form: TextsForm, code: int = 200) -> HttpResponse:
        context = {
            **frame(report, "desk"),
            "form": form,
            "errors": edge.error_summary(form),
            "sections": monthly_work.sections(report, now()),
        }
        return render(request, "oversight/write.html", context, status=code)


class Submit(View):
    """Ask once more, then hand the report in."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Say what handing in does."""
        writer(request)
        return self._show(request, seen(request, reference), ZeroForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Hand it in."""
        writer(request)
        report, form = seen(request, reference), ZeroForm(request.POST)
        on = occasion(request, acts.submit_report, department=report.department)
        form.is_valid()
        try:
            acts.submit_report(on, reference, zero=bool(form.cleaned_data.get("zero")))
        except Refusal as refusal:
            return self._show(request, report, form, form.say(refusal))
        messages.success(request, "已报送区司法局，数据已经固定")
        return SeeOther(f"/desk/report/{reference}/read")

    def _show(self, request: HttpRequest, report: Report, form: ZeroForm, code: int = 200) -> HttpResponse:
        values = queries.figures(report, now())
        context = {
            **frame(report, "desk"),
            "form": form,
            "errors": edge.error_summary(form),
            "zero": queries.is_zero(values),
            "shown": [one for one in values if one.number],
            "late": today() > report.due_on and report.submitted_at is None,
        }
        return render(request, "oversight/submit.html", context, status=code)


def _texts(report: Report) -> dict[str, str]:
    return {name: getattr(report, name) for name in monthly_work.COLUMNS.values()}
