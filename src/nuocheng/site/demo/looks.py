"""The query desk of the demonstration: clearances, looks of every outcome, one held back, and a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from nuocheng.cases import queries as cases
from nuocheng.catalogue import queries as catalogue
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.looks import acts, jobs, queries
from nuocheng.looks.acts import ClearanceGiven, Wanted
from nuocheng.site.demo import cast
from nuocheng.verification import queries as verification

#: The departments whose own registers are asked, so that the looks need nobody outside.
DEPARTMENTS = ("620402-zrj", "620402-scj")
TOLD = 4
COMPLAINT = "我没有找这个单位办过事，请查一下为什么查我"


def prepare_looks(now: datetime) -> int:
    """Clear an officer in two departments and tell their looks, unless they were told before; return how many."""
    if queries.clearances().rows:
        return 0
    told: list[str] = []
    for department in DEPARTMENTS:
        officer = _officer(department)
        _clear(officer, department, now - timedelta(days=20))
        for place, wanted in enumerate(list(_wanted(department, now))[:TOLD]):
            at = now - timedelta(days=9 - 2 * place, hours=1)
            told += _take(_on(officer, department, at), _varied(wanted, place))
    if told:
        look = queries.look(told[0])
        party = Occasion("party", look.party_name, Post(Role.APPLICANT), now - timedelta(hours=2), look.party)
        acts.complain(party, look.reference, text=COMPLAINT)
    return len(told)


def _officer(department: str) -> cast.Player:
    return next(one for one in cast.players() if (one.role, one.department) == (Role.VERIFIER, department))


def _on(officer: cast.Player, department: str, at: datetime) -> Occasion:
    return Occasion(officer.account, officer.name, Post(Role.VERIFIER, department), at, door=Door.WINDOW)


def _clear(officer: cast.Player, department: str, at: datetime) -> None:
    on = Occasion("bureau", "鲁明", Post(Role.BUREAU), at, door=Door.WINDOW)
    until = at.astimezone(CHINA).date() + timedelta(days=300)
    acts.give_clearance(on, given=ClearanceGiven(officer.account, department, until, "负责核查本单位的承诺"))


def _wanted(department: str, now: datetime) -> Iterator[Wanted]:
    """Yield what may be asked about the pledges of a department's cases, one question for each case."""
    rows = cases.search(department, "", now.astimezone(CHINA).date()).rows
    for case in sorted(rows, key=lambda case: not _told_before(case.reference)):
        item = catalogue.in_force(case.item_code).item
        facts = cases.facts_of(case.reference)
        for one in item.certificates:
            stated = tuple((fact.key, fact.value) for fact in facts if fact.certificate_key == one.key)
            if stated and one.plan and one.plan.channel == "internal_record":
                yield Wanted(
                    item_code=item.code,
                    certificate=one.key,
                    party_kind=case.party_kind,
                    number=case.party,
                    name=case.party_name,
                    stated=stated,
                    purpose="verifying",
                    basis_kind="case",
                    basis=case.reference,
                )
                break


def _told_before(case: str) -> bool:
    """Say whether a register has told of the pledge in a case: such looks show more than that nothing is there."""
    return any(task.outcome in {"consistent", "contradicted"} for task in verification.tasks_of(case))


def _varied(wanted: Wanted, place: int) -> Wanted:
    """Return a question as it stands, with the party's consent, about something nobody can tell, or without its case."""
    if place == 1:
        return replace(
            wanted,
            purpose="handling",
            basis_kind="consent",
            basis="当面说了用途，他同意了",
            consent_way="spoken",
        )
    if place == TOLD - 1:
        return replace(wanted, basis="2020-00001")
    return wanted


def _take(on: Occasion, wanted: Wanted) -> list[str]:
    try:
        return [jobs.take(on, wanted).reference]
    except Refusal:  # held back, and on file
        return []
