"""Superior lists at the desk: taken in from a file, confirmed, and held against ours."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.catalogue import acts
from nuocheng.catalogue.channels.superior_table import read_superior
from nuocheng.catalogue.channels.units import Units
from nuocheng.catalogue.lifecycle import SUPERIOR_LISTS, SuperiorListState
from nuocheng.catalogue.models import SuperiorList
from nuocheng.catalogue.pages import superior_showing as showing
from nuocheng.catalogue.pages.areas import areas, chosen_unit, unit_filter, units_seen
from nuocheng.catalogue.pages.steps import told
from nuocheng.catalogue.pages.superior_forms import EACH_ROW, ConfirmForm, ReasonForm, TakeInForm
from nuocheng.catalogue.pages.superior_many import SETTLING
from nuocheng.catalogue.queries import superior as queries
from nuocheng.catalogue.rules.superior import LEVEL_TITLES, Gap, Level, Mode
from nuocheng.edge.display import cn_date
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people

TAKING_IN = (Role.EDITOR, Role.BUREAU)
TONES = {
    SuperiorListState.READ: "todo",
    SuperiorListState.IN_FORCE: "ok",
    SuperiorListState.SUPERSEDED: "off",
    SuperiorListState.WITHDRAWN: "off",
    SuperiorListState.DISCARDED: "off",
}
#: The tab of rows that match nothing, but are called alike.
ALIKE = "alike"
SHOWN = 50


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Show the superior lists by state."""
    units_seen(request)
    asked = request.GET.get("state", "")
    state = SuperiorListState(asked) if asked in set(SuperiorListState) else SuperiorListState.IN_FORCE
    found = queries.lists([state], request.GET.get("after", ""))
    counts = queries.state_counts()
    context = {
        "areas": areas("superior-lists"),
        "tabs": [
            {
                "label": SUPERIOR_LISTS.titles[one],
                "url": f"?{urlencode({'state': one})}",
                "count": counts.get(one, 0),
                "current": one is state,
            }
            for one in SuperiorListState
        ],
        "may_take_in": any(post.role in TAKING_IN for post in posts_of(request)),
        "table": _table(found.rows),
        "pager": {"next_url": f"?{urlencode({'state': state, 'after': found.next})}" if found.next else ""},
    }
    return render(request, "catalogue/superior_lists.html", context)


def _table(rows: list[SuperiorList]) -> dict[str, Any]:
    columns = ("清单", "层级", "文号", "印发日期", "行数")
    return {
        "caption": "上级清单",
        "columns": [{"label": label, "num": label == "行数"} for label in columns],
        "rows": [
            {
                "id": one.reference,
                "name": one.title,
                "url": reverse("superior-list", args=[one.reference]),
                "cells": [
                    {"label": "层级", "text": LEVEL_TITLES[Level(one.level)]},
                    {"label": "文号", "text": one.number or "—"},
                    {"label": "印发日期", "text": cn_date(one.issued_on)},
                    {"label": "行数", "text": f"{one.rows}行", "num": True},
                ],
            }
            for one in rows
        ],
    }


class TakeIn(View):
    """Taking in a list from a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        must_hold(request, *TAKING_IN)
        return self._show(request, TakeInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Read the file; nothing counts until what was read is confirmed."""
        on = occasion(request, acts.take_in_list)
        form = TakeInForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, form.summary())
        said = form.cleaned_data
        mode = None if said["mode"] == EACH_ROW else Mode(said["mode"])
        name = str(said["file"].name)
        heading = acts.Heading(
            said["title"], said["number"], Level(said["level"]), said["issued_on"], name[-200:]
        )
        try:
            contents = read_superior(said["file"].read(), name, mode)
            receipt = acts.take_in_list(on, heading=heading, contents=contents)
        except Refusal as refusal:
            return self._show(request, form, told(refusal), status(refusal))
        return SeeOther(reverse("superior-list", args=[receipt.reference]))

    def _show(
        self, request: HttpRequest, form: TakeInForm, errors: Any = (), code: int = 422
    ) -> HttpResponse:
        context = {
            "areas": areas("superior-lists"),
            "form": form,
            "errors": list(errors),
            "key": uuid4().hex,
        }
        return render(request, "catalogue/superior_new.html", context, status=code if errors else 200)


class ListPage(View):
    """One list: what was read, and once confirmed, how we differ from it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the list."""
        units_seen(request)
        found = SuperiorList.load(reference)
        if found.state == SuperiorListState.READ:
            return self._to_confirm(request, found, _confirm_form(found))
        if found.state == SuperiorListState.IN_FORCE:
            return self._compared(request, found)
        return render(request, "catalogue/superior_list.html", _about(request, found))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Confirm or discard what was read, or withdraw the list."""
        step = request.POST.get("step", "")
        found = SuperiorList.load(reference)
        if step == "withdraw":
            return self._withdraw(request, found)
        act = acts.discard_list if step == "discard" else acts.confirm_list
        on = occasion(request, act)
        form = _confirm_form(found, None if step == "discard" else request.POST)
        try:
            if step == "discard":
                acts.discard_list(on, reference)
                messages.success(request, "没有采用，什么也没有改")
                return SeeOther(reverse("superior-lists"))
            if not form.is_valid():
                return self._to_confirm(request, found, form, form.summary())
            replaces = form.cleaned_data["replaces"]
            acts.confirm_list(on, reference, departments=form.departments(), replaces=replaces)
        except Refusal as refusal:
            return self._to_confirm(request, found, form, told(refusal), status(refusal))
        messages.success(request, f"确认了。下面是和“{found.title}”的差异，请逐条处理")
        return SeeOther(reverse("superior-list", args=[reference]))

    def _withdraw(self, request: HttpRequest, found: SuperiorList) -> HttpResponse:
        on = occasion(request, acts.withdraw_list)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._compared(request, found, form.summary())
        try:
            acts.withdraw_list(on, found.reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._compared(request, found, told(refusal), status(refusal))
        return SeeOther(reverse("superior-list", args=[found.reference]))

    def _to_confirm(
        self,
        request: HttpRequest,
        found: SuperiorList,
        form: ConfirmForm,
        errors: Any = (),
        code: int = 422,
    ) -> HttpResponse:
        said = found.says
        may = any(post.role in TAKING_IN for post in posts_of(request))
        context = {
            **_about(request, found),
            "form": form if may and found.state == SuperiorListState.READ else None,
            "faults": said.faults,
            "first": [showing.read_row(row) for row in said.rows[:SHOWN]],
            "more": max(0, len(said.rows) - SHOWN),
            "errors": list(errors),
        }
        return render(request, "catalogue/superior_confirm.html", context, status=code if errors else 200)

    def _compared(
        self, request: HttpRequest, found: SuperiorList, errors: Any = (), code: int = 422
    ) -> HttpResponse:
        unit = chosen_unit(request)
        asked = request.GET.get("gap", "")
        which = asked if asked in {*Gap, ALIKE} else str(Gap.NOT_LISTED)
        settled = request.GET.get("state") == "settled"
        every = queries.differences(found.reference, unit)
        kept = {"unit": unit or "", "gap": which, "state": "settled" if settled else ""}
        context = {
            **_about(request, found),
            "tabs": _tabs(found, every, unit, which),
            "which": which,
            "settled": settled,
            "other_state": f"?{urlencode({**kept, 'state': '' if settled else 'settled'})}",
            "filters": unit_filter(request),
            "unit": unit,
            "export": urlencode({"unit": unit or ""}),
            "withdraw": ReasonForm() if _is_bureau(request) else None,
            "errors": list(errors),
        }
        context |= self._rows(request, found, every, kept)
        return render(request, "catalogue/superior_list.html", context, status=code if errors else 200)

    def _rows(
        self, request: HttpRequest, found: SuperiorList, every: list[queries.Difference], kept: dict[str, str]
    ) -> dict[str, Any]:
        which, unit, after = kept["gap"], kept["unit"] or None, request.GET.get("after", "")
        if which == ALIKE:
            pairs = queries.alike(found.reference, unit) if unit else []
            return {"alike": showing.alike(found.reference, pairs[:SHOWN]), "needs_unit": not unit}
        if which == Gap.OURS_ONLY:
            page = queries.ours_only(found.reference, unit, after)
            rows = [one for one in page.rows if bool(one.settled) == bool(kept["state"])]
            mark = page.next
        else:
            wanted = [one for one in every if one.gap == which and bool(one.settled) == bool(kept["state"])]
            start = int(after) if after.isdigit() else 0
            rows = wanted[start : start + SHOWN]
            mark = str(start + SHOWN) if len(wanted) > start + SHOWN else ""
        url = f"?{urlencode({**kept, 'after': mark})}" if mark else ""
        may = any(post.role in SETTLING for post in posts_of(request))
        return {
            "table": showing.table(found.reference, rows, pickable=may),
            "bulk": {
                "form": "bulk",
                "url": f"{reverse('superior-settle', args=[found.reference])}?{urlencode(kept)}",
                "actions": [{"name": "settle", "label": "一起处理"}],
            },
            "pager": {"next_url": url},
        }


def _tabs(
    found: SuperiorList, every: list[queries.Difference], unit: str | None, which: str
) -> list[dict[str, Any]]:
    counts = Counter(str(one.gap) for one in every if one.settled is None)
    ours = queries.ours_only_count(found.reference, unit)
    numbers: dict[str, Any] = {str(gap): counts[gap] for gap in Gap}
    numbers[Gap.OURS_ONLY] = f"{queries.MOST_COUNTED}+" if ours > queries.MOST_COUNTED else ours
    titles = {**{str(gap): title for gap, title in showing.GAPS.items()}, ALIKE: "名称相近，等人认"}
    return [
        {
            "label": title,
            "url": f"?{urlencode({'gap': gap, 'unit': unit or ''})}",
            "count": numbers.get(gap),
            "current": gap == which,
        }
        for gap, title in titles.items()
    ]


def _about(request: HttpRequest, found: SuperiorList) -> dict[str, Any]:
    return {
        "areas": areas("superior-lists"),
        "list": found,
        "tone": TONES[SuperiorListState(found.state)],
        "rows": showing.heading(found),
        "events": showing.history(found),
        "settlements": showing.settlements(found.reference),
    }


def _is_bureau(request: HttpRequest) -> bool:
    return any(post.role is Role.BUREAU for post in posts_of(request))


def _confirm_form(found: SuperiorList, data: Any = None) -> ConfirmForm:
    named = found.says.units[:60]
    known = Units.of((one.code, one.name, one.short) for one in people.departments())
    initial: dict[str, Any] = {f"unit-{place}": known.guess(name) for place, name in enumerate(named)}
    lists = [(one.reference, one.title) for one in queries.in_force()]
    same = next((one.reference for one in queries.in_force() if one.title == found.title), "")
    units = [(one.code, one.name) for one in people.departments()]
    return ConfirmForm(data, lists=lists, units=units, named=named, initial={**initial, "replaces": same})
