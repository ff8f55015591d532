"""The Bureau's board: every unit against every milestone, one unit in full, and opening a round of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
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
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.programme import acts, queries
from nuocheng.programme.lifecycle import PlanState
from nuocheng.programme.models import Round
from nuocheng.programme.pages.forms import RoundForm
from nuocheng.programme.pages.plan import shown as plan_shown
from nuocheng.programme.pages.wording import TONES, events, scope
from nuocheng.programme.reports.board import Cell, Unit, board, unit
from nuocheng.programme.rules.content import PLAN_CODE, SUMMARY_CODE

#: Where the papers lie that fulfil a milestone.
FOLDERS = {PLAN_CODE: "plans", SUMMARY_CODE: "summaries"}
#: What the board can be narrowed to, by the word in the address.
NARROWED: dict[str, tuple[str, Callable[[Unit], bool]]] = {
    "": ("全部单位", lambda _: True),
    "overdue": ("有逾期的", lambda one: one.overdue > 0),
    "waiting": ("等我办的", lambda one: one.waiting > 0),
    "excused": ("报了书面说明的", lambda one: one.explanation is not None),
    "contacts": ("缺联系人的", lambda one: bool(one.missing_contacts)),
    "done": ("全部完成的", lambda one: one.total > 0 and one.done == one.total),
}


@require_safe
def lead_board(request: HttpRequest) -> HttpResponse:
    """Show the board of a round: the one that is open, or another by its number."""
    must_hold(request, Role.BUREAU)
    row = asked_round(request)
    if row is None:
        return render(request, "programme/lead_none.html")
    found = board(row, today())
    wanted = request.GET.get("show", "")
    word, fits = NARROWED.get(wanted, NARROWED[""])
    words = request.GET.get("q", "").strip()
    units = [one for one in found if fits(one) and words in f"{one.name}{one.short}"]
    context = {
        "round": row,
        "rounds": [one for one in queries.rounds() if one.pk != row.pk],
        "is_open": row.state == "open",
        "units": [(one, [(cell, _address(one, cell, row)) for cell in one.cells]) for one in units],
        "asked": row.asked,
        "kpis": _kpis(found, wanted, row),
        "filters": _filters(wanted, words, row),
        "shown": word,
        "day": today(),
        "overdue": sum(one.overdue for one in found),
        "summed_up": sum(one.summary.waiting for one in found),
    }
    return render(request, "programme/lead_board.html", context)


def asked_round(request: HttpRequest) -> Round | None:
    """Return the round named in the address, or the last one.

    Raises:
        NotFound: There is no round of that number.

    """
    named = request.GET.get("round", "")
    return queries.a_round(named) if named else queries.last_round()


@require_safe
def lead_unit(request: HttpRequest, department: str) -> HttpResponse:
    """Show one unit in a round: each milestone, its plan, explanation, contacts and reminders."""
    must_hold(request, Role.BUREAU)
    row = asked_round(request)
    found = unit(row, department, today()) if row else None
    if row is None or found is None:
        raise NotFound("没有这个单位，或者还没有部署工作，请回到“推进情况”重新选")
    told = found.explanation
    context = {
        "round": row,
        "unit": found,
        "rows": [(one, _address(found, one, row)) for one in found.cells],
        "told": told,
        "told_tone": TONES.get(told.state, "todo") if told else "",
        "told_scope": scope(told) if told else "",
        "contacts": queries.contacts_of(department),
        "reminders": queries.reminders(row, department),
        "today": today(),
    }
    return render(request, "programme/lead_unit.html", context)


@require_safe
def lead_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a plan to the Bureau, with what it may do about it."""
    must_hold(request, Role.BUREAU)
    plan = queries.plan(reference)
    context = {
        **plan_shown(plan),
        "events": events(plan),
        "may_decide": plan.state == PlanState.FILED,
        "base": f"/lead/programme/plans/{reference}",
        "unit_url": f"/lead/programme/units/{plan.department}?round={plan.round_id}",
    }
    return render(request, "programme/lead_plan.html", context)


class OpenRound(View):
    """Opening a round of work."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form with the milestones that the law names."""
        must_hold(request, Role.BUREAU)
        return self._show(request, _form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the round."""
        on = occasion(request, acts.open_round)
        form = _form(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        said = form.cleaned_data
        try:
            acts.open_round(
                on,
                title=said["title"],
                begins_on=said["begins_on"],
                document=said["document"],
                asked=form.asked(),
            )
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        messages.success(request, "已部署，各单位马上能看到")
        return SeeOther("/lead/programme")

    def _show(self, request: HttpRequest, form: RoundForm, code: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "errors": edge.error_summary(form),
            "running": queries.current_round(),
            "law": [one for one in form.listed if one.quote],
        }
        return render(request, "programme/lead_open.html", context, status=code)


def _form(data: Any = None) -> RoundForm:
    day = today()
    listed = [_not_before(one, day) for one in queries.in_law(day)]
    return RoundForm(data, listed=listed, initial={"begins_on": day})


def _not_before(asked: queries.Asked, day: date) -> queries.Asked:
    """Return a milestone with the day of this year, or of the next where that has passed."""
    if asked.due_on >= day:
        return asked
    return next(one for one in queries.in_law(date(day.year + 1, 1, 1)) if one.code == asked.code)


def _address(one: Unit, cell: Cell, row: Round) -> str:
    """Return where the Bureau looks at how a unit stands with a milestone."""
    if cell.reference:
        return f"/lead/programme/{FOLDERS.get(cell.asked.code, 'milestones')}/{cell.reference}"
    if cell.excused and one.explanation:
        return f"/lead/programme/explanations/{one.explanation.reference}"
    return f"/lead/programme/units/{one.code}?round={row.reference}"


def _kpis(found: list[Unit], wanted: str, row: Round) -> list[dict[str, Any]]:
    tones = {"overdue": "bad", "waiting": "todo"}
    counted = []
    for word, (label, fits) in NARROWED.items():
        number = sum(map(fits, found))
        counted.append(
            {
                "label": label,
                "value": f"{number}家",
                "url": f"?round={row.reference}&show={word}",
                "current": word == wanted,
                "tone": tones.get(word, "") if number else "",
            }
        )
    return counted


def _filters(wanted: str, words: str, row: Round) -> dict[str, Any]:
    label = NARROWED.get(wanted, NARROWED[""])[0]
    base = f"?round={row.reference}"
    chips = [(label, f"{base}&q={words}")] if wanted in NARROWED and wanted else []
    chips += [(f"“{words}”", f"{base}&show={wanted}")] if words else []
    return {
        "search": {"name": "q", "value": words, "label": "单位名称"},
        "selects": [
            {
                "name": "show",
                "label": "看哪些单位",
                "options": [(one, label, one == wanted) for one, (label, _) in NARROWED.items()],
            }
        ],
        "chips": chips,
        "clear_url": base if len(chips) > 1 else "",
    }
