"""Writing the pledge, checking it, and signing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts, papers, queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages import signing
from nuocheng.cases.pages.access import already_in, applicant, context, keyless, own, rules_of
from nuocheng.cases.pages.draft import LATER, Draft, Typed
from nuocheng.cases.pages.forms import FactsForm, SignForm, StatementsForm, statements_form
from nuocheng.cases.pages.notice import READING, renew
from nuocheng.cases.pages.prefilling import known_of
from nuocheng.cases.pages.procedure import MAY_NOT_PLEDGE, STALE_NOTICE, is_stale
from nuocheng.cases.pages.wording import saved_until
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import mask_number
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.facts import written
from nuocheng.kernel.occasion import Occasion

NOT_FILLED = "没有填"
CLASHED, INVALID = 409, 422


class PledgePage(View):
    """Step 2: the facts, each in its own field, and the statements."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask, with what was typed before still there: by what was sent last, here or on another page."""
        _, case = own(request, reference)
        draft = Draft(request, reference)
        if case.state != CaseState.ACKNOWLEDGED or not draft.pledged:
            return already_in(request, case) or redirect(_back(case))
        if is_stale(case):
            return redirect(f"/cases/{reference}/notice")
        rival = draft.rival if "other" in request.GET else None
        if rival:
            facts = FactsForm(
                chosen_of(case, draft), kept=_merged(rival.facts, rival.typed), known=known_of(case)
            )
            return self._show(request, case, draft, (facts, statements_form(today(), kept=rival.statements)))
        facts = FactsForm(
            chosen_of(case, draft), kept=_merged(draft.facts, draft.typed), known=known_of(case)
        )
        return self._show(request, case, draft, (facts, statements_form(today(), kept=draft.statements)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep what was typed, and go on once nothing is missing."""
        on, case = own(request, reference)
        draft = Draft(request, reference)
        if case.state not in READING or not draft.pledged:
            return already_in(request, case) or SeeOther(_back(case))
        facts = FactsForm(chosen_of(case, draft), request.POST, known=known_of(case))
        ticks = statements_form(today(), request.POST)
        fine = facts.is_valid() & ticks.is_valid()
        current = request.POST.get("shown", case.notice_digest) == case.notice_digest
        alone = draft.fill(facts.facts(), ticks.ticked() if current else [], facts.typed())
        if not alone:
            return self._show(request, case, draft, (facts, ticks), CLASHED)
        if request.POST.get("step") == LATER:
            messages.success(request, saved_until(draft.until))
            return SeeOther("/mine")
        if is_stale(case):
            return renew(request, on, case)
        outdated = not current or case.state != CaseState.ACKNOWLEDGED
        if fine or outdated:
            return SeeOther(f"/cases/{reference}/{'notice' if outdated else 'check'}")
        return self._show(request, case, draft, (facts, ticks), INVALID)

    def _show(
        self,
        request: HttpRequest,
        case: Case,
        draft: Draft,
        forms: tuple[FactsForm, StatementsForm],
        code: int = 200,
    ) -> HttpResponse:
        facts, ticks = forms
        item = catalogue.item_of(case.edition)
        chosen = chosen_of(case, draft)
        more = context(
            case,
            item,
            cards=[(card(one), facts.of(one.key)) for one in chosen],
            ticks=ticks,
            errors=edge.error_summary(facts, ticks) if code == INVALID else [],
            choosable=len(item.pledgeable) > 1,
            marks=draft.marks,
            until=draft.until,
            rival=None if "other" in request.GET else rival_rows(facts, draft, here=code == CLASHED),
        )
        return render(request, "cases/pledge.html", more, status=code)


class CheckPage(View):
    """Step 3: everything once more, the exact text, and the signature."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what is about to be signed."""
        on, case = own(request, reference)
        if case.state != CaseState.ACKNOWLEDGED:
            return already_in(request, case) or redirect(_back(case))
        if not _complete(case, Draft(request, reference)):
            return redirect(f"/cases/{reference}/pledge")
        return self._show(request, case, _sign_form(on, case))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Sign and submit."""
        on, case = own(request, reference)
        here = signing.ready(request, reference)
        if here is None:
            back = _back(case) if case.state != CaseState.ACKNOWLEDGED else f"/cases/{reference}/pledge"
            return already_in(request, case) or SeeOther(back)
        form = _sign_form(on, case, request.POST)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        shown = acts.SigningGiven(request.POST.get("text", ""))
        try:
            return signing.signed(request, here, form.cleaned_data["signed_as"], shown)
        except Refusal as refusal:
            return self._refused(request, on, case, form, refusal)

    def _refused(
        self, request: HttpRequest, on: Occasion, case: Case, form: SignForm, refusal: Refusal
    ) -> HttpResponse:
        """Lead on where there is a better page than an error; else say it above the form."""
        rules = rules_of(refusal)
        if rules & MAY_NOT_PLEDGE:
            acts.check_eligibility(keyless(on), case.reference)
            return SeeOther(f"/cases/{case.reference}/why")
        if STALE_NOTICE in rules:
            return renew(request, on, case)
        code = form.say(refusal, {"signature_is_the_partys": "signed_as"})
        return self._show(request, case, form, code)

    def _show(self, request: HttpRequest, case: Case, form: SignForm, code: int = 200) -> HttpResponse:
        item = catalogue.item_of(case.edition)
        draft = Draft(request, case.reference)
        chosen = chosen_of(case, draft)
        said = {**papers.statements(today()), **papers.optional_statements(today())}
        kept = {one.key for one in chosen}
        more = context(
            case,
            item,
            **signing.shown_text(applicant(request), case, draft),
            form=form,
            errors=edge.error_summary(form),
            party_rows=[
                {"label": "申请人", "value": case.party_name},
                {"label": "证件号码", "value": mask_number(case.party)},
                {"label": "手机号", "value": mask_number(case.phone)},
                {"label": "联系地址", "value": case.address or "没有填"},
            ],
            pledged=[
                (one.name, rows_of(one, draft.facts, f"/cases/{case.reference}/pledge#c-{one.key}"))
                for one in chosen
            ],
            said=[said[code] for code in draft.statements if code in said],
            to_hand_in=[one.name for one in item.to_prove if one.key not in kept],
        )
        return render(request, "cases/check.html", more, status=code)


def _sign_form(on: Occasion, case: Case, *data: Any) -> SignForm:
    """Return the form for the name of whoever signs: the organisation's own, or a person's."""
    return SignForm(*data, organisation=case.party_kind != "person" and not on.mandate)


def chosen_of(case: Case, draft: Draft) -> list[catalogue.Certificate]:
    """Return the certificates that the draft pledges, in the order of the notice."""
    wanted = set(draft.pledged)
    return [one for one in catalogue.item_of(case.edition).pledgeable if one.key in wanted]


def card(one: catalogue.Certificate) -> dict[str, str]:
    """Return a certificate as the amber card above its fields shows it."""
    return {"id": f"c-{one.key}", "title": one.name, "promise": f"要承诺的是：{one.proves or one.purpose}"}


def rows_of(
    one: catalogue.Certificate, facts: dict[str, dict[str, str]], url: str = ""
) -> list[dict[str, Any]]:
    """Return the facts given for a certificate as rows of a summary."""
    given = facts.get(one.key, {})
    return [
        {"label": fact.label, "value": _written(fact.type, given.get(fact.key, ""), fact.unit), "url": url}
        for fact in one.facts
    ]


def signed_rows(case: Case, item: catalogue.Item) -> list[dict[str, Any]]:
    """Return the facts signed in a case as rows of a summary, in the order of the notice."""
    order = [(one.key, fact.key) for one in item.pledgeable for fact in one.facts]
    found = {(one.certificate_key, one.key): one for one in queries.facts_of(case.reference)}
    signed = [found[key] for key in order if key in found]
    return [{"label": one.label, "value": _written(one.type, one.value, one.unit)} for one in signed]


def _written(kind: str, value: str, unit: str) -> str:
    return written(kind, value, unit) if value else NOT_FILLED


def rival_rows(facts: FactsForm, draft: Draft, *, here: bool) -> dict[str, Any] | None:
    """Return where two pages differ: what this one shows beside what the other brought.

    *here* says that this page has just come second: what it typed is in its fields, the draft holds the other.
    """
    rival = draft.rival
    if rival is None:
        return None
    # What came second is held as the rival, also when it is this very page that came second.
    ours, theirs = (rival.typed, draft.typed) if here else (draft.typed, rival.typed)
    rows = [
        {"label": fact.label, "here": as_typed(ours, one, fact), "there": as_typed(theirs, one, fact)}
        for one, fact in facts.places.values()
    ]
    differing = [row for row in rows if row["here"] != row["there"]]
    return {"rows": differing, "at": draft.kept_at if here else rival.at, "here": here}


def as_typed(typed: Typed, one: catalogue.Certificate, fact: catalogue.FactField) -> str:
    """Write what was typed for a fact, right or wrong, for reading."""
    value = typed.get(one.key, {}).get(fact.key, "")
    if isinstance(value, list):
        return (
            "".join(f"{part}{unit}" for part, unit in zip(value, edge.DATE_UNITS, strict=False)) or NOT_FILLED
        )
    return f"{value}{fact.unit}" if value else NOT_FILLED


def _merged(facts: dict[str, dict[str, str]], typed: Typed) -> Typed:
    """Return what was typed, or where nothing was kept of the typing, the facts."""
    return {key: {**facts.get(key, {}), **typed.get(key, {})} for key in {**facts, **typed}}


def _complete(case: Case, draft: Draft) -> bool:
    wanted = [(one.key, fact.key) for one in chosen_of(case, draft) for fact in one.facts]
    return draft.complete(wanted, papers.required_statements(today()))


def _back(case: Case) -> str:
    if case.state in {CaseState.NOTIFIED, CaseState.ACKNOWLEDGED}:
        return f"/cases/{case.reference}/notice"
    return f"/cases/{case.reference}"
