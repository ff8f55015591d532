"""“我的承诺”: the party's cases, what each waits for, and the letters it was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import DRAFTING, CaseState
from nuocheng.cases.models import Case, KeptDraft
from nuocheng.cases.pages.access import applicant, days_left
from nuocheng.cases.pages.draft import kept_until
from nuocheng.cases.pages.wording import (
    DRAFTS,
    ENROLMENT,
    INTEGRITY,
    MATTER,
    OBJECTION,
    OURS,
    VISIT,
    WRITTEN,
    YOURS,
    told,
)
from nuocheng.credit import queries as credit
from nuocheng.edge.clock import today
from nuocheng.edge.display import deadline
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.letters import queries as letters
from nuocheng.letters.official import Letter
from nuocheng.verification import queries as verification
from nuocheng.verification.acts import DESK
from nuocheng.verification.queries import visits, written

#: How many letters the list of cases shows beside itself.
NEWEST = 3


def mine(request: HttpRequest) -> HttpResponse:
    """List the party's cases by what they wait for: begun, for the party, for us, for nobody any more."""
    on = applicant(request)
    received = letters.letters_to(on.party).rows
    standing = credit.standing(on.party)
    after = request.GET.get("after", "")
    decided = queries.decided_of(on.party, after)
    groups = [] if after else _groups(on.party, received)
    shown = {row["case"].reference for group in groups for row in group["rows"]}
    rest = [case for case in decided.rows if case.reference not in shown]
    more = {
        "groups": groups,
        "decided": _rows(rest, received, repaired=not standing.barred),
        "letters": [letter_row(one) for one in received[:NEWEST]],
        "more_letters": len(received) > NEWEST,
        "visits": len(visits.announced_to(on.party)),
        "barred": standing.barred,
        "asked_for": written.awaited_from(on.party),
        "pager": {
            "next_url": f"/mine?after={decided.next}" if decided.next else "",
            "previous_url": "/mine" if after else "",
        },
    }
    return render(request, "cases/mine.html", more)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known beside a case: the letters about it, its draft, and when its verification is due."""

    letters: list[Letter]
    repaired: bool = False
    draft: KeptDraft | None = None
    checked_by: date | None = None


def _groups(party: str, received: list[Letter]) -> list[dict[str, Any]]:
    """Return the cases that wait for somebody, in the order of what needs doing, each group by its next date."""
    written = re.compile(rf"{re.escape(settings.NUOCHENG_MARK)}〔\d{{4}}〕\d+号")
    about_matters = (one for one in received if one.about.startswith(MATTER))
    asked = {number for one in about_matters for number in written.findall(one.text)}
    cases = [*queries.granted_by_number(party, asked), *queries.undecided_of(party)]
    found = _rows(cases, received)
    groups = []
    for title, kind in ((DRAFTS, "draft"), (YOURS, "yours"), (OURS, "ours")):
        rows = [row for row in found if row["kind"] == kind]
        rows.sort(key=lambda row: row["next_on"])
        groups.append({"title": title, "rows": rows})
    return [group for group in groups if group["rows"]]


def _rows(cases: list[Case], received: list[Letter], *, repaired: bool = False) -> list[dict[str, Any]]:
    references = [case.reference for case in cases]
    drafts = queries.drafts_of(references)
    dues = verification.due_by(references)
    return [
        row_of(case, Seen(received, repaired, drafts.get(case.reference), dues.get(case.reference)))
        for case in cases
    ]


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


#: Where the files lie that a letter may be about, by how their numbers begin.
_PLACES = {
    MATTER: "/mine/matters",
    OBJECTION: "/mine/objections",
    VISIT: "/mine/visits",
    WRITTEN: "/mine/written",
}


def _about(reference: str) -> str:
    if reference == DESK:
        return "/desk/verify"
    place = next((place for begins, place in _PLACES.items() if reference.startswith(begins)), "")
    if place:
        return f"{place}/{reference}"
    if reference.startswith(ENROLMENT):
        return "/mine/reach"
    return "/mine/credit" if reference.startswith(INTEGRITY) else f"/cases/{reference}"


def row_of(case: Case, seen: Seen) -> dict[str, Any]:
    """Return a case as the list shows it: what it is, what comes next, by when, and what can be pressed."""
    state = told(case, days_left(case), letters=seen.letters, repaired=seen.repaired)
    receipt = case.state in {CaseState.PLEDGED, CaseState.SUBMITTED, CaseState.GRANTED, CaseState.CLOSED}
    url = f"/cases/{case.reference}"
    row = {
        "case": case,
        "told": state,
        "day": cn_date(case.opened_at.astimezone(CHINA).date()),
        "url": url,
        "receipt": f"{url}/done" if receipt else "",
        "kind": "yours" if state.action else "ours",
        "next": f"{state.by}给您结果" if state.by else "",
        "next_on": case.due_on,
        "give_up": "",
    }
    if case.state in DRAFTING:
        last = kept_until(seen.draft.saved_at) if seen.draft else None
        said = f"填过的保留到{cn_date(last)}" if last else ""
        row |= {"kind": "draft", "next": said, "next_on": last or case.due_on, "give_up": f"{url}/withdraw"}
    elif seen.checked_by:
        left = remaining(law.calendar(), today(), seen.checked_by)
        row |= {"next": f"{deadline(seen.checked_by, left)}核查完", "next_on": seen.checked_by}
    return row
