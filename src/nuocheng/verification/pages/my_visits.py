"""The party's own pages about visits: which are coming, and asking for another time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.verification import acts
from nuocheng.verification.acts import When
from nuocheng.verification.lifecycle import VISIT, VisitState
from nuocheng.verification.models import Came, Visit
from nuocheng.verification.pages.visit_forms import AskTimeForm
from nuocheng.verification.pages.visit_seen import spell, units, when
from nuocheng.verification.queries import visits

HOME = "/mine/visits"
GONE = "没有这次上门，请回到“上门核查”重新选"
STEP = timedelta(minutes=30)


@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """List the visits of which the party was told and that are still to be made."""
    on = occasion(request, (Role.APPLICANT,))
    found = [{"visit": one, "when": when(one)} for one in visits.announced_to(on.party)]
    return render(request, "verification/my_visits.html", {"rows": found})


class MyVisit(View):
    """One visit, as the party sees it, with the form in which another time is asked for."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        visit, party = _own(request, reference)
        return _show(request, visit, party, AskTimeForm(_times(visit)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask for another time."""
        visit, party = _own(request, reference)
        form = AskTimeForm(_times(visit), request.POST)
        if not form.is_valid():
            return _show(request, visit, party, form, 422)
        length = visit.ends_at - visit.begins_at
        slots = tuple(When(one, one + length) for one in form.begins())
        try:
            acts.ask_time(
                occasion(request, acts.ask_time), reference, slots=slots, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            return _show(request, visit, party, form, form.say(refusal, {"from": "at_1"}))
        messages.success(request, "收到了。工作人员答复以前，原来的时间先不变")
        return SeeOther(f"{HOME}/{reference}")


def _own(request: HttpRequest, reference: str) -> tuple[Visit, str]:
    """Return a visit of which the party was told, and the number of the party.

    Raises:
        NotFound: There is none.

    """
    on = occasion(request, (Role.APPLICANT,))
    visit = visits.visit(reference)
    if visit.surprise or visit.announced_at is None or not visit.is_of(on.party):
        raise NotFound(GONE)
    return visit, on.party


def _times(visit: Visit) -> list[Any]:
    """Return the times of day at which a visit of this length may begin."""
    day, length = today(), visit.ends_at - visit.begins_at
    found = []
    for first, last in visits.open_hours(day):
        at, end = datetime.combine(day, first), datetime.combine(day, last)
        while at + length <= end:
            found.append(at.time())
            at += STEP
    return found


def _show(request: HttpRequest, visit: Visit, party: str, form: AskTimeForm, code: int = 200) -> HttpResponse:
    own = [one for one in visit.asks if one.party == party and one.came is not Came.MOVED]
    last = own[-1] if own else None
    waits = last if last and last.is_open else None
    may = (
        "ask_time" in VISIT.possible(VisitState(visit.state))
        and len(own) < visits.number("asks", today())
        and not waits
    )
    first, until = _window()
    context = {
        "visit": visit,
        "when": when(visit),
        "units": units(visit.departments),
        "team": visit.team,
        "waits": waits,
        "slots": [spell(one.begins, one.ends) for one in waits.slots] if waits else [],
        "declined": last.said if last and last.came is Came.DECLINED else "",
        "state": VISIT.titles[VisitState(visit.state)],
        "form": form if may else None,
        "errors": edge.error_summary(form),
        "first": cn_date(first),
        "last": cn_date(until),
    }
    return render(request, "verification/my_visit.html", context, status=code)


def _window() -> tuple[date, date]:
    """Return between which days a visit may be moved."""
    day, calendar = today(), law.calendar()
    least, most = law.term("term.visit.notice", day), law.term("term.visit.another_time", day)
    return term_end(calendar, day, least.workdays).on, term_end(calendar, day, most.workdays).on
