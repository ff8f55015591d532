"""“我的承诺”: the party's cases, what each waits for, and the letters it was sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import applicant, days_left
from nuocheng.cases.pages.wording import INTEGRITY, MATTER, told
from nuocheng.credit import queries as credit
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.letters import queries as letters
from nuocheng.letters.official import Letter

#: How many letters the list of cases shows beside itself.
NEWEST = 3


def mine(request: HttpRequest) -> HttpResponse:
    """List the party's cases, newest first."""
    on = applicant(request)
    found = queries.cases_of(on.party, request.GET.get("after", ""))
    received = letters.letters_to(on.party).rows
    standing = credit.standing(on.party)
    more = {
        "rows": [_row(case, received, repaired=not standing.barred) for case in found.rows],
        "letters": [letter_row(one) for one in received[:NEWEST]],
        "more_letters": len(received) > NEWEST,
        "barred": standing.barred,
        "pager": {
            "next_url": f"/mine?after={found.next}" if found.next else "",
            "previous_url": _first(request),
        },
    }
    return render(request, "cases/mine.html", more)


def my_letters(request: HttpRequest) -> HttpResponse:
    """List what the party was told, newest first."""
    on = applicant(request)
    found = letters.letters_to(on.party, request.GET.get("after", ""))
    next_url = f"/mine/letters?after={found.next}" if found.next else ""
    more = {"letters": [letter_row(one) for one in found.rows], "pager": {"next_url": next_url}}
    return render(request, "cases/letters.html", more)


def letter_row(one: Letter) -> dict[str, Any]:
    """Return a letter as the list shows it, with where it leads."""
    return {
        "title": one.title,
        "text": one.text,
        "day": cn_date(one.sent_at.astimezone(CHINA).date()),
        "url": _about(one.about),
        "paper": f"/papers/{one.paper}.pdf" if one.paper else "",
    }


def _about(reference: str) -> str:
    if reference.startswith(MATTER):
        return f"/mine/matters/{reference}"
    return "/mine/credit" if reference.startswith(INTEGRITY) else f"/cases/{reference}"


def _row(case: Case, received: list[Letter], *, repaired: bool) -> dict[str, Any]:
    state = told(case, days_left(case), letters=received, repaired=repaired)
    receipt = case.state in {CaseState.PLEDGED, CaseState.SUBMITTED, CaseState.GRANTED, CaseState.CLOSED}
    return {
        "case": case,
        "told": state,
        "day": cn_date(case.opened_at.astimezone(CHINA).date()),
        "url": f"/cases/{case.reference}",
        "receipt": f"/cases/{case.reference}/done" if receipt else "",
    }


def _first(request: HttpRequest) -> str:
    return "/mine" if request.GET.get("after") else ""
