"""怎么联系您: the party says to which number and address news may go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import must_hold
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.letters.pages.forms import ReachForm
from nuocheng.people import official as accounts
from nuocheng.people import queries as people


class ReachPage(View):
    """See and change how one is reached; letters themselves always stand in the account."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what is known."""
        account = _own(request)
        known = {"phone": account.phone, "email": account.email, "wants_texts": account.wants_texts}
        return _show(request, ReachForm(initial=known))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it."""
        account = _own(request)
        form = ReachForm(request.POST)
        if not form.is_valid():
            return _show(request, form, 422)
        accounts.set_reach(account, **form.cleaned_data)
        messages.success(request, "记下了。以后的消息按新的联系方式送")
        return SeeOther("/mine")


def _own(request: HttpRequest) -> accounts.Account:
    must_hold(request, Role.APPLICANT)
    account = people.account(request.user.get_username())
    if account is None:
        raise NotFound
    return account


def _show(request: HttpRequest, form: ReachForm, code: int = 200) -> HttpResponse:
    errors = edge.error_summary(form) if form.is_bound else []
    return render(request, "letters/reach.html", {"form": form, "errors": errors}, status=code)
