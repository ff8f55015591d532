"""One case at the window: print, sign, scan, submit; take certificates; give the receipt. One page, one form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, papers, queries
from nuocheng.cases.jobs import still_eligible
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages import window_scans as scanning
from nuocheng.cases.pages import window_shown as shown
from nuocheng.cases.pages.access import keyless, of_department, rules_of, said_among
from nuocheng.cases.pages.forms import CertificateForm, FactsForm
from nuocheng.cases.pages.materials import TAKING, say_taken, upload_of
from nuocheng.cases.pages.pledge import chosen_of
from nuocheng.cases.pages.prefilling import ask
from nuocheng.cases.pages.procedure import (
    MAY_NOT_PLEDGE,
    STALE_NOTICE,
    begin,
    decide_on_the_spot,
)
from nuocheng.cases.pages.window_agent import BY_PARTY, hand_of
from nuocheng.cases.pages.window_draft import WindowDraft
from nuocheng.cases.pages.window_forms import HandForm, HelpersForm, SpareForm, only_what_is_wrong
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers.page_codes import Kind

S = CaseState
#: Where the sentence of a rule is shown, where it is not above the form.
PLACES = {
    "signature_is_the_partys": "signed_as",
    "signer_may_sign": "signed_by",
    "witness_stands_apart": "witness",
}


class WindowCase(View):
    """The case on the clerk's screen; which parts it shows depends on where the case stands."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what is due; what is to be mended has a page of its own."""
        case = of_department(request, reference, Role.CLERK)
        if case.state == S.CORRECTING:
            return SeeOther(f"{_url(case)}/correction")
        return self._show(request, case)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep what was typed and scanned, then do what the button says."""
        case = of_department(request, reference, Role.CLERK)
        on = occasion(request, (Role.CLERK,), department=case.department)
        if case.state in shown.CHOOSING:
            self._keep(request, case)
        for said in scanning.take(request, on, case) if request.FILES.getlist("scans") else ():
            messages.warning(request, said)
        if "place" in request.POST:
            wrong = scanning.place(request, on, case, Kind.NOTICE)
            return self._again(request, case, wrong)
        steps = {
            "renew": self._renew,
            "ask": self._ask,
            "print": self._print,
            "accept": self._accept,
            "upload": self._upload,
            "hand_in": self._hand_in,
        }
        step = steps.get(request.POST.get("step", ""))
        return step(request, on, queries.case(reference)) if step else SeeOther(_url(case))

    def _keep(self, request: HttpRequest, case: Case) -> None:
        """Keep everything typed so far, right or wrong, before anything else can go wrong."""
        draft = WindowDraft(request, case.reference)
        choice = shown.WindowChoice(catalogue.item_of(case.edition).pledgeable, request.POST)
        if choice.is_valid():
            draft.choose(choice.chosen())
        facts = FactsForm(chosen_of(case, draft), request.POST)
        facts.is_valid()
        draft.fill(facts.facts(), draft.statements, facts.typed())
        draft.keep_helpers({name: request.POST.get(name, "") for name in HelpersForm.base_fields})
        draft.keep_hand(
            signed_as=request.POST.get("signed_as", ""),
            signed_by=request.POST.get("signed_by", ""),
            read=bool(request.POST.get("read")),
        )

    def _again(self, request: HttpRequest, case: Case, wrong: str) -> HttpResponse:
        """Show the page anew, with what went wrong above it if something did."""
        if not wrong:
            return SeeOther(f"{_url(case)}#scans")
        return self._show(request, queries.case(case.reference), {"wrong": _objecting(wrong)}, 422)

    def _ask(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        """Ask the sources what they hold already; what they say stands in the fields, free to be corrected."""
        ask(keyless(on), case)
        if not any(queries.looked_up_values(one) for one in queries.look_ups_of(case.reference)):
            messages.info(request, "没有查到可以先填好的内容，请照申请人说的填")
        return SeeOther(f"{_url(case)}#facts")

    def _print(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        """Send the paper with what was just typed in its places; a reprint says the same.

        What is not typed yet stays a line to write on; what is typed wrongly is put right first.
        """
        if case.state not in shown.CHOOSING:
            return SeeOther(_url(case))
        draft = WindowDraft(request, case.reference)
        facts = FactsForm(chosen_of(case, draft), request.POST)
        only_what_is_wrong(facts)
        if facts.errors:
            return self._show(request, case, {"facts": facts}, 422)
        draft.keep_printed()
        large = "&large=1" if request.POST.get("size") == "large" else ""
        return SeeOther(f"{_url(case)}/print?filled=1{large}")

    def _renew(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        if case.state in {S.OPENED, S.ELIGIBLE}:
            begin(on, case.reference)
            return SeeOther(_url(case))
        acts.serve_notice(on, case.reference)
        WindowDraft(request, case.reference).new_notice()
        messages.warning(request, "告知内容更新了，请打印新的告知书，让申请人看完重新签字")
        return SeeOther(_url(case))

    def _accept(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        """Take over what the party chose, wrote and signed on paper, or say why not; the telling stands."""
        if case.state not in shown.CHOOSING:
            return SeeOther(_url(case))
        draft = WindowDraft(request, case.reference)
        choice = shown.WindowChoice(catalogue.item_of(case.edition).pledgeable, request.POST)
        facts = FactsForm(chosen_of(case, draft), request.POST)
        spare = SpareForm(papers.optional_statements(today()), request.POST)
        signers = hand_of(case, catalogue.item_of(case.edition)).choices
        facts.is_valid()
        departs = draft.departs(facts.facts())
        hand = HandForm(request.POST, pledging=bool(draft.pledged), departs=departs, signers=signers)
        helpers = HelpersForm(request.POST)
        forms = {"choose": choice, "facts": facts, "spare": spare, "hand": hand, "helpers": helpers}
        if edge.error_summary(*forms.values()):
            return self._show(request, case, forms, 422)
        try:
            self._told(request, on, case)
            if draft.pledged and not still_eligible(on, case.reference):
                return SeeOther(_url(case))
            if "pledge" not in choice.chosen().values():
                acts.decline_pledge(keyless(on), case.reference)
                return SeeOther(_url(case))
            said = frozenset({*papers.required_statements(today()), *spare.ticked()})
            given = acts.PledgeGiven(
                request.POST.get("shown", ""),
                said,
                hand.cleaned_data["signed_as"],
                facts.facts(),
                _signing(case, hand, helpers),
            )
            acts.sign_pledge(on, case.reference, given=given)
        except Refusal as refusal:
            return self._not_accepted(request, on, case, forms, refusal)
        draft.forget()
        return self._accepted(on, case.reference)

    def _told(self, request: HttpRequest, on: Occasion, case: Case) -> None:
        """Record that the party was told and signed for it, once."""
        if case.state == S.NOTIFIED:
            acts.acknowledge_notice(keyless(on), case.reference, shown=request.POST.get("shown", ""))

    def _accepted(self, on: Occasion, reference: str) -> HttpResponse:
        """Give the receipt, and decide where that is done on the spot."""
        case = queries.case(reference)
        if case.state in {S.PLEDGED, S.SUBMITTED} and not case.receipt:
            acts.give_receipt(keyless(on), reference)
        return SeeOther(_url(decide_on_the_spot(on, reference)))

    def _not_accepted(
        self, request: HttpRequest, on: Occasion, case: Case, forms: dict[str, Any], refusal: Refusal
    ) -> HttpResponse:
        case = queries.case(case.reference)
        rules = rules_of(refusal)
        if rules & MAY_NOT_PLEDGE:
            acts.check_eligibility(keyless(on), case.reference)
            messages.warning(request, refusal.text)
            return SeeOther(_url(case))
        if STALE_NOTICE in rules:
            return self._renew(request, on, case)
        return self._show(
            request, case, forms, said_among((forms["hand"], forms["helpers"]), refusal, PLACES)
        )

    def _upload(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = CertificateForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, case, {"upload": form}, 422)
        key = request.POST.get("certificate", "")
        try:
            upload = upload_of(form)
            acts.submit_certificate(on, case.reference, certificate=key, upload=upload)
        except Refusal as refusal:
            return self._show(request, case, {"upload": form}, form.say(refusal))
        say_taken(request, form, upload)
        return SeeOther(_url(case))

    def _hand_in(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        if case.state not in TAKING:
            return SeeOther(_url(case))
        try:
            acts.hand_in(on, case.reference)
        except Refusal as refusal:
            form = _blank(CertificateForm({}, {}))
            return self._show(request, case, {"upload": form}, form.say(refusal))
        return self._accepted(on, case.reference)

    def _show(
        self, request: HttpRequest, case: Case, forms: dict[str, Any] | None = None, code: int = 200
    ) -> HttpResponse:
        given = forms or {}
        more = shown.context(case, WindowDraft(request, case.reference), given)
        more["errors"] = edge.error_summary(*given.values())
        return render(request, "cases/window.html", more, status=code)


def _signing(case: Case, hand: HandForm, helpers: HelpersForm) -> acts.SigningGiven:
    """Return how the paper was signed: by whom, who wrote and who watched, and the scans that bear it out."""
    found = scanning.counting(case, Kind.NOTICE)
    proofs = tuple(
        acts.Evidence("scan", media_type="image/jpeg", holding=one.holding, holding_digest=one.digest)
        for one in found
    )
    # Not said: whoever is on file as having come for the party.
    signer = acts.Signer() if hand.cleaned_data.get("signed_by") == BY_PARTY else None
    return acts.SigningGiven(
        evidence=proofs, signer=signer, scribe=helpers.who("scribe"), witness=helpers.who("witness")
    )


def _blank(form: Any) -> Any:
    """Return a form without complaints, to which a refusal's own are added."""
    form.errors.clear()
    return form


def _objecting(text: str) -> edge.Form:
    form: edge.Form = _blank(edge.Form({}))
    form.add_error(None, text)
    return form


def _url(case: Case) -> str:
    return f"/desk/intake/{case.reference}"
