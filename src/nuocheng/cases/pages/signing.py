"""The ceremony of signing: the exact text on screen and paper, and every way to sign it that the item accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views import View

from nuocheng.cases import acts, papers, queries
from nuocheng.cases.acts import Evidence, SigningGiven
from nuocheng.cases.jobs import still_eligible
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.methods import Asked, methods, provider, words_to_sign
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import READERS, already_in, applicant, context, own, rules_of
from nuocheng.cases.pages.draft import Draft
from nuocheng.cases.pages.procedure import MAY_NOT_PLEDGE, STALE_NOTICE, decide_on_the_spot
from nuocheng.cases.pages.signing_forms import CertificateSignatureForm, PlainForm, SignatureForm, StrokesForm
from nuocheng.cases.reports.signing_record import signing_record
from nuocheng.cases.rules.ceremony import METHOD_TITLES, Method, accepted_by
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import acting_for, posts_of
from nuocheng.edge.views import SeeOther
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import ChannelDown, NotFound, NotSignedIn, Refusal
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers.rendering import NotPrinted, preview
from nuocheng.papers.rendering import render as render_paper

FORM = "notice_and_pledge"
#: Ways to sign online that have a page of their own; the typed name stands on the check page itself.
PAGES = (Method.HANDWRITING, Method.CERTIFICATE, Method.EID)
NONCE = "eid_nonce"


@dataclass(frozen=True, slots=True)
class Ready:
    """A pledge that is ready to be signed: who acts, its case, its draft, its text and the digest of that."""

    on: Occasion
    case: Case
    draft: Draft
    text: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the digest to which every signature binds."""
        return sha256(canonical(self.text))

    @property
    def signer(self) -> str:
        """Return the name of whoever signs."""
        return acts.acts_for(self.on, None).name or self.case.party_name

    def given(self, request: HttpRequest, signed_as: str, signing: SigningGiven) -> acts.PledgeGiven:
        """Return the pledge as the request brings it, on the notice and the text that it was shown."""
        facts = {key: self.draft.facts.get(key, {}) for key in self.draft.pledged}
        return acts.PledgeGiven(
            request.POST.get("shown", ""), frozenset(self.draft.statements), signed_as, facts, signing
        )


def ready(request: HttpRequest, reference: str) -> Ready | None:
    """Return the pledge to be signed, or nothing where something is still to be done before."""
    on, case = own(request, reference)
    draft = Draft(request, reference)
    item = catalogue.item_of(case.edition)
    wanted = set(draft.pledged)
    asked = [(one.key, fact.key) for one in item.pledgeable if one.key in wanted for fact in one.facts]
    if case.state != CaseState.ACKNOWLEDGED or not draft.complete(asked, papers.required_statements(today())):
        return None
    return Ready(on, case, draft, text_of(on, case, draft))


def text_of(on: Occasion, case: Case, draft: Draft) -> dict[str, Any]:
    """Return the very content that is signed."""
    facts = {key: draft.facts.get(key, {}) for key in draft.pledged}
    given = papers.Pledging(facts, frozenset(draft.statements), acts.acts_for(on, None))
    return papers.pledge_text(case, catalogue.in_force(case.item_code), given)


def shown_text(on: Occasion, case: Case, draft: Draft) -> dict[str, Any]:
    """Return what the check page needs to show the text and the ways to sign it."""
    text = text_of(on, case, draft)
    accepted, known = accepted_by(catalogue.item_of(case.edition).signing_methods), methods()
    return {
        "text_digest": sha256(canonical(text)),
        "text": preview(FORM, text, level=3),
        "typed": Method.TYPED_NAME in accepted,
        "ways": [
            {"url": f"/cases/{case.reference}/sign/{one}", "title": METHOD_TITLES[one]}
            for one in PAGES
            if one in accepted and one in known
        ],
        "window_only": not {Method.TYPED_NAME, *PAGES} & set(accepted),
    }


def signed(request: HttpRequest, here: Ready, signed_as: str, signing: SigningGiven) -> HttpResponse:
    """Sign, and lead on; the credit platform is asked once more where it was not asked today.

    Raises:
        Refusal: The signature does not stand.

    """
    if not still_eligible(here.on, here.case.reference):
        return SeeOther(f"/cases/{here.case.reference}/why")
    acts.sign_pledge(here.on, here.case.reference, given=here.given(request, signed_as, signing))
    here.draft.forget()
    case = decide_on_the_spot(here.on, here.case.reference)
    place = "materials" if case.state == CaseState.SUPPLEMENTING else "done"
    return SeeOther(f"/cases/{case.reference}/{place}")


class SignBy(View):
    """One way to sign, on a page of its own."""

    def get(self, request: HttpRequest, reference: str, method: str) -> HttpResponse:
        """Show what to do; the provider of electronic identity sends people back to this page."""
        here = ready(request, reference)
        if here is None:
            return redirect(f"/cases/{reference}/check")
        return self._show(request, here, _way(here, method))

    def post(self, request: HttpRequest, reference: str, method: str) -> HttpResponse:
        """Sign; or be sent to the provider first."""
        here = ready(request, reference)
        if here is None:
            return already_in(request, queries.case(reference)) or SeeOther(f"/cases/{reference}/check")
        way = _way(here, method)
        if way is Method.EID and request.POST.get("step") == "ask":
            return _ask(request, here)
        form = FORMS[way](request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, here, way, form, 422)
        pieces = (*form.pieces(), *_session_pieces(request, way))
        signing = SigningGiven(request.POST.get("text", ""), str(way), pieces)
        try:
            return signed(request, here, here.signer, signing)
        except Refusal as refusal:
            if rules_of(refusal) & (MAY_NOT_PLEDGE | {STALE_NOTICE}):
                return SeeOther(f"/cases/{reference}/check")
            return self._show(request, here, way, form, form.say(refusal))

    def _show(
        self,
        request: HttpRequest,
        here: Ready,
        way: Method,
        form: SignatureForm | None = None,
        code: int = 200,
    ) -> HttpResponse:
        shown = form or FORMS[way]()
        more = context(
            here.case,
            catalogue.item_of(here.case.edition),
            way=str(way),
            title=METHOD_TITLES[way],
            signer=here.signer,
            text_digest=here.digest,
            form=shown,
            errors=edge.error_summary(shown),
            assertion=request.GET.get("assertion", "") or request.POST.get("assertion", ""),
        )
        return render(request, "cases/sign_by.html", more, status=code)


FORMS: dict[Method, type[SignatureForm]] = {
    Method.HANDWRITING: StrokesForm,
    Method.CERTIFICATE: CertificateSignatureForm,
    Method.EID: PlainForm,
}


def _way(here: Ready, method: str) -> Method:
    """Return the way to sign that an address names.

    Raises:
        NotFound: There is none, or the item does not accept it.

    """
    accepted = accepted_by(catalogue.item_of(here.case.edition).signing_methods)
    found = next((one for one in PAGES if one == method and one in accepted and one in methods()), None)
    if found is None:
        raise NotFound("这一件不能这样签，请回到核对页换一种")
    return found


def _ask(request: HttpRequest, here: Ready) -> HttpResponse:
    """Send the person to the provider, with a nonce that only this session knows."""
    known = provider()
    if known is None:
        raise ChannelDown("统一身份认证现在没有开通，请换一种方式签署")
    nonce = new_token()
    request.session[NONCE] = nonce
    back = request.build_absolute_uri(f"/cases/{here.case.reference}/sign/{Method.EID}")
    asked = Asked(here.case.number, here.digest, here.on.at, (here.signer,), (), "")
    return SeeOther(known.address(asked, nonce, back))


def _session_pieces(request: HttpRequest, way: Method) -> tuple[Evidence, ...]:
    if way is not Method.EID:
        return ()
    nonce = str(request.session.get(NONCE, ""))
    return (
        Evidence("assertion", request.POST.get("assertion", "").encode()),
        Evidence("nonce", nonce.encode()),
    )


def pledge_text(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the text that is about to be signed, as a PDF."""
    here = ready(request, reference)
    if here is None:
        return redirect(f"/cases/{reference}/check")
    return _pdf(
        FORM, here.text, f"承诺书（待签）{here.case.number}.pdf", large=request.GET.get("large") == "1"
    )


def words(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the three lines over which a certificate signs."""
    here = ready(request, reference)
    if here is None:
        return redirect(f"/cases/{reference}/check")
    response = HttpResponse(
        words_to_sign(here.case.number, here.digest), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = (
        content_disposition_header(True, f"待签文件{here.case.number}.txt") or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def record(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the signing record (签署记录) to the party, or to staff of the department."""
    if not request.user.is_authenticated:
        raise NotSignedIn("请先登录，登录后接着看文书")
    case = queries.case(reference)
    if not _may_read(request, case):
        raise NotFound
    return _pdf("signing_record", signing_record(case, today()), f"签署记录{case.number}.pdf")


def _may_read(request: HttpRequest, case: Case) -> bool:
    held = posts_of(request)
    if any(post.role is Role.APPLICANT for post in held):
        other = acting_for(request)
        if applicant(request).party == case.party or (other is not None and other.party == case.party):
            return True
    staff = [post for post in held if post.role in READERS]
    return any(post.role is Role.BUREAU or post.department == case.department for post in staff)


def _pdf(form: str, content: dict[str, Any], name: str, *, large: bool = False) -> HttpResponse:
    try:
        body = render_paper(form, content, large=large)
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，内容都在，请过几分钟再下载") from down
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response
