"""Who may open which case: the party its own, staff those of their department, and nobody any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.clock import today
from nuocheng.edge.forms import Form
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.people import queries as people

READERS = queries.READERS

#: States of a case that is in: there is a receipt, and nothing to submit.
IN = (CaseState.PLEDGED, CaseState.SUBMITTED, CaseState.GRANTED, CaseState.CLOSED)


def applicant(request: HttpRequest) -> Occasion:
    """Return the occasion of somebody who acts for their own party.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: The account has no number, so it is no party.

    """
    return occasion(request, (Role.APPLICANT,))


def own(request: HttpRequest, reference: str) -> tuple[Occasion, Case]:
    """Return the occasion and the party's own case.

    Raises:
        NotFound: There is no such case, or it is somebody else's.

    """
    on = applicant(request)
    case = queries.case(reference)
    if case.party != on.party:
        raise NotFound
    return on, case


def of_department(request: HttpRequest, reference: str, *roles: Role) -> Case:
    """Return a case of a department in which one of *roles* is held; the Bureau reads every department's.

    Raises:
        NotInOffice: None of the posts is held.
        NotFound: There is no such case in this department.

    """
    held = must_hold(request, *roles)
    case = queries.case(reference)
    if not any(post.role is Role.BUREAU or post.department == case.department for post in held):
        raise NotFound
    return case


def roles_in(request: HttpRequest, department: str) -> frozenset[Role]:
    """Return the posts that whoever is signed in holds in that department."""
    return frozenset(post.role for post in posts_of(request) if post.department == department)


def keyless(on: Occasion) -> Occasion:
    """Return the same occasion without its idempotency key, which belongs to one act only."""
    return replace(on, key="")


def days_left(case: Case) -> int:
    """Return how many working days remain until the decision is due."""
    return remaining(law.calendar(), today(), case.due_on)


def doing(case: Case, item: catalogue.Item) -> dict[str, str]:
    """Return what the panel “您在办理” shows."""
    return about(item, case.department, case.edition_version)


def about(item: catalogue.Item, department: str, version: int) -> dict[str, str]:
    """Return what the panel “您在办理” shows of an item before there is a case."""
    days = item.workdays or law.term("term.application.decision", today()).workdays
    return {
        "item": item.name,
        "department": people.department_name(department),
        "takes": "写承诺的，当场办" if item.on_the_spot else f"{days}个工作日",
        "fee": item.fee,
        "version": f"第{version}版",
    }


def said_among(forms: Sequence[Form], refusal: Refusal, fields: Mapping[str, str] | None = None) -> int:
    """Put a refusal's sentences into the forms that have their fields, the others above the first; return the status."""
    places, first = fields or {}, forms[0]
    for one in refusal.objections:
        field = places.get(one.rule, one.field)
        form = next((form for form in forms if field in form.fields), None)
        (form or first).add_error(field if form else None, one.text)
    if not refusal.objections:
        first.add_error(None, refusal.text)
    return status(refusal)


def rules_of(refusal: Refusal) -> set[str]:
    """Return the names of the rules that objected."""
    return {one.rule for one in refusal.objections}


def already_in(request: HttpRequest, case: Case) -> HttpResponse | None:
    """Lead whoever submits once more to the receipt, and say that nothing more is needed; else nothing."""
    if case.state not in IN:
        return None
    messages.info(request, "已经提交过了，不用再交。下面是回执和接下来的安排")
    return SeeOther(f"/cases/{case.reference}/done")


def context(case: Case, item: catalogue.Item, **more: Any) -> dict[str, Any]:
    """Return what every page of a party's case shows."""
    return {"case": case, "item": item, "doing": doing(case, item), **more}
