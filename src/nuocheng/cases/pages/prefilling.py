"""Filling in what the sources say already: asked on the page before, marked with source and day, free to be corrected."""

from __future__ import annotations

import logging
from datetime import timedelta

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import keyless
from nuocheng.cases.pages.forms import Known
from nuocheng.catalogue import queries as catalogue
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification.channels.looking_up import BASIS, PURPOSE, About, Wanted, look_up

log = logging.getLogger("nuocheng.cases")


def ask(on: Occasion, case: Case) -> None:
    """Ask the sources what they hold of the facts of this case, once; whatever goes wrong, the party goes on.

    Online the party has acknowledged the notice before; at the window it has just been told, and signs on paper later.
    """
    told = {CaseState.ACKNOWLEDGED} | ({CaseState.NOTIFIED} if on.post.role is Role.CLERK else set())
    if case.state not in told or queries.look_ups_of(case.reference):
        return
    item = catalogue.item_of(case.edition)
    wanted = [
        Wanted(
            one.key, fact.key, fact.type, fact.choices, one.plan.channel, one.plan.source, fact.source_field
        )
        for one in item.certificates
        if one.plan is not None
        for fact in one.facts
    ]
    days = law.term("term.verification.freshness", on.today).amount
    oldest = on.today - timedelta(days=days)
    asked_by = people.department_name(case.department)
    about = About(case.party_kind, case.party, case.party_name, asked_by, oldest)
    try:
        found = look_up(wanted, about, on.at)
        if found:
            acts.look_up(keyless(on), case.reference, looked=tuple(_looked(one) for one in found))
    except (Refusal, OSError, ValueError):
        log.exception("%s: nothing was filled in beforehand", case.reference)


def known_of(case: Case) -> dict[str, dict[str, Known]]:
    """Return what the sources said of the facts of a case, by certificate and fact."""
    found: dict[str, dict[str, Known]] = {}
    for one in queries.look_ups_of(case.reference):
        mark = f"来自：{one.title}，{cn_date(one.at.astimezone(CHINA).date())}查"
        for certificate, fact, value in queries.looked_up_values(one):
            found.setdefault(certificate, {})[fact] = Known(value, mark)
    return found


def _looked(one: object) -> acts.Looked:
    names = ("channel", "source", "title", "fields", "outcome", "receipt_no", "digest", "asked_at", "values")
    return acts.Looked(purpose=PURPOSE, basis=BASIS, **{name: getattr(one, name) for name in names})
