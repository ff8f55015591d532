"""“以个人还是企业身份办”: choosing for whom one acts, after signing in and at any time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import MAY_ACT
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.kernel.errors import NotInOffice, NotSignedIn
from nuocheng.mandates import queries
from nuocheng.mandates.models import Mandate
from nuocheng.mandates.pages.forms import SELF, ActingForm

HOME = "/mine"


class ActingFor(View):
    """The choice, kept in the session until it is made again or one signs out."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Offer everybody for whom one may act."""
        held = _held(request)
        now = request.session.get(queries.ACTING) or SELF
        return self._show(request, ActingForm(request.user.name, held, initial={"who": now}))  # type: ignore[union-attr]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Act for whom was chosen."""
        held = _held(request)
        request.session[MAY_ACT] = bool(held)
        form = ActingForm(request.user.name, held, request.POST)  # type: ignore[union-attr]
        if not form.is_valid():
            return self._show(request, form, 422)
        who = form.cleaned_data["who"]
        if who == SELF:
            request.session.pop(queries.ACTING, None)
            messages.success(request, "现在办的是您自己的事")
        else:
            request.session[queries.ACTING] = who
            name = next(row.party_name for row, _ in held if row.reference == who)
            messages.success(request, f"现在替{name}办事，要换回来请点“换身份”")
        return SeeOther(_onward(request))

    def _show(self, request: HttpRequest, form: ActingForm, code: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "errors": edge.error_summary(form),
            "next": request.GET.get("next", "") or request.POST.get("next", ""),
        }
        return render(request, "mandates/acting.html", context, status=code)


def _held(request: HttpRequest) -> list[tuple[Mandate, str]]:
    """Return the mandates that whoever is signed in can use today, with the word for each.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: The account has no number, so it holds none.

    """
    if not request.user.is_authenticated:
        raise NotSignedIn("请先登录，登录后接着办")
    if not request.user.number:
        raise NotInOffice("这个账号没有实名，不能替别人办事")
    rows = queries.taken(request.user.number, today())
    return [(row, CAPACITY_TITLES[Capacity(row.capacity)]) for row in rows]


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted else HOME
