"""The Bureau's reports: who has reported, the sum of a month, accepting a report and sending it back."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_POST

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.oversight import acts, queries
from nuocheng.oversight.models import Report
from nuocheng.oversight.pages.report import frame, seen
from nuocheng.oversight.reports import district_month
from nuocheng.oversight.rules.return_gives_reasons import LONGEST


class ReasonForm(edge.Form):
    """Why a report is sent back."""

    reason = edge.LongText(
        label="退回的原因",
        help_text="写明要改哪里，例如：累计数比上月少了3件，请核对或写明原因",
        blank="请写明退回的原因，让报送单位知道要改哪里",
        max_length=LONGEST,
    )


def reports(request: HttpRequest) -> HttpResponse:
    """Show every unit's reports on the last months: handed in, late, sent back, missing."""
    must_hold(request, Role.BUREAU)
    months, rows = district_month.matrix(today())
    return render(request, "oversight/matrix.html", {"months": months, "rows": rows})


def month_sum(request: HttpRequest, month: str) -> HttpResponse:
    """Show the sum of the reports on one month, each number with its units: what goes up to the city."""
    must_hold(request, Role.BUREAU)
    first = read_month(month)
    totals, there, missing = district_month.totals(first)
    context = {"month": first, "totals": totals, "there": there, "missing": missing}
    return render(request, "oversight/month.html", context)


def read_month(text: str) -> date:
    """Read a month written as 2026-10.

    Raises:
        NotFound: It is no month.

    """
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError as none_such:
        raise NotFound("没有这个月，请从月报里选") from none_such


@require_POST
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept a report."""
    acts.accept_report(occasion(request, acts.accept_report), reference)
    messages.success(request, "已接收，计入全区汇总")
    return SeeOther(f"/lead/reports/{reference}")


class SendBack(View):
    """Send a report back, with the reason."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask for the reason."""
        must_hold(request, Role.BUREAU)
        return self._show(request, seen(request, reference), ReasonForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Send it back."""
        on = occasion(request, acts.return_report)
        report, form = queries.report(reference), ReasonForm(request.POST)
        if not form.is_valid():
            return self._show(request, report, form, 422)
        try:
            acts.return_report(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, report, form, form.say(refusal))
        messages.success(request, "已退回，报送单位马上能看到原因")
        return SeeOther(f"/lead/reports/{reference}")

    def _show(self, request: HttpRequest, report: Report, form: ReasonForm, code: int = 200) -> HttpResponse:
        context = {**frame(report, "lead"), "form": form, "errors": edge.error_summary(form)}
        return render(request, "oversight/send_back.html", context, status=code)
