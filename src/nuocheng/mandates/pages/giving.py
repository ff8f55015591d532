"""“授权管理”: mandates given and taken, and giving one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_token
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.mandates import acts, queries
from nuocheng.mandates.pages.forms import PLACES, HolderForm, usual_end
from nuocheng.mandates.pages.showing import all_shown


@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """Show who may act for the party, and for whom one may act."""
    on = occasion(request, (Role.APPLICANT,))
    context = {
        "party": queries.party_name(on),
        "given": all_shown(queries.given(on.party), on.today),
        "taken": all_shown(queries.taken(request.user.number, on.today), on.today),  # type: ignore[union-attr]
        "may_give": queries.capacity_of(on) in {Capacity.SELF, Capacity.LEGAL_REPRESENTATIVE},
    }
    return render(request, "mandates/mandates.html", context)


class Give(View):
    """Giving somebody authority to handle things."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask whom, for what, until when."""
        day = today()
        return self._show(request, HolderForm(initial={"since": day, "until": usual_end(day)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give it."""
        on = occasion(request, (Role.APPLICANT,))
        form = HolderForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            acts.give_mandate(on, given=form.given())
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal, PLACES))
        messages.success(request, f"已授权{form.cleaned_data['name']}。对方用自己的账号登录，就可以替您办")
        return SeeOther("/mine/mandates")

    def _show(self, request: HttpRequest, form: HolderForm, code: int = 200) -> HttpResponse:
        on = occasion(request, (Role.APPLICANT,))
        context = {
            "party": queries.party_name(on),
            "form": form,
            "errors": edge.error_summary(form),
            "key": request.POST.get("idempotency_key") or new_token(),
        }
        return render(request, "mandates/give.html", context, status=code)
