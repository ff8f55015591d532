"""The field pages: today's visits, noting what is seen, signing, the other officer's confirmation; with or without a network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import authenticate
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge import pads, sending
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.holdings.channels import preview_of
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import Malformed, NotInOffice, Refusal
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.people.official import Account
from nuocheng.verification import acts, jobs
from nuocheng.verification.acts import Picture, Seen, Signed
from nuocheng.verification.lifecycle import VisitState
from nuocheng.verification.models import Visit, VisitTask
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.visit_forms import ConfirmForm, ContestForm, SightForm, SignForm
from nuocheng.verification.pages.visit_seen import facts, own, rows, signed, tone, when
from nuocheng.verification.queries import visits

SALT = "nuocheng.field"
HOME = "/field/"
NOT_TOLD = "还没有通知当事人，通知以后才能上门、记录。"
NOT_ALLOWED = "还没有批准，批准以后才能去、记录。不要告诉当事人。"
#: What a phone says that keeps its own queue: it wants to know what became of what it sent, not a page.
BY_QUEUE = "application/json"


@dataclass(frozen=True, slots=True)
class Begun:
    """When a form was opened, and the key under which it may be sent once: sealed, so that neither changes."""

    key: str
    at: datetime

    def sealed(self, reference: str) -> str:
        """Write both for a hidden field."""
        return signing.dumps([reference, self.key, self.at.isoformat()], salt=SALT)

    @classmethod
    def read(cls, sealed: str, reference: str) -> Begun:
        """Read both back; a seal that is missing, broken or another visit's begins anew."""
        try:
            said, key, at = signing.loads(sealed, salt=SALT)
        except (signing.BadSignature, ValueError):
            return cls.anew()
        return cls(key, datetime.fromisoformat(at)) if said == reference else cls.anew()

    @classmethod
    def anew(cls) -> Begun:
        """Begin now."""
        return cls(new_token(), now())


@require_safe
def today_list(request: HttpRequest) -> HttpResponse:
    """Show on which visits the officer goes, the next one first, and how many facts wait for a visit."""
    post = officer(request)
    account = str(getattr(request.user, "username", ""))
    coming = visits.of_officer(post.department, account)
    day = today()
    context = {
        "visits": [
            {
                "visit": one,
                "tone": tone(one),
                "when": when(one),
                "today": one.begins_at.astimezone(CHINA).date() == day,
                "keeps": one.team[0].account == account,
            }
            for one in coming
        ],
        "waiting": len(visits.waiting(post.department, jobs.channels()).rows),
        **_kept(request, [f"{HOME}visits/{one.reference}" for one in coming]),
    }
    return render(request, "verification/field.html", context)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say who is signed in, and give a token with which what was kept on the phone is sent now."""
    officer(request)
    answer = JsonResponse(
        {"account": str(getattr(request.user, "username", "")), "token": get_token(request)}
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that opens the field pages without a network; it answers for /field/ and nothing else."""
    answer = render(request, "verification/field-worker.js", content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


class FieldVisit(View):
    """One visit on the phone."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what is to be looked at, fact by fact, with what was seen of it so far."""
        visit = own(request, reference)
        return _show(request, visit, visits.members(reference), {})


class NoteSight(View):
    """What was seen of one fact."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        """Lead back to the visit: the form stands there."""
        return SeeOther(f"{HOME}visits/{own(request, reference).reference}#fact-{number}")

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        """Keep it, with its photographs."""
        visit = own(request, reference)
        members = visits.members(reference)
        member = next((one for one in members if one.number == number), None)
        if member is None:
            return _refused(request, Malformed("这次上门没有这一项，请刷新页面再记"), visit, {})
        form = _sight_form(member, request.POST, request.FILES)
        if not form.is_valid():
            return _again(request, visit, members, {number: form})
        begun = Begun.read(request.POST.get("begun", ""), reference)
        on = _on(request, acts.note_sight, visit, begun)
        said = form.cleaned_data
        seen = Seen(
            number,
            said["sight"],
            form.seen,
            said["note"],
            begun.at,
            said["position"],
            said["saved_on_phone"],
        )
        try:
            acts.note_sight(on, reference, seen=seen, photos=form.shots)
        except Refusal as refusal:
            return _again(request, visit, members, {number: form}, form.say(refusal))
        for one in said["photos"]:
            if one.warning:
                messages.warning(request, f"{one.filename}：{one.warning}")
        return _done(request, on, visit, f"{member.task.label}的现场情况已经存好")


class SignVisit(View):
    """Closing the record."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Lead back to the visit: the form stands there."""
        return SeeOther(f"{HOME}visits/{own(request, reference).reference}#sign")

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Close it, with the signatures."""
        visit = own(request, reference)
        form = SignForm(request.POST, request.FILES)
        members = visits.members(reference)
        if not form.is_valid():
            return _again(request, visit, members, {0: form})
        said = form.cleaned_data
        signatures = tuple((who, said[f"strokes_{who}"]) for who in ("party", "first"))
        given = Signed(said["how"], said["party_name"], signatures, said["reason"])
        pages = tuple(Picture(one.filename, one.content) for one in said["pages"])
        on = _on(request, acts.sign_visit, visit, Begun.read(request.POST.get("begun", ""), reference))
        try:
            acts.sign_visit(on, reference, signed=given, pages=pages)
        except Refusal as refusal:
            return _again(request, visit, members, {0: form}, form.say(refusal))
        return _done(request, on, visit, "已签好。下一步：请同行人员确认")


class ConfirmVisit(View):
    """The other officer's own confirmation: signed in on their own phone, or with their password on this one."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the record that is to be confirmed."""
        visit = own(request, reference)
        return _confirm(request, visit, ConfirmForm(here=_is_here(request, visit)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Confirm it."""
        visit = own(request, reference)
        here = _is_here(request, visit)
        form = ConfirmForm(request.POST, here=here)
        if not form.is_valid():
            return _confirm(request, visit, form, 422)
        try:
            on = _of_the_other(request, visit, form) if here else _own_occasion(request, visit)
            acts.confirm_visit(on, reference, strokes=form.cleaned_data["strokes_second"])
        except Refusal as refusal:
            return _confirm(request, visit, form, form.say(refusal))
        messages.success(request, "已确认，看到的已经作为证据记入核查任务，接下来可以下结论")
        return SeeOther(f"{HOME}visits/{reference}")


class ContestVisit(View):
    """The other officer does not confirm."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask what is wrong with the record."""
        visit = own(request, reference)
        return render(request, "verification/field_contest.html", {"visit": visit, "form": ContestForm()})

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Send the record back."""
        visit = own(request, reference)
        form, code = ContestForm(request.POST), 422
        if form.is_valid():
            on = occasion(request, acts.contest_visit, department=visit.in_charge("contest"))
            try:
                acts.contest_visit(on, reference, reason=form.cleaned_data["reason"])
            except Refusal as refusal:
                code = form.say(refusal)
            else:
                messages.success(request, "已退回，记录的人会看到您写的")
                return SeeOther(f"{HOME}visits/{reference}")
        context = {"visit": visit, "form": form, "errors": edge.error_summary(form)}
        return render(request, "verification/field_contest.html", context, status=code)


@require_safe
def photo(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one photograph of a visit, to be saved; for the page a small picture of it, drawn anew, is enough."""
    found = visits.photo(own(request, reference).reference, key)
    content = visits.content(found.digest)
    if "small" in request.GET:
        return sending.preview(preview_of(content, thumb=True))
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


@require_safe
def signature(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Show a signature, drawn from its strokes."""
    found = visits.signature(own(request, reference).reference, key)
    drawn = pads.draw(pads.read(found.strokes.encode()))
    return sending.attachment(drawn, media_type="image/png", filename="签名.png")


def _on(request: HttpRequest, act: Any, visit: Visit, begun: Begun) -> Occasion:
    """Return the occasion; its key is the phone's own, else the one sealed in the form: sending it twice keeps one."""
    on = occasion(request, act, department=visit.department)
    return on if on.key else replace(on, key=begun.key)


def _own_occasion(request: HttpRequest, visit: Visit) -> Occasion:
    return occasion(request, acts.confirm_visit, department=visit.in_charge("confirm"))


def _is_here(request: HttpRequest, visit: Visit) -> bool:
    """Say whether the officer who is to confirm is not the one who is signed in on this phone."""
    who = visit.next_to_confirm
    return who is not None and who.account != getattr(request.user, "username", "")


def _of_the_other(request: HttpRequest, visit: Visit, form: ConfirmForm) -> Occasion:
    """Return the occasion of the other officer, who gave their own password.

    Raises:
        Malformed: The password is wrong, or was wrong too often.
        NotInOffice: The officer holds no post there any more.

    """
    who = visit.next_to_confirm
    assert who is not None
    account = authenticate(request, username=who.account, password=form.cleaned_data["password"])
    if not isinstance(account, Account):
        raise Malformed.at(
            "password", f"密码不对，或者试错太多次。要{who.name}本人的密码；也可以用他自己的手机登录确认"
        )
    post = Post(Role.VERIFIER, who.department)
    if post not in people.posts(account, today()):
        raise NotInOffice(f"{who.name}现在没有核查岗位，不能确认")
    return Occasion(account.username, account.name, post, now(), door=Door.WINDOW)


def _sight_form(member: VisitTask, *given: Any) -> SightForm:
    return SightForm(member.task, visits.number("photos", today()), *given, auto_id=f"f{member.number}_%s")


def _kept(request: HttpRequest, addresses: list[str]) -> dict[str, Any]:
    """Return what the phone needs to know to keep pages and records: whose, which, for how long."""
    day = today()
    return {
        "keep": " ".join([HOME, *addresses]),
        "account": str(getattr(request.user, "username", "")),
        "days": law.term("term.visit.on_phone", day).amount,
        "warn": law.term("term.visit.phone_warning", day).amount,
    }


def _show(
    request: HttpRequest,
    visit: Visit,
    members: list[VisitTask],
    forms: dict[int, edge.Form],
    code: int = 200,
) -> HttpResponse:
    mine = visit.team[0].account == getattr(request.user, "username", "")
    noting = mine and visit.state == VisitState.ANNOUNCED
    found = facts(visit, members)
    for one in found:
        member = one["member"]
        one["form"] = forms.get(member.number) or (_sight_form(member) if noting else None)
    context = {
        "visit": visit,
        "tone": tone(visit),
        "when": when(visit),
        "rows": rows(visit),
        "facts": found,
        "left": sum(one["seen"] is None for one in found),
        "noting": noting,
        "not_yet": NOT_ALLOWED if visit.surprise else NOT_TOLD,
        "sign_form": forms.get(0) or SignForm(auto_id="s_%s"),
        "signed": signed(visit),
        "pages": visits.pages(visit.reference),
        "begun": Begun.anew().sealed(visit.reference),
        "errors": edge.error_summary(*forms.values()),
        "lost_photos": code != 200 and bool(request.FILES),
        **_kept(request, [f"{HOME}visits/{visit.reference}"]),
    }
    return render(request, "verification/field_visit.html", context, status=code)


def _by_queue(request: HttpRequest) -> bool:
    return BY_QUEUE in request.headers.get("Accept", "")


def _again(
    request: HttpRequest, visit: Visit, members: list[VisitTask], forms: dict[int, edge.Form], code: int = 422
) -> HttpResponse:
    """Answer what cannot be kept: to a phone's queue with the reason, to a page with the form as it was filled in."""
    if _by_queue(request):
        said = [str(text) for form in forms.values() for _, text in edge.error_summary(form)]
        return JsonResponse({"refused": "；".join(said)}, status=code)
    return _show(request, visit, members, forms, code)


def _refused(
    request: HttpRequest, refusal: Refusal, visit: Visit, forms: dict[int, edge.Form]
) -> HttpResponse:
    if _by_queue(request):
        return JsonResponse({"refused": refusal.text}, status=status(refusal))
    messages.warning(request, refusal.text)
    return _show(request, visit, visits.members(visit.reference), forms, status(refusal))


def _done(request: HttpRequest, on: Occasion, visit: Visit, said: str) -> HttpResponse:
    """Answer what is kept now: a phone's queue by the record's own key, so that it lets go of that one only."""
    if _by_queue(request):
        return JsonResponse({"kept": on.key, "said": said})
    messages.success(request, said)
    return SeeOther(f"{HOME}visits/{visit.reference}")


def _confirm(request: HttpRequest, visit: Visit, form: ConfirmForm, code: int = 200) -> HttpResponse:
    context = {
        "visit": visit,
        "when": when(visit),
        "who": visit.next_to_confirm,
        "here": _is_here(request, visit),
        "facts": facts(visit, visits.members(visit.reference)),
        "form": form,
        "errors": edge.error_summary(form),
    }
    return render(request, "verification/field_confirm.html", context, status=code)
