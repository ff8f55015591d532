"""The visits of the demonstration: one of two departments, one that was made some days ago, one that waits for leave to come unannounced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.kernel.workdays import previous_workday_on_or_before, term_end
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.site.demo import cast
from nuocheng.verification import acts, jobs
from nuocheng.verification.acts import Seen, Signed, Trip
from nuocheng.verification.queries import visits

LEAD, OTHER = "620402-mzj", "620402-scj"
#: The party that two departments look at together, and the one that was visited.
TOGETHER, VISITED = "citizen4", "citizen19"
BRING = "身份证，房屋的租赁合同或者产权证原件，看一眼就行"
#: Where somebody reported what would be gone after a notice.
REPORTED_TO = "620402-zrj"
SURPRISE = "有人反映界桩这几天被移动过，提前通知会看不到真实情况"
#: A name as a hand writes it on the pad.
NAME = json.dumps([[[60, 60], [300, 60], [300, 180]], [[350, 40], [350, 200]], [[400, 100], [520, 130]]])


def prepare_visits(now: datetime) -> None:
    """Plan a visit of two departments and announce it; make another one; once only."""
    if visits.visits(LEAD, coming=False).rows:
        return
    machine = tuple(jobs.channels())
    ahead = term_end(law.calendar(), now.astimezone(CHINA).date(), 3).on
    tasks = [one for one in _waiting((LEAD, OTHER), machine) if one.party == _number(TOGETHER)]
    if len({one.department for one in tasks}) > 1:
        team = (_verifier(LEAD), _verifier(OTHER))
        made = acts.plan_visit(_on(team[0], now), trip=_trip(tasks, team, ahead, machine)).reference
        acts.announce_visit(_on(team[0], now), made)
    _visit_made(now, machine)
    _unannounced(now, ahead, machine)


def _unannounced(now: datetime, ahead: date, machine: tuple[str, ...]) -> None:
    """Plan a visit that is to come unannounced, where more than one fact waits to be looked at; it waits for leave."""
    told = {_number(TOGETHER), _number(VISITED)}
    tasks = [one for one in _waiting((REPORTED_TO,), machine) if one.party not in told]
    if len(tasks) < 2:
        return
    team = (_verifier(REPORTED_TO, 1), _verifier(REPORTED_TO, 2))
    trip = replace(_trip(tasks[-1:], team, ahead, machine), surprise="reported", surprise_why=SURPRISE)
    with suppress(Refusal):  # the day's data differ: this one is not told
        acts.plan_visit(_on(team[0], now), trip=trip)


def _visit_made(now: datetime, machine: tuple[str, ...]) -> None:
    tasks = [one for one in _waiting((LEAD,), machine) if one.party == _number(VISITED)]
    asked = max((one.asked_at for one in tasks if one.asked_at), default=None)
    if asked is None:
        return
    planned = asked + timedelta(hours=1)
    day = previous_workday_on_or_before(law.calendar(), (now - timedelta(days=2)).astimezone(CHINA).date())
    if day < term_end(law.calendar(), planned.astimezone(CHINA).date(), 3).on:
        return
    first, second = _verifier(LEAD), _verifier(LEAD, 1)
    made = acts.plan_visit(_on(first, planned), trip=_trip(tasks, (first, second), day, machine)).reference
    acts.announce_visit(_on(first, planned), made)
    there = datetime.combine(day, time(9, 30), CHINA)
    for member in visits.members(made):
        seen = Seen(member.number, "same", member.task.claimed, "房东在场，看了租赁合同原件", there)
        acts.note_sight(_on(first, there), made, seen=seen)
    signed = Signed("pad", "", (("party", NAME), ("first", NAME)))
    acts.sign_visit(_on(first, there + timedelta(minutes=20)), made, signed=signed)
    acts.confirm_visit(_on(second, there + timedelta(minutes=25)), made, strokes=NAME)


def _waiting(departments: tuple[str, ...], machine: tuple[str, ...]) -> Iterator[Any]:
    for department in departments:
        yield from visits.waiting(department, machine).rows


def _trip(tasks: list[Any], team: tuple[cast.Player, ...], day: date, machine: tuple[str, ...]) -> Trip:
    unit = people.department(team[0].department)
    begins = datetime.combine(day, time(9), CHINA)
    return Trip(
        department=team[0].department,
        tasks=tuple(one.reference for one in tasks),
        reasons=tuple("在线核查没有查清" for _ in tasks),
        officers=tuple(one.account for one in team),
        begins=begins,
        ends=begins + timedelta(hours=1),
        contact=f"{team[0].name}，{unit.phone if unit else ''}",
        bring=BRING,
        by_machine=machine,
    )


def _verifier(department: str, place: int = 0) -> cast.Player:
    post = (Role.VERIFIER, department)
    return [one for one in cast.players() if (one.role, one.department) == post][place]


def _number(account: str) -> str:
    return next(one.number for one in cast.players() if one.account == account)


def _on(one: cast.Player, at: datetime) -> Occasion:
    return Occasion(one.account, one.name, Post(Role.VERIFIER, one.department), at, door=Door.WINDOW)
