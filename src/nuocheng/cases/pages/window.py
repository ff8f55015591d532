"""The window: find the item, say who applies, see at once whether a pledge is possible, and open the case."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.pages.access import said_in
from nuocheng.cases.pages.procedure import begin
from nuocheng.cases.pages.window_forms import PartyForm
from nuocheng.cases.pages.wording import already_applied
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role

#: Parts of the form that act.open_case takes as they are.
GIVEN = ("number", "kind", "name", "phone", "address")


class Intake(View):
    """“受理”: one dense page in the order in which one speaks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Find an item; once chosen, ask for the party."""
        return self._show(request, PartyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look up how the party stands, or open the case."""
        department = clerks_department(request)
        form = PartyForm(request.POST)
        code = request.POST.get("item", "")
        if self._listed(code, department) is None:
            form.add_error(None, "请先选事项，再填申请人")
        if not form.is_valid():
            return self._show(request, form, code=422)
        existing = queries.undecided(form.cleaned_data["number"], code)
        if request.POST.get("step") == "look" or existing is not None:
            return self._show(request, form, looked=True, code=409 if existing else 200)
        on = occasion(request, (Role.CLERK,), department=department)
        party = acts.PartyGiven(**{name: form.cleaned_data[name] for name in GIVEN})
        try:
            reference = acts.open_case(on, item_code=code, party=party).reference
            begin(on, reference)
        except Refusal as refusal:
            return self._show(request, form, code=said_in(form, refusal))
        return SeeOther(f"/desk/intake/{reference}")

    def _listed(self, code: str, department: str) -> catalogue.InForce | None:
        """Return the item in force, if it is one of this department."""
        try:
            listed = catalogue.in_force(code)
        except NotFound:
            return None
        return listed if listed.department == department else None

    def _show(
        self, request: HttpRequest, form: PartyForm, *, looked: bool = False, code: int = 200
    ) -> HttpResponse:
        department = clerks_department(request)
        words = request.GET.get("q", "").strip()
        chosen = self._listed(request.POST.get("item") or request.GET.get("item", ""), department)
        found = (
            None
            if chosen
            else catalogue.desk([department], ["published"], words, request.GET.get("after", ""))
        )
        number = form.cleaned_data.get("number", "") if looked else ""
        existing = queries.undecided(number, chosen.item.code) if looked and chosen else None
        next_url = (
            f"/desk/intake?{urlencode({'q': words, 'after': found.next})}" if found and found.next else ""
        )
        more: dict[str, Any] = {
            "form": form,
            "errors": edge.error_summary(form),
            "chosen": chosen,
            "asked": _asked(chosen.item) if chosen else [],
            "found": found.rows if found else [],
            "words": words,
            "pager": {"next_url": next_url},
            "standing": credit.standing(number) if looked else None,
            "existing": existing,
            "dup": already_applied(existing).removeprefix("您") if existing else "",
            "key": request.POST.get("idempotency_key") or new_token(),
            "checks": _checks(chosen, form, looked=looked),
        }
        return render(request, "cases/intake.html", more, status=code)


def clerks_department(request: HttpRequest) -> str:
    """Return the department at whose window the clerk sits.

    Raises:
        NotInOffice: No clerk's post is held.

    """
    return must_hold(request, Role.CLERK)[0].department


def _asked(item: catalogue.Item) -> list[dict[str, Any]]:
    """Return the certificates of an item with what becomes of each."""
    return [{**catalogue.tagged(one), "pledge": one in item.pledgeable} for one in item.certificates]


def _checks(chosen: catalogue.InForce | None, form: PartyForm, *, looked: bool) -> list[dict[str, Any]]:
    typed = form.is_bound and form.is_valid()
    return [
        {"text": f"事项：{chosen.item.name}" if chosen else "选好事项", "done": chosen is not None},
        {
            "text": "填好申请人，照着证件核对" if not typed else f"申请人：{form.cleaned_data['name']}",
            "done": typed,
        },
        {"text": "查过信用" if looked else "查信用，看能不能承诺", "done": looked},
    ]
