"""The notice, and the choice between pledging, pledging in part, and handing everything in."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases import papers as papers_of
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import context, own
from nuocheng.cases.pages.changes import TERMS, changes
from nuocheng.cases.pages.draft import Draft
from nuocheng.cases.pages.forms import ChooseForm, WayForm
from nuocheng.cases.pages.prefilling import ask
from nuocheng.cases.pages.procedure import begin, is_stale
from nuocheng.cases.queries import standing
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.papers import queries as papers

#: States in which the notice is read and the way chosen.
READING = (CaseState.NOTIFIED, CaseState.ACKNOWLEDGED)
BEFORE = (CaseState.OPENED, CaseState.ELIGIBLE)
#: Parts of the notice that have a place of their own on the page.
FIRST = frozenset({"liability", "credit", "voluntary", "withdrawal"})


class NoticePage(View):
    """Step 1: the notice as it was served, and the way to go on."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the notice; where a new edition was published since, ask to read that one."""
        _, case = own(request, reference)
        if case.state not in {*READING, *BEFORE}:
            return redirect(f"/cases/{reference}")
        if case.state in BEFORE or is_stale(case):
            return _ask_to_read(request, case)
        return _show(request, case)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take the acknowledgement and go the chosen way."""
        on, case = own(request, reference)
        if request.POST.get("step") == "renew":
            return renew(request, on, case)
        if case.state not in READING:
            return SeeOther(f"/cases/{reference}")
        form = _form(case, request.POST)
        if not form.is_valid():
            return _show(request, case, form, 422)
        shown = request.POST.get("shown", "")
        if is_stale(case) or shown != case.notice_digest:
            return renew(request, on, case)
        try:
            if case.state == CaseState.NOTIFIED:
                acts.acknowledge_notice(on, reference, shown=shown)
            return self._go(request, on, case, form.cleaned_data.get("way", "none"))
        except Refusal as refusal:
            return _show(request, case, form, form.say(refusal))

    def _go(self, request: HttpRequest, on: Occasion, case: Case, way: str) -> HttpResponse:
        draft = Draft(request, case.reference)
        if way != "none":
            ask(on, queries.case(case.reference))
        if way == "none":
            acts.decline_pledge(on, case.reference)
            draft.choose({one.key: "submit" for one in catalogue.item_of(case.edition).pledgeable})
            return SeeOther(f"/cases/{case.reference}/materials")
        if way == "part":
            return SeeOther(f"/cases/{case.reference}/choose")
        draft.pledge_for(one.key for one in catalogue.item_of(case.edition).pledgeable)
        return SeeOther(f"/cases/{case.reference}/pledge")


class ChoosePage(View):
    """Only for a pledge in part: which certificates."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask for each certificate."""
        _, case = own(request, reference)
        if case.state != CaseState.ACKNOWLEDGED:
            return redirect(f"/cases/{reference}")
        certificates = catalogue.item_of(case.edition).pledgeable
        chosen = Draft(request, reference).chosen
        kept = {f"c{place}": chosen.get(one.key) for place, one in enumerate(certificates)}
        return self._show(request, case, ChooseForm(certificates, initial=kept))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep the choice; where every certificate is to be handed in, that is the ordinary path."""
        on, case = own(request, reference)
        form = ChooseForm(catalogue.item_of(case.edition).pledgeable, request.POST)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        Draft(request, reference).choose(form.chosen())
        if "pledge" not in form.chosen().values():
            try:
                acts.decline_pledge(on, reference)
            except Refusal as refusal:
                return self._show(request, case, form, form.say(refusal))
            return SeeOther(f"/cases/{reference}/materials")
        return SeeOther(f"/cases/{reference}/pledge")

    def _show(self, request: HttpRequest, case: Case, form: ChooseForm, code: int = 200) -> HttpResponse:
        item = catalogue.item_of(case.edition)
        more = context(case, item, form=form, errors=edge.error_summary(form))
        return render(request, "cases/choose.html", more, status=code)


def renew(request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
    """Serve the notice of the edition in force now, and show it."""
    begun = case.state in BEFORE
    if begun:
        case = begin(on, case.reference)
        place = "why" if case.state == CaseState.ORDINARY else "notice"
        return SeeOther(f"/cases/{case.reference}/{place}")
    acts.serve_notice(on, case.reference)
    Draft(request, case.reference).new_notice()
    return SeeOther(f"/cases/{case.reference}/notice")


def _ask_to_read(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask to read the notice of the edition in force now, and say where it differs from the one read before."""
    listed = catalogue.in_force(case.item_code)
    found = changes(case, papers_of.notice(case, listed, today())) if case.notice else None
    more = context(case, catalogue.item_of(case.edition), changes=found)
    return render(request, "cases/renew.html", more)


def _form(case: Case, data: Any = None) -> WayForm:
    return WayForm(data, count=len(catalogue.item_of(case.edition).pledgeable))


def _show(request: HttpRequest, case: Case, form: WayForm | None = None, code: int = 200) -> HttpResponse:
    item = catalogue.item_of(case.edition)
    content = json.loads(papers.paper(case.notice).content)
    shown = form or _form(case)
    found = changes(case, content) if case.state == CaseState.NOTIFIED else None
    names = found.names if found else frozenset()
    told = standing.platform_check_of(case.reference)
    more = context(
        case,
        item,
        form=shown,
        errors=edge.error_summary(shown),
        cards=[{**card_of(one), "changed": one["name"] in names} for one in content["certificates"]],
        materials=[material_of(one) for one in content["materials"]],
        terms=content["terms"],
        rest=[
            (label, text) for slot, label in TERMS if slot not in FIRST and (text := content["terms"][slot])
        ],
        changes=found,
        silent=told.source if told and not told.answered else "",
    )
    return render(request, "cases/notice.html", more, status=code)


def card_of(one: dict[str, Any]) -> dict[str, str]:
    """Return a certificate of a notice as the amber card shows it."""
    return {
        "title": one["name"],
        "proves": one["proves"],
        "issuer": one["issuer"],
        "checked": one["verification"],
        "basis": one["basis"],
    }


def material_of(one: dict[str, Any]) -> dict[str, str]:
    """Return another material of a notice as the list shows it."""
    tone = catalogue.TONE_OF.get(one["tag"], "ok")
    return {"title": one["name"], "note": one["note"], "tag": one["tag"], "tone": tone}
