"""Signing in and out."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuocheng.edge import forms as edge
from nuocheng.edge.views import SeeOther


class SignInForm(edge.Form):
    """Account and password."""

    username = edge.TextLine(label="账号", blank="请填写账号", max_length=40)
    password = edge.TextLine(
        label="密码",
        blank="请填写密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@method_decorator(never_cache, name="dispatch")
class SignIn(View):
    """Sign in with a local account, and go on where one wanted to go."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._show(request, SignInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check account and password; too many wrong ones and the door stays shut for a while."""
        form = SignInForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        account = authenticate(request, **form.cleaned_data)
        if account is None:
            form.add_error("password", "账号或密码不对，请再输一次；忘了密码，请带身份证到窗口重设")
            return self._show(request, form, 422)
        login(request, account)
        return SeeOther(_onward(request))

    def _show(self, request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
        return render(
            request,
            "signing_in/sign_in.html",
            {"form": form, "errors": edge.error_summary(form), "next": request.GET.get("next", "")},
            status=status,
        )


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted else "/after-sign-in"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and leave nothing behind for whoever sits at this screen next."""
    logout(request)
    response = redirect("home")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer somebody who tried too many wrong passwords."""
    return render(request, "signing_in/locked_out.html", status=429)
