"""Settling several differences from a superior list with one reason, each on a record of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import SuperiorList
from nuocheng.catalogue.pages import superior_showing as showing
from nuocheng.catalogue.pages.areas import areas, chosen_unit
from nuocheng.catalogue.pages.superior_forms import ManyForm
from nuocheng.catalogue.queries import superior as queries
from nuocheng.catalogue.queries.superior import Difference
from nuocheng.catalogue.rules.superior import GAP_TITLES, Choice
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role

SETTLING = (Role.EDITOR, Role.LEGAL, Role.BUREAU)
#: As many as one page of the list shows.
MOST = 50


class SettleMany(View):
    """What was ticked on the list: shown once more, and settled with one reason."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Lead back to the list: nothing is ticked."""
        must_hold(request, *SETTLING)
        return SeeOther(_back(request, reference))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what was ticked and ask for the reason, or settle."""
        must_hold(request, *SETTLING)
        found, back = SuperiorList.load(reference), _back(request, reference)
        picked = _picked(request, reference, chosen_unit(request))
        if not picked:
            messages.warning(request, "还没选。请先勾选，再点“一起处理”")
            return SeeOther(back)
        form = ManyForm(request.POST if "step" in request.POST else None)
        if "step" in request.POST and form.is_valid():
            self._settle(request, reference, picked, form)
            return SeeOther(back)
        context = {
            "areas": areas("superior-lists"),
            "list": found,
            "picked": [_line(mark, one) for mark, one in picked.items()],
            "form": form,
            "back": back,
            "errors": form.summary() if form.is_bound else [],
        }
        code = 422 if form.is_bound else 200
        return render(request, "catalogue/superior_settle.html", context, status=code)

    def _settle(
        self, request: HttpRequest, reference: str, picked: dict[str, Difference], form: ManyForm
    ) -> None:
        said, left, done = form.cleaned_data, [], 0
        for mark, one in picked.items():
            on = occasion(request, acts.settle_difference)
            choice = Choice(said["choice"])
            try:
                acts.settle_difference(on, reference, spot=_spot(mark), choice=choice, reason=said["reason"])
            except Refusal as refusal:
                left.append(f"{one.name}：{refusal.text}")
            else:
                done += 1
        messages.success(request, f"处理好了{done}处，每一处都单独留了记录")
        for line in left:
            messages.warning(request, line)


def _back(request: HttpRequest, reference: str) -> str:
    """Return the list as it was looked at."""
    here, looked_at = reverse("superior-list", args=[reference]), request.GET.urlencode()
    return f"{here}?{looked_at}" if looked_at else here


def _picked(request: HttpRequest, reference: str, department: str | None) -> dict[str, Difference]:
    """Return what was ticked and still differs, by its mark."""
    found = {}
    for mark in dict.fromkeys(request.POST.getlist("picked")[:MOST]):
        spot = _spot(mark)
        try:
            one = queries.difference(reference, spot.entry, spot.edition, spot.key, department=department)
        except NotFound:
            continue
        found[mark] = one
    return found


def _spot(mark: str) -> acts.Spot:
    """Return where a difference is, from the mark of its row on the list."""
    entry, edition, key = showing.unmarked(mark)
    return acts.Spot(entry, edition, key)


def _line(mark: str, one: Difference) -> dict[str, Any]:
    return {"id": mark, "name": one.name, "gap": GAP_TITLES[one.gap], "unit": showing.unit(one)}
