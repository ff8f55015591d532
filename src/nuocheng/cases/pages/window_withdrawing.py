"""Taking back a pledge or an application at the window: on a paper that the party signs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import LIFECYCLE, CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages import window_scans as scanning
from nuocheng.cases.pages.access import keyless, of_department
from nuocheng.cases.pages.forms import WhyForm
from nuocheng.cases.pages.window_forms import ScansForm
from nuocheng.cases.pages.window_papers import what_of
from nuocheng.cases.pages.withdrawing import too_late
from nuocheng.cases.papers import window as papers
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import OutOfOrder, Refusal
from nuocheng.kernel.occasion import Role

TITLES: dict[papers.What, str] = {"pledge": "撤回承诺", "application": "撤回申请"}
DONE: dict[papers.What, str] = {
    "pledge": "承诺已撤回，请收证明",
    "application": "申请已撤回，这一件到此为止",
}


class WindowWithdraw(View):
    """Print, sign, scan, submit: the same order as for a pledge."""

    def get(self, request: HttpRequest, reference: str, what: str) -> HttpResponse:
        """Show what is due."""
        case = of_department(request, reference, Role.CLERK)
        return self._show(request, case, what_of(what), WhyForm())

    def post(self, request: HttpRequest, reference: str, what: str) -> HttpResponse:
        """Keep what was scanned, then do what the button says."""
        case, known = of_department(request, reference, Role.CLERK), what_of(what)
        on = occasion(request, (Role.CLERK,), department=case.department)
        form = WhyForm(request.POST)
        fine = form.is_valid()
        for said in scanning.take(request, on, case) if request.FILES.getlist("scans") else ():
            messages.warning(request, said)
        if "place" in request.POST:
            wrong = scanning.place(request, on, case, papers.KINDS[known])
            if wrong:
                form.add_error(None, wrong)
            return self._show(request, queries.case(reference), known, form, 422 if wrong else 200)
        if request.POST.get("step") != "withdraw" or not fine:
            return self._show(request, queries.case(reference), known, form, 200 if fine else 422)
        act = acts.withdraw if known == "application" else acts.withdraw_pledge
        try:
            act(keyless(on), reference, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            return self._show(request, queries.case(reference), known, form, form.say(refusal))
        messages.success(request, DONE[known])
        return SeeOther(f"/desk/intake/{reference}")

    def _show(
        self, request: HttpRequest, case: Case, what: papers.What, form: WhyForm, code: int = 200
    ) -> HttpResponse:
        possible = _possible(case, what)
        kind = papers.KINDS[what]
        scans = scanning.rows(case, kind, 1)
        more: dict[str, Any] = {
            "case": case,
            "title": TITLES[what],
            "paper": scanning.TITLES[kind],
            "possible": possible,
            "too_late": too_late(case),
            "points": papers.withdrawal_points(case, what),
            "print": f"/desk/intake/{case.reference}/withdraw/{what}/print",
            "scans": scans,
            "scans_form": ScansForm(),
            "form": form,
            "errors": edge.error_summary(form) if possible else [],
            "checks": [
                {
                    "text": f"{scanning.TITLES[kind]}扫好了"
                    if scans["whole"]
                    else f"{scanning.TITLES[kind]}还没扫",
                    "done": scans["whole"],
                }
            ],
        }
        return render(
            request, "cases/window_withdraw.html", more, status=code if possible else status(OutOfOrder(""))
        )


def _possible(case: Case, what: papers.What) -> bool:
    """Say whether there is still something to take back."""
    if what == "application":
        return "withdraw" in LIFECYCLE.possible(CaseState(case.state))
    pledged = case.pledged_at is not None and case.pledge_withdrawn_at is None
    return pledged and "withdraw_pledge" in LIFECYCLE.possible(CaseState(case.state))
