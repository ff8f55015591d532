"""Signing in with a mobile number and a code: asked for, sent, typed, and then the account it opens."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from nuocheng.edge import forms as edge
from nuocheng.edge.callers import address_of
from nuocheng.edge.clock import now, today
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import BadNumber, PartyKind, mask_name, mask_phone, parse_party_number
from nuocheng.kernel.occasion import CHINA, Assurance, SignIn
from nuocheng.law import queries as law
from nuocheng.letters.channels.at_hand import ways
from nuocheng.letters.channels.protocol import Fate, Message
from nuocheng.people import official as people
from nuocheng.site.signing_in import PhoneForm, arrive, inbox, onward, show_ways

log = logging.getLogger("nuocheng.signing_in")

COOKIE, PATH = "phone_code", "/sign-in/phone"
LASTS_S = 900
TOO_OFTEN = "获取太频繁，请60秒后再试，或到窗口办理"
TOO_LATE = "校验码过期了，请重新获取"
NOT_SENT = "短信现在发不出去，请过几分钟再试，或者换一种办法登录"


class CodeForm(edge.Form):
    """The code as it was typed."""

    code = edge.TextLine(
        label="校验码",
        blank="请填写短信里的6位校验码",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "in w8"}
        ),
    )

    def clean_code(self) -> str:
        """Return the six digits, whatever width they were typed in."""
        code = edge.plain_digits(self.cleaned_data["code"])
        if not (code.isascii() and code.isdigit()):
            raise forms.ValidationError("校验码只有数字，请照着短信再填")
        if len(code) != 6:
            raise forms.ValidationError(f"校验码是6位数字，您填了{len(code)}位，请照着短信再填")
        return code


class WhoForm(edge.Form):
    """Which of the accounts that share a number."""

    who = edge.OneOf(label="用哪个账号登录？", blank="请选择用哪个账号登录")

    def __init__(self, accounts: list[people.Account], data: object = None) -> None:
        """Offer the accounts, persons by half their name."""
        super().__init__(data)
        self.fields["who"].choices = [(str(one.pk), _called(one)) for one in accounts]  # type: ignore[attr-defined]


@method_decorator(never_cache, name="dispatch")
class AskCode(View):
    """Have a code sent."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Lead back to where the number is asked for."""
        return SeeOther("/sign-in")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send a code, and say the same whoever the number belongs to."""
        form = PhoneForm(request.POST)
        if not form.is_valid():
            return show_ways(request, form, 422)
        phone, at = form.cleaned_data["phone"], now()
        try:
            sent = people.ask_code(phone, address_of(request), at)
        except people.TooOften:
            return _refused(request, form, TOO_OFTEN, 429)
        if not _told(phone, sent, at):
            return _refused(request, form, NOT_SENT, 503)
        answer = SeeOther(f"{PATH}/code")
        kept = signing.dumps([sent.id.hex, onward(request, request.POST.get("next", ""))], salt=COOKIE)
        answer.set_cookie(
            COOKIE, kept, LASTS_S, path=PATH, httponly=True, samesite="Lax", secure=request.is_secure()
        )
        return answer


@method_decorator(never_cache, name="dispatch")
class EnterCode(View):
    """Type the code; where the number opens several accounts, choose one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the code, or for the account once the code was right."""
        asked = _asked(request)
        if asked is None:
            return SeeOther("/sign-in")
        accounts = people.openable(asked[0], now())
        if accounts:
            return _show(request, WhoForm(accounts), asked)
        return _show(request, CodeForm(), asked)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Compare the code, and let in whom it belongs to."""
        asked = _asked(request)
        if asked is None:
            return SeeOther("/sign-in")
        if "who" in request.POST:
            return _chosen(request, asked)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return _show(request, form, asked, 422)
        try:
            people.prove_code(asked[0], form.cleaned_data["code"], now())
        except people.WrongCode as wrong:
            form.add_error("code", f"校验码不对，还可以再试{wrong.left}次" if wrong.left else TOO_LATE)
            return _show(request, form, asked, 422)
        accounts = people.openable(asked[0], now())
        if len(accounts) == 1:
            return _let_in(request, accounts[0], asked)
        return _show(request, WhoForm(accounts), asked)


def _chosen(request: HttpRequest, asked: tuple[UUID, str]) -> HttpResponse:
    accounts = people.openable(asked[0], now())
    if not accounts:
        return _show(request, _over(), asked, 422)
    form = WhoForm(accounts, request.POST)
    if not form.is_valid():
        return _show(request, form, asked, 422)
    return _let_in(request, next(one for one in accounts if str(one.pk) == form.cleaned_data["who"]), asked)


def _let_in(request: HttpRequest, account: people.Account, asked: tuple[UUID, str]) -> HttpResponse:
    at = now()
    if not people.use_code(asked[0], at):
        return _show(request, _over(), asked, 422)
    known = SignIn("phone_code", at, Assurance.REAL_NAME)
    people.keep_recognition(account, known)
    answer = arrive(request, account, known, asked[1])
    answer.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return answer


def _over() -> CodeForm:
    """Return the form that says that the code is no good any more."""
    form = CodeForm({"code": "000000"})
    form.is_valid()
    form.add_error("code", TOO_LATE)
    form.data = {}
    return form


def _told(phone: str, sent: people.Sent, at: datetime) -> bool:
    """Send the message; for a number without an account it says how to get one, so that only its owner learns it."""
    way = ways().get("sms")
    if way is None:
        raise NotFound("这里还没有接通短信，请用别的办法登录")
    key = "wording.sign_in.code" if sent.known else "wording.sign_in.unknown"
    said = law.provision(key, at.astimezone(CHINA).date())
    text = str(said.filled(sender=settings.NUOCHENG_DISTRICT, code=sent.code, phone=settings.NUOCHENG_PHONE))
    attempt = way.send(Message(key=sent.id.hex, address=phone, subject="校验码", text=text))
    if attempt.fate is not Fate.SENT:
        log.warning("a code was not sent: %s", attempt.note)
    return attempt.fate is Fate.SENT


def _asked(request: HttpRequest) -> tuple[UUID, str] | None:
    """Return the code that was sent for this browser, and where its owner wanted to go."""
    try:
        key, wanted = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LASTS_S)
    except (signing.BadSignature, ValueError):
        return None
    return UUID(key), wanted


def _show(
    request: HttpRequest, form: CodeForm | WhoForm, asked: tuple[UUID, str], status: int = 200
) -> HttpResponse:
    row = people.pending_code(asked[0], now())
    if row is None:
        return SeeOther("/sign-in")
    shown = {
        "form": form,
        "errors": edge.error_summary(form),
        "choosing": isinstance(form, WhoForm),
        "number": row.phone,
        "phone_masked": mask_phone(row.phone),
        "next": asked[1],
        "inbox": inbox(),
    }
    return render(request, "signing_in/code.html", shown, status=status)


def _refused(request: HttpRequest, form: PhoneForm, text: str, status: int) -> HttpResponse:
    form.add_error("phone", text)
    answer = show_ways(request, form, status)
    answer["Retry-After"] = "60"
    return answer


def _called(account: people.Account) -> str:
    try:
        kind = parse_party_number(account.number, today=today()).kind
    except BadNumber:
        kind = PartyKind.PERSON
    return mask_name(account.name, kind)
