"""One case at the window: print the notice, take what was signed on paper, take certificates, give the receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import keyless, of_department, rules_of, said_in
from nuocheng.cases.pages.draft import Draft
from nuocheng.cases.pages.forms import CertificateForm, ChooseForm, FactsForm, statements_form
from nuocheng.cases.pages.materials import TAKING, rows_of, say_taken, to_hand_in, upload_of
from nuocheng.cases.pages.pledge import card, chosen_of
from nuocheng.cases.pages.procedure import MAY_NOT_PLEDGE, STALE_NOTICE, begin, decide_on_the_spot, is_stale
from nuocheng.cases.pages.progress import downloads
from nuocheng.cases.pages.window_forms import HandForm, PaperForm
from nuocheng.cases.pages.wording import TONES
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Occasion, Role

S = CaseState
CHOOSING = (S.NOTIFIED, S.ACKNOWLEDGED)


class WindowCase(View):
    """The case on the clerk's screen; which form it shows depends on where the case stands."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the step that is due; what is to be mended has a page of its own."""
        case = of_department(request, reference, Role.CLERK)
        if case.state == S.CORRECTING:
            return SeeOther(f"{_url(case)}/correction")
        return self._show(request, case)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Do the step that a button names."""
        case = of_department(request, reference, Role.CLERK)
        on = occasion(request, (Role.CLERK,), department=case.department)
        steps = {
            "renew": self._renew,
            "choose": self._choose,
            "sign": self._sign,
            "upload": self._upload,
            "hand_in": self._hand_in,
        }
        step = steps.get(request.POST.get("step", ""))
        return step(request, on, case) if step else SeeOther(_url(case))

    def _renew(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        if case.state in {S.OPENED, S.ELIGIBLE}:
            begin(on, case.reference)
            return SeeOther(_url(case))
        acts.serve_notice(on, case.reference)
        Draft(request, case.reference).new_notice()
        messages.warning(request, "告知内容更新了，请打印新的告知书，让申请人看完重新签字")
        return SeeOther(_url(case))

    def _choose(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        """Record that the notice was signed for, and which certificates are pledged."""
        form = WindowChoice(catalogue.item_of(case.edition).pledgeable, request.POST)
        read = PaperForm(request.POST)
        if not (form.is_valid() & read.is_valid()):
            return self._show(request, case, {"choose": form, "read": read}, 422)
        try:
            if case.state == S.NOTIFIED:
                acts.acknowledge_notice(on, case.reference, shown=request.POST.get("shown", ""))
            if "pledge" not in form.chosen().values():
                acts.decline_pledge(on, case.reference)
        except Refusal as refusal:
            if STALE_NOTICE in rules_of(refusal):
                return self._renew(request, on, case)
            return self._show(request, case, {"choose": form, "read": read}, said_in(form, refusal))
        Draft(request, case.reference).choose(form.chosen())
        return SeeOther(_url(case))

    def _sign(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        """Take over what the party wrote and signed on paper."""
        draft = Draft(request, case.reference)
        facts = FactsForm(chosen_of(case, draft), request.POST)
        ticks = statements_form(today(), request.POST)
        hand = HandForm(request.POST)
        forms = {"facts": facts, "ticks": ticks, "hand": hand}
        fine = facts.is_valid() & ticks.is_valid() & hand.is_valid()
        draft.fill(facts.facts(), ticks.ticked())
        if not fine:
            return self._show(request, case, forms, 422)
        said = frozenset(ticks.ticked())
        shown, name = request.POST.get("shown", ""), hand.cleaned_data["signed_as"]
        try:
            acts.sign_pledge(on, case.reference, given=acts.PledgeGiven(shown, said, name, facts.facts()))
        except Refusal as refusal:
            return self._not_signed(request, on, case, forms, refusal)
        draft.forget()
        decide_on_the_spot(on, case.reference)
        return SeeOther(_url(case))

    def _not_signed(
        self, request: HttpRequest, on: Occasion, case: Case, forms: dict[str, Any], refusal: Refusal
    ) -> HttpResponse:
        rules = rules_of(refusal)
        if rules & MAY_NOT_PLEDGE:
            acts.check_eligibility(keyless(on), case.reference)
            messages.warning(request, refusal.text)
            return SeeOther(_url(case))
        if STALE_NOTICE in rules:
            return self._renew(request, on, case)
        code = said_in(forms["hand"], refusal, {"signature_is_the_partys": "signed_as"})
        return self._show(request, case, forms, code)

    def _upload(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = CertificateForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, case, {"upload": form}, 422)
        key = request.POST.get("certificate", "")
        try:
            upload = upload_of(form)
            acts.submit_certificate(on, case.reference, certificate=key, upload=upload)
        except Refusal as refusal:
            return self._show(request, case, {"upload": form}, said_in(form, refusal))
        say_taken(request, form, upload)
        return SeeOther(_url(case))

    def _hand_in(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        try:
            acts.hand_in(on, case.reference)
        except Refusal as refusal:
            form = CertificateForm({}, {})
            form.errors.clear()
            return self._show(request, case, {"upload": form}, said_in(form, refusal))
        return SeeOther(_url(case))

    def _show(
        self, request: HttpRequest, case: Case, forms: dict[str, Any] | None = None, code: int = 200
    ) -> HttpResponse:
        item = catalogue.item_of(case.edition)
        draft = Draft(request, case.reference)
        given = forms or {}
        signing = case.state == S.ACKNOWLEDGED and bool(draft.pledged) and "choose" not in given
        more = {
            "case": case,
            "item": item,
            "tone": TONES[S(case.state)],
            "papers": downloads(case),
            "stale": case.state in {S.OPENED, S.ELIGIBLE} or (case.state in CHOOSING and is_stale(case)),
            "choosing": case.state in CHOOSING and not signing,
            "signing": signing,
            "taking": case.state in TAKING,
            "checks": _checks(case, item),
            "errors": edge.error_summary(*given.values()),
            **_forms(case, item, draft, given),
        }
        return render(request, "cases/window.html", more, status=code)


class WindowChoice(ChooseForm):
    """The choice at the window: here “all handed in” is an answer like any other."""

    def clean(self) -> dict[str, Any]:
        """Take every combination."""
        return edge.Form.clean(self) or {}


def _forms(case: Case, item: catalogue.Item, draft: Draft, given: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of the step that is due, those just sent in place of blank ones."""
    if case.state in TAKING:
        rows = rows_of(case, to_hand_in(case, item), "/desk/cases")
        now = next((row for row in rows if not row["file"]), None)
        return {"rows": rows, "now": now, "upload": given.get("upload") or CertificateForm()}
    if case.state not in CHOOSING:
        return {}
    chosen = chosen_of(case, draft)
    facts = given.get("facts") or FactsForm(chosen, kept=draft.facts)
    return {
        "choose": given.get("choose") or WindowChoice(item.pledgeable),
        "read": given.get("read") or PaperForm(),
        "cards": [(card(one), facts.of(one.key)) for one in chosen],
        "ticks": given.get("ticks") or statements_form(today(), kept=draft.statements),
        "hand": given.get("hand") or HandForm(),
        "count": len(item.pledgeable),
    }


def _checks(case: Case, item: catalogue.Item) -> list[dict[str, Any]]:
    """Return “还差什么”."""
    told, pledged = case.acknowledged_at, case.pledged_at and not case.pledge_withdrawn_at
    credit = f"这次要提交证明：{case.ineligible_reason}" if case.ineligible_reason else "信用：可以承诺"
    checks = [
        {"text": f"申请人：{case.party_name}", "done": True},
        {"text": credit, "done": case.state != S.OPENED},
    ]
    if not case.ineligible_reason:
        text = f"告知书已签收（{cn_datetime(told.astimezone(CHINA))}）" if told else "告知书还没有签字"
        checks.append({"text": text, "done": told is not None})
    if case.path in {"", "pledge", "mixed"}:
        text = f"承诺书已签，代替{case.pledged_certificates}份证明" if pledged else "承诺书还没有签"
        checks.append({"text": text, "done": bool(pledged)})
    if case.path in {"ordinary", "mixed"}:
        asked = [one.key for one in to_hand_in(case, item)]
        got = queries.handed_in(case.reference)
        done = sum(key in got for key in asked)
        checks.append({"text": f"证明：已交{done}份，共{len(asked)}份", "done": done == len(asked)})
    return checks


def _url(case: Case) -> str:
    return f"/desk/intake/{case.reference}"
