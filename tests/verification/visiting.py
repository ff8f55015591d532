"""Situations of visits on the spot, each reached by the real acts."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import assisting

from nuocheng.catalogue.rules.content import FactField
from nuocheng.journal.files import File
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import Seen, Shot, Signed, Trip, When
from nuocheng.verification.models import Task, Visit, VisitTask
from nuocheng.verification.queries import visits

FIRST, SECOND = "verifier-1", "verifier-2"
BY_MACHINE = ("internal_record",)
#: A name as a hand writes it on the pad.
NAME = json.dumps([[[60, 60], [300, 60], [300, 180]], [[350, 40], [350, 200]], [[400, 100], [520, 130]]])
PHOTO = Shot(
    "门口.png",
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsSmr8wAAAABJRU5ErkJggg=="
    ),
)
SIGNED = Signed("pad", "李守信", (("party", NAME), ("first", NAME)))
UNMET = Signed("unmet", "", (("first", NAME),))
REASON = {"reason": "当事人那天不在家"}


def officers(department: str = b.DEPARTMENT) -> tuple[str, str]:
    """Make sure that the two officers of these situations hold their posts."""
    for name in (FIRST, SECOND):
        if people.account(name) is None:
            b.an_account(Role.VERIFIER, department, name=name)
    return FIRST, SECOND


def verifier(hours: Hours, actor: str = FIRST, department: str = b.DEPARTMENT) -> Occasion:
    """Return an occasion of one of the officers."""
    return an_occasion(Role.VERIFIER, department, hours.next(), actor=actor)


def in_days(hours: Hours, days: int = 7, at: time = time(9)) -> datetime:
    """Return a moment on the first working day so many days later."""
    day = hours.at.astimezone(CHINA).date() + timedelta(days=days)
    while not law.calendar().is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, at, CHINA)


def a_trip(tasks: list[Task], hours: Hours, **changed: Any) -> Trip:
    """Return a visit as it is planned for some tasks."""
    begins = in_days(hours)
    return Trip(
        **{
            "department": b.DEPARTMENT,
            "tasks": tuple(one.reference for one in tasks),
            "reasons": tuple("在线核查、协助没有查清：查无数据" for _ in tasks),
            "officers": officers(),
            "begins": begins,
            "ends": begins + timedelta(hours=1),
            "contact": "冯川，0943-0000120",
            "bring": "低保证原件",
            "by_machine": BY_MACHINE,
            **changed,
        }
    )


def planned(hours: Hours) -> Visit:
    """Return a visit that is planned for the two facts of a case about which data knew nothing."""
    tasks = assisting.asked_in_vain(hours)
    made = acts.plan_visit(verifier(hours), trip=a_trip(tasks, hours))
    return visits.visit(made.reference)


def announced(hours: Hours) -> Visit:
    """Return a visit of which the party was told."""
    made = planned(hours)
    acts.announce_visit(verifier(hours), made.reference)
    return visits.visit(made.reference)


def a_slot(hours: Hours, days: int = 9) -> When:
    """Return a time that a party proposes, so many days later."""
    begins = in_days(hours, days, time(14, 30))
    return When(begins, begins + timedelta(hours=1))


def asked(hours: Hours) -> Visit:
    """Return a visit for which the party asks for another time."""
    made = announced(hours)
    on = an_occasion(Role.APPLICANT, at=hours.next(), party=made.party)
    acts.ask_time(on, made.reference, slots=(a_slot(hours),), reason="那天要去医院")
    return visits.visit(made.reference)


#: What people pledge about where they live: two who pledge the same address are visited in one going.
HOME = replace(
    b.LOW_INCOME,
    key="home",
    name="居住证明",
    facts=(FactField("address", "住址", FactType.TEXT, Comparison.CONTAINS_ADDRESS, "address"),),
)
AT_HOME = replace(b.ITEM, code="MZ-009", name="住房救助", certificates=(HOME,))
LIVES = {"home": {"address": "白银区虚构路9号"}}


def of_two_parties(hours: Hours) -> Visit:
    """Return a visit to one address at which two parties live; both were told of it."""
    parties = (b.a_party(), b.a_party("王守信", "620402199001010026"))
    tasks = [task for party in parties for task in _left_open(party, hours)]
    made = acts.plan_visit(verifier(hours), trip=a_trip(tasks, hours)).reference
    acts.announce_visit(verifier(hours), made)
    return visits.visit(made)


def _left_open(party: b.PartyGiven, hours: Hours) -> list[Task]:
    """Return the task about where a party lives, about which the register knew nothing."""
    b.some_departments()
    case = b.a_granted_case(party, item=AT_HOME, facts=LIVES, hours=hours)
    tasks = queries.tasks_of(case.reference)[:1]
    for task in tasks:
        on = an_occasion(Role.SYSTEM, at=hours.next())
        acts.record_answer(on, task.reference, heard=assisting.nothing_found(task))
    return tasks


SURPRISE = {"surprise": "hidden", "surprise_why": "上次通知以后，门店临时摆了货"}


def unannounced(hours: Hours) -> Visit:
    """Return a visit that is to come unannounced and waits for leave."""
    tasks = assisting.asked_in_vain(hours)
    made = acts.plan_visit(verifier(hours), trip=a_trip(tasks, hours, **SURPRISE))
    return visits.visit(made.reference)


def a_surprise(hours: Hours) -> str:
    """Return the number of one more visit that is to come unannounced, for the case of another item."""
    item = replace(b.ITEM, code="MZ-008", name="临时救助")
    case = b.a_granted_case(b.a_company(), item=replace(item, for_whom=("organisation",)), hours=hours)
    tasks = queries.tasks_of(case.reference)[:1]
    for task in tasks:
        on = an_occasion(Role.SYSTEM, at=hours.next())
        acts.record_answer(on, task.reference, heard=assisting.nothing_found(task))
    return acts.plan_visit(verifier(hours), trip=a_trip(tasks, hours, **SURPRISE)).reference


def unannounced_and_postponed(hours: Hours) -> Visit:
    """Return one that was given another time before leave was given."""
    made = unannounced(hours)
    acts.postpone_visit(verifier(hours), made.reference, when=another_time(made), **REASON)
    return visits.visit(made.reference)


def postponed(hours: Hours) -> Visit:
    """Return a visit that was given another time."""
    made = announced(hours)
    acts.postpone_visit(verifier(hours), made.reference, when=another_time(made), **REASON)
    return visits.visit(made.reference)


def called_off(hours: Hours) -> Visit:
    """Return a visit that was called off."""
    made = announced(hours)
    acts.call_off_visit(verifier(hours), made.reference, **REASON)
    return visits.visit(made.reference)


def seen_all(hours: Hours, sight: str = "same") -> Visit:
    """Return a visit on which every fact was looked at, with a photograph each."""
    made = announced(hours)
    for member in visits.members(made.reference):
        acts.note_sight(verifier(hours), made.reference, seen=a_sight(member, sight), photos=(PHOTO,))
    return visits.visit(made.reference)


def recorded(hours: Hours) -> Visit:
    """Return a visit whose record is signed, and waits for the other officer."""
    made = seen_all(hours)
    acts.sign_visit(verifier(hours), made.reference, signed=SIGNED)
    return visits.visit(made.reference)


def done(hours: Hours) -> Visit:
    """Return a visit whose record both officers stand for."""
    made = recorded(hours)
    acts.confirm_visit(verifier(hours, SECOND), made.reference)
    return visits.visit(made.reference)


def not_met(hours: Hours) -> Visit:
    """Return a visit on which nobody was met."""
    made = seen_all(hours, "absent")
    acts.sign_visit(verifier(hours), made.reference, signed=UNMET)
    acts.confirm_visit(verifier(hours, SECOND), made.reference)
    return visits.visit(made.reference)


def a_sight(member: VisitTask, sight: str = "same", **changed: Any) -> Seen:
    """Return what two officers say they saw of one fact."""
    seen = member.task.claimed if sight == "same" else "4" if sight == "differs" else ""
    said = {"note": "数过" if sight != "same" else "", "begun_at": b.MORNING}
    return Seen(**{"number": member.number, "sight": sight, "seen": seen, **said, **changed})


def another_time(visit: Visit) -> When:
    """Return the same hour a week later."""
    return When(visit.begins_at + timedelta(days=7), visit.ends_at + timedelta(days=7))


def first_sight(visit: Visit) -> dict[str, Any]:
    """Return with what the first fact of a visit is noted."""
    member = visits.members(visit.reference)[0]
    return {"seen": a_sight(member), "photos": (PHOTO,)}


IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "visit": {
        "planned": planned,
        "announced": announced,
        "postponed": postponed,
        "recorded": recorded,
        "done": done,
        "not_met": not_met,
        "called_off": called_off,
    }
}
