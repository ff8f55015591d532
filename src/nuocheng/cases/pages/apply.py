"""Applying for an item: who applies, how to reach them, and whether a pledge is possible this time."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import about, applicant, context, own
from nuocheng.cases.pages.draft import began
from nuocheng.cases.pages.forms import ContactForm
from nuocheng.cases.pages.procedure import begin
from nuocheng.cases.pages.wording import already_applied
from nuocheng.cases.queries import standing
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import Malformed, Refusal
from nuocheng.kernel.numbers import BadNumber, parse_party_number
from nuocheng.kernel.occasion import Occasion
from nuocheng.mandates import queries as mandates
from nuocheng.people import queries as people


class Apply(View):
    """Start an application with one's own account."""

    def get(self, request: HttpRequest, item_code: str) -> HttpResponse:
        """Show whose data goes in, or the case that is under way already."""
        on = applicant(request)
        listed = catalogue.in_force(item_code)
        existing = queries.undecided(on.party, item_code)
        if existing is not None:
            return _show(request, listed, existing=existing)
        account = people.account(on.actor)
        known = {"phone": account.phone, "address": "" if on.mandate else account.address} if account else {}
        return _show(request, listed, ContactForm(initial=known))

    def post(self, request: HttpRequest, item_code: str) -> HttpResponse:
        """Open the case, check who may pledge, and serve the notice."""
        on = applicant(request)
        listed = catalogue.in_force(item_code)
        existing = queries.undecided(on.party, item_code)
        if existing is not None:
            messages.info(request, already_applied(existing))
            return SeeOther(f"/cases/{existing.reference}")
        form = ContactForm(request.POST)
        if not form.is_valid():
            return _show(request, listed, form, code=422)
        try:
            reference = acts.open_case(on, item_code=item_code, party=_party(on, form)).reference
            case = begin(on, reference)
            began(case)
        except Refusal as refusal:
            return _show(request, listed, form, code=form.say(refusal))
        place = "why" if case.state == CaseState.ORDINARY else "notice"
        return SeeOther(f"/cases/{reference}/{place}")


class Why(View):
    """“这次要提交证明”: a page, not an error."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Say why, since when, by which source and law, and what can be done."""
        _, case = own(request, reference)
        if not case.ineligible_reason:
            return redirect(f"/cases/{reference}")
        check = next(iter(queries.checks_of(reference)), None)
        sources = json.loads(check.sources) if check else []
        more = {
            "reason": case.ineligible_reason.removeprefix("因为：").split("。")[0],
            "at": check.at if check else None,
            "sources": "、".join(dict.fromkeys(one["source"] for one in sources)),
            "credit": bool(check and check.rule == "good_standing"),
            "outside": bool(check and check.rule == standing.OUTSIDE),
            "open": case.state in {CaseState.ORDINARY, CaseState.SUPPLEMENTING},
        }
        return render(request, "cases/why.html", context(case, catalogue.item_of(case.edition), **more))


def party_kind(number: str) -> str:
    """Return whose number it is.

    Raises:
        Malformed: The account's number cannot be read.

    """
    try:
        return str(parse_party_number(number, today=today()).kind)
    except BadNumber as bad:
        raise Malformed.at("number", bad.text) from bad


def _party(on: Occasion, form: ContactForm) -> acts.PartyGiven:
    return acts.PartyGiven(on.party, party_kind(on.party), mandates.party_name(on), **form.cleaned_data)


def _show(
    request: HttpRequest,
    listed: catalogue.InForce,
    form: ContactForm | None = None,
    *,
    existing: Case | None = None,
    code: int = 200,
) -> HttpResponse:
    on = applicant(request)
    more: dict[str, Any] = {
        "listed": listed,
        "item": listed.item,
        "doing": about(listed.item, listed.department, listed.version),
        "form": form,
        "errors": edge.error_summary(form) if form else [],
        "existing": existing,
        "dup": already_applied(existing) if existing else "",
        "key": request.POST.get("idempotency_key") or new_token(),
        "on": on,
        "name": mandates.party_name(on),
        "number_label": "身份证号" if party_kind(on.party) == "person" else "统一社会信用代码",
        "is_person": party_kind(on.party) == "person",
    }
    return render(request, "cases/apply.html", more, status=code)
