"""What anybody may read of the programme of work: plans, written explanations, and whom to ring up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.edge.clock import today
from nuocheng.people import queries as people
from nuocheng.programme import queries
from nuocheng.programme.lifecycle import ExplanationState, PlanState
from nuocheng.programme.models import Round
from nuocheng.programme.pages.lead import asked_round
from nuocheng.programme.pages.plan import shown
from nuocheng.programme.pages.wording import grounds, scope
from nuocheng.programme.queries import ContactRole


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List every department with its plan, or with why it cannot take part."""
    row = asked_round(request)
    context: dict[str, Any] = {"round": row, "rounds": []}
    if row is not None:
        rows = _rows(row)
        context |= {
            "rounds": [one for one in queries.rounds() if one.pk != row.pk],
            "rows": rows,
            "published": sum(one["plan"] is not None for one in rows),
            "explained": sum(one["told"] is not None for one in rows),
        }
    return render(request, "programme/public.html", context)


@require_safe
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one published plan, or an older version of it."""
    found = queries.public_plan(reference)
    liaison = queries.contact_on(found.department, ContactRole.LIAISON, today())
    now = queries.published_plans(found.round).get(found.department)
    context = {
        **shown(found),
        "phone_of_unit": _office_phone(found.department, liaison),
        "newer": now if found.state == PlanState.SUPERSEDED else None,
        "older": [
            one
            for one in queries.plans_of(found.round, found.department)
            if one.state == PlanState.SUPERSEDED and one.pk != found.pk
        ],
    }
    return render(request, "programme/public_plan.html", context)


def _rows(row: Round) -> list[dict[str, Any]]:
    plans_, told = queries.published_plans(row), queries.explanations(row)
    held, known = queries.contacts_on(today()), queries.grounds(today())
    rows = []
    for one in people.departments():
        accepted = told.get(one.code)
        if accepted is not None and accepted.state != ExplanationState.ACCEPTED:
            accepted = None
        rows.append(
            {
                "name": one.name,
                "plan": plans_.get(one.code),
                "told": accepted,
                "grounds": grounds(accepted, known) if accepted else "",
                "scope": scope(accepted) if accepted else "",
                "phone": _office_phone(one.code, held.get((one.code, ContactRole.LIAISON))),
            }
        )
    return rows


def _office_phone(department: str, liaison: queries.Contact | None) -> str:
    """Return the telephone of the liaison's office, else the department's: never a person's own."""
    if liaison is not None and liaison.office_phone:
        return liaison.office_phone
    found = people.department(department)
    return found.phone if found else ""
