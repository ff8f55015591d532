"""The window's register of who represents whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.holdings.channels import inspect
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.mandates import acts, queries
from nuocheng.mandates.pages.forms import PLACES, REGISTERED, RegisterForm
from nuocheng.mandates.pages.showing import all_shown


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show mandates by name or number."""
    must_hold(request, Role.CLERK)
    words = request.GET.get("q", "").strip()[:100]
    rows = all_shown(queries.registered(words), today())
    return render(request, "mandates/register.html", {"rows": rows, "words": words})


class Register(View):
    """Registering a legal representative, a guardian, or a handler with a letter."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for everything on one page."""
        must_hold(request, Role.CLERK)
        first: dict[str, Any] = {"since": today(), "may_sign": False}
        return self._show(request, RegisterForm(initial=first))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Register it."""
        on = occasion(request, (Role.CLERK,))
        form = RegisterForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, 422)
        sent = form.cleaned_data.get("evidence")
        try:
            found = inspect(sent) if sent else None
            principal = form.principal(found.content, found.filename) if found else form.principal()
            acts.register_mandate(on, principal=principal, given=form.given())
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal, {**PLACES, **REGISTERED}))
        messages.success(request, "已登记。对方用自己的账号登录，选身份以后就可以办")
        return SeeOther("/desk/mandates")

    def _show(self, request: HttpRequest, form: RegisterForm, code: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "errors": edge.error_summary(form),
            "key": request.POST.get("idempotency_key") or new_token(),
        }
        return render(request, "mandates/register_new.html", context, status=code)
