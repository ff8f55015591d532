"""Signing in and out: the ways there are, the way by account and password, and what every way ends with."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge import leaving
from nuocheng.edge.clock import now
from nuocheng.edge.number_fields import Mobile
from nuocheng.edge.occasions import MAY_ACT
from nuocheng.edge.recognising import remember
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.occasion import CHINA, Assurance, SignIn
from nuocheng.letters.channels.at_hand import ways
from nuocheng.mandates import queries as mandates
from nuocheng.people import official as people
from nuocheng.people.channels.at_hand import single_sign_on

BACKEND = "django.contrib.auth.backends.ModelBackend"
AFTER = "/after-sign-in"
#: How many records of visits wait in this phone to be sent; the field pages keep it up to date.
STILL_WAITING = "field_waiting"


class Secret(edge.Spoken, forms.CharField):
    """What is compared and never kept, and so taken as it comes."""

    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class AccountForm(edge.Form):
    """Account and password."""

    username = edge.TextLine(
        label="账号",
        blank="请填写账号",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = Secret(label="密码", blank="请填写密码", strip=False)


class PhoneForm(edge.Form):
    """The mobile number to which a code goes."""

    phone = Mobile(label="手机号", help_text="填登记过的手机号，我们用短信发一个校验码给您。")


@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show every way to sign in that this installation has; where there is only one, that one."""
    if single_sign_on() is None and "sms" not in ways():
        return show_account(request, AccountForm())
    return show_ways(request, PhoneForm())


def show_ways(request: HttpRequest, form: PhoneForm, status: int = 200) -> HttpResponse:
    """Return the page with the ways for applicants."""
    shown = {
        "province": single_sign_on() is not None,
        "by_phone": "sms" in ways(),
        "form": form,
        "errors": edge.error_summary(form),
        **_around(request, "people"),
    }
    return render(request, "signing_in/sign_in.html", shown, status=status)


def show_account(request: HttpRequest, form: AccountForm, status: int = 200) -> HttpResponse:
    """Return the page with account and password."""
    shown = {"form": form, "errors": edge.error_summary(form), **_around(request, "staff")}
    return render(request, "signing_in/account.html", shown, status=status)


@method_decorator(never_cache, name="dispatch")
class ByAccount(View):
    """Sign in with a local account, and go on where one wanted to go."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return show_account(request, AccountForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check account and password; too many wrong ones and the door stays shut for a while."""
        form = AccountForm(request.POST)
        if not form.is_valid():
            return show_account(request, form, 422)
        account = authenticate(request, **form.cleaned_data)
        if not isinstance(account, people.Account):
            form.add_error("password", "账号或密码不对，请再输一次；忘了密码，请带身份证到窗口重设")
            return show_account(request, form, 422)
        sure = Assurance.REAL_NAME if account.number else Assurance.NONE
        known = SignIn("password", now(), sure)
        people.keep_recognition(account, known)
        return arrive(request, account, known, request.POST.get("next", ""))


def arrive(request: HttpRequest, account: people.Account, known: SignIn, wanted: str) -> HttpResponse:
    """Let somebody in who was recognised: a session of a new name, and on to where they wanted to go."""
    left = leaving.take(request)
    request.session.flush()  # also for somebody who was in: nothing of before goes on, but what they themselves typed
    login(request, account, backend=BACKEND)
    leaving.give_back(request, str(account.pk), left)
    remember(request.session, known)
    answer = SeeOther(_for_whom(request, account, known, onward(request, wanted)))
    leaving.mark_in(answer, str(account.pk), secure=request.is_secure())
    return answer


def _for_whom(request: HttpRequest, account: people.Account, known: SignIn, wanted: str) -> str:
    """Return the page that asks for whom somebody acts, where they may act for others; else the one wanted."""
    day = (known.at or now()).astimezone(CHINA).date()
    if not account.number or not mandates.taken(account.number, day):
        return wanted
    request.session[MAY_ACT] = True
    return f"/acting?{urlencode({'next': wanted})}"


def onward(request: HttpRequest, wanted: str) -> str:
    """Return the page that was wanted if it is one of ours, else the desk of whoever signs in."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted else AFTER


def say(request: HttpRequest, answer: people.Answer, status: int = 403, wanted: str = "") -> HttpResponse:
    """Return a page instead of a sign-in, that says what to do."""
    shown = {"answer": answer, "next": wanted}
    return render(request, "signing_in/answer.html", shown, status=status)


def inbox() -> str:
    """Return where the demonstration shows the short messages that it never sends; nothing anywhere else."""
    return str(settings.NUOCHENG_SMS[0]).removesuffix("send") if settings.NUOCHENG_DEMO else ""


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and leave nothing behind for whoever sits at this screen next.

    Only what two officers saw and could not send yet stays in their phone: they are told of it, and may stay.
    """
    left = request.COOKIES.get(STILL_WAITING, "0")
    waits = left.isascii() and left.isdecimal() and int(left) > 0
    if waits and "sure" not in request.POST:
        return render(request, "signing_in/still_waiting.html", {"left": int(left)})
    logout(request)
    response = redirect("home")
    response["Clear-Site-Data"] = '"cache"' if waits else '"cache", "storage"'
    response.delete_cookie(leaving.WAS_IN, samesite="Lax")
    return response


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer somebody who tried too many wrong passwords."""
    return render(request, "signing_in/locked_out.html", status=429)


def _around(request: HttpRequest, here: str) -> dict[str, Any]:
    """Return what every page of signing in shows around its form."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    return {
        "next": wanted,
        "here": here,
        "more_ways": single_sign_on() is not None or "sms" in ways(),
        "inbox": inbox(),
        "ran_out": bool(request.COOKIES.get(leaving.WAS_IN)) and not request.user.is_authenticated,
    }
