"""The notice, and the choice between pledging, pledging in part, and handing everything in."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import context, own, said_in
from nuocheng.cases.pages.draft import Draft
from nuocheng.cases.pages.forms import ChooseForm, WayForm
from nuocheng.cases.pages.procedure import begin, is_stale
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.papers import queries as papers

#: States in which the notice is read and the way chosen.
READING = (CaseState.NOTIFIED, CaseState.ACKNOWLEDGED)
BEFORE = (CaseState.OPENED, CaseState.ELIGIBLE)
NOTICE_TITLE = "证明事项告知书"

#: What the notice says beside the certificates: the heading of each part.
TERMS = (
    ("how", "怎么承诺"),
    ("duty_to_prove", "由谁证明"),
    ("verification", "怎么核查"),
    ("cooperation", "配合核查"),
    ("publication", "公不公开"),
    ("who_may_not", "谁不能用承诺"),
    ("remedy", "咨询和投诉"),
    ("personal_information", "个人信息怎么用"),
)
#: What is held side by side when a new notice replaces one that was already seen.
COMPARED = (
    ("proves", "要证明什么"),
    ("issuer", "原来找谁开"),
    ("verification", "怎么核查"),
    ("basis", "依据"),
)


class NoticePage(View):
    """Step 1: the notice as it was served, and the way to go on."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the notice; where a new edition was published since, ask to read that one."""
        _, case = own(request, reference)
        if case.state not in {*READING, *BEFORE}:
            return redirect(f"/cases/{reference}")
        if case.state in BEFORE or is_stale(case):
            return render(request, "cases/renew.html", context(case, catalogue.item_of(case.edition)))
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
            return _show(request, case, form, said_in(form, refusal))

    def _go(self, request: HttpRequest, on: Occasion, case: Case, way: str) -> HttpResponse:
        draft = Draft(request, case.reference)
        if way == "none":
            acts.decline_pledge(on, case.reference)
            draft.forget()
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
        """Keep the choice."""
        _, case = own(request, reference)
        form = ChooseForm(catalogue.item_of(case.edition).pledgeable, request.POST)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        Draft(request, reference).choose(form.chosen())
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
    old = case.edition_version
    acts.serve_notice(on, case.reference)
    Draft(request, case.reference).new_notice()
    new = catalogue.in_force(case.item_code).version
    which = f"（第{old}版→第{new}版）" if new != old else ""
    messages.warning(request, f"您填写时，告知内容更新了{which}。请看完再确认。填过的都还在，不用重填")
    return SeeOther(f"/cases/{case.reference}/notice")


def _form(case: Case, data: Any = None) -> WayForm:
    return WayForm(data, count=len(catalogue.item_of(case.edition).pledgeable))


def _show(request: HttpRequest, case: Case, form: WayForm | None = None, code: int = 200) -> HttpResponse:
    item = catalogue.item_of(case.edition)
    content = json.loads(papers.paper(case.notice).content)
    shown = form or _form(case)
    more = context(
        case,
        item,
        form=shown,
        errors=edge.error_summary(shown),
        cards=[card_of(one) for one in content["certificates"]],
        materials=[material_of(one) for one in content["materials"]],
        terms=content["terms"],
        rest=[(label, content["terms"][slot]) for slot, label in TERMS if content["terms"][slot]],
        changes=_changes(case, content) if case.state == CaseState.NOTIFIED else None,
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


def _changes(case: Case, new: dict[str, Any]) -> dict[str, Any] | None:
    """Return what differs from the notice served before, if there was one."""
    served = [one for one in papers.papers_of(case.reference) if one.title == NOTICE_TITLE]
    before = [one for one in served if one.pk.hex != case.notice]
    if not before:
        return None
    old = json.loads(before[-1].content)
    was = {one["name"]: one for one in old["certificates"]}
    rows = [
        (f"{one['name']}：{label}", was.get(one["name"], {}).get(slot, ""), one[slot])
        for one in new["certificates"]
        for slot, label in COMPARED
    ]
    gone = set(was) - {one["name"] for one in new["certificates"]}
    rows += [(name, "可以承诺代替", "不再可以承诺代替") for name in sorted(gone)]
    rows += [(label, old["terms"][slot], new["terms"][slot]) for slot, label in TERMS]
    changed = [row for row in rows if row[1] != row[2]]
    return {"rows": changed, "old": old["edition"], "new": new["edition"]} if changed else None
