"""Plan a visit on the spot: what is looked at together, who goes and when; tell the party; postpone it, call it off."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from nuocheng.journal import queries as journal
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.people import queries as people
from nuocheng.verification import queries
from nuocheng.verification.acts.on_visit import put_on_visit, take_off_visit
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import Came, Officer, Task, TimeAsked, Visit, VisitTask, asks_written
from nuocheng.verification.queries import visits
from nuocheng.verification.rules import GIVES_REASONS, MAY_ANNOUNCE, MAY_COME, MAY_SURPRISE, MAY_VISIT
from nuocheng.verification.rules.facts import Announcing, Going, Hours, Place, Planning, Reasoned, Surprising

NOTICE = "term.visit.notice"
NO_ADDRESS = "没有承诺地址，来前电话约定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A visit as it is planned: which tasks, who goes (the first keeps the record), when, and what to have at hand.

    *reasons* says for each task why it needs a visit; *by_machine* names the channels that can be asked by machine.
    *surprise* is the law's ground for coming unannounced (不打招呼), with what speaks for it in *surprise_why*.
    """

    department: str
    tasks: tuple[str, ...]
    reasons: tuple[str, ...]
    officers: tuple[str, ...]
    begins: datetime
    ends: datetime
    contact: str
    bring: str = ""
    ground: str = ""
    by_machine: tuple[str, ...] = ()
    surprise: str = ""
    surprise_why: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """Another time for a visit."""

    begins: datetime
    ends: datetime


@founding_act("visit.plan", by=Role.VERIFIER, file=Visit)
def plan_visit(on: Occasion, deed: Deed, *, trip: Trip) -> Visit:
    """Plan a visit (安排现场核查): everything that is to be looked at there, by all departments, in one going.

    Raises:
        Malformed: An officer is not known, the day is over, or nobody is named whom the party can ask for another time.
        NotFound: A task does not exist.
        OutOfOrder: A task is settled, or on a visit already.
        RuledOut: It needs no visit, is not one place, is outside the hours, over the cap, or the wrong people go.

    """
    tasks = _tasks(deed, trip.tasks)
    team = _team(on, trip.officers, {one.department for one in tasks} | {trip.department})
    where = queries.places(one.origin for one in tasks)
    if not trip.contact.strip():
        raise Malformed.at("contact", "请填写改时间找谁，例如：冯川，0943-0000120")
    _still_to_come(on, trip.begins)
    require(MAY_COME, hours_of(trip.begins, trip.ends), on=on.today)
    require(MAY_SURPRISE, _surprise(on, trip), on=on.today)
    require(MAY_VISIT, _planning(on, trip, tasks, team, where), on=on.today)
    first = tasks[0]
    others = {one.department for one in tasks} - {trip.department}
    row = Visit(
        reference=f"XC{on.today.year}-{next_number(f'visit/{on.today.year}'):05d}",
        department=trip.department,
        party=first.party,
        party_name="、".join(dict.fromkeys(one.party_name for one in tasks))[:100],
        place=next((text for one in tasks if (text := where.get(one.origin, ""))), NO_ADDRESS),
        begins_at=trip.begins,
        ends_at=trip.ends,
        officers=_written(team),
        joint=",".join(sorted(others)),
        tasks=len(tasks),
        contact=trip.contact.strip(),
        bring=trip.bring.strip(),
        ground=trip.ground.strip(),
        planned_by=on.actor,
        surprise=trip.surprise,
        surprise_why=trip.surprise_why.strip() if trip.surprise else "",
    )
    note = {"tasks": [one.reference for one in tasks], "officers": [one.account for one in team]}
    deed.found(row, "plan", rows=_rows(row, tasks, trip.reasons), note=note)
    for one in tasks:
        put_on_visit.within(deed, one.reference, visit=row.reference)
    return row


@official_act("visit.announce", by=Role.VERIFIER, file=Visit)
def announce_visit(on: Occasion, visit: Visit, deed: Deed) -> None:
    """Tell each party beforehand (提前通知) who comes and when, what to have at hand, how to ask for another time.

    Raises:
        OutOfOrder: It is announced already, over, or one that comes unannounced.
        RuledOut: It is too late to announce it for that day.

    """
    visit.ready_for("announce")
    if visit.surprise:
        raise OutOfOrder("这次是不打招呼的检查，不通知当事人，由审查岗位批准")
    day = visit.begins_at.astimezone(CHINA).date()
    left = remaining(law.calendar(), on.today, day)
    require(MAY_ANNOUNCE, Announcing(left, law.term(NOTICE, on.today).workdays), on=on.today)
    title = law.provision("wording.visit.title", on.today).text
    letters = [
        letter(on, party=party, about=visit.reference, title=title, text=notice_text(on, visit, name))
        for party, name in visits.parties(visit).items()
    ]
    deed.move(visit, "announce", rows=letters, note={"parties": len(letters)}, announced_at=on.at)


@official_act("visit.postpone", by=Role.VERIFIER, file=Visit)
def postpone_visit(on: Occasion, visit: Visit, deed: Deed, *, when: When, reason: str) -> None:
    """Give a visit another time (改期), because the party asked or the office cannot come; it is announced anew.

    Raises:
        Malformed: The day is over.
        OutOfOrder: The record is closed, or the visit was called off.
        RuledOut: The time is outside the hours, or no reason is given.

    """
    visit.ready_for("postpone")
    require(GIVES_REASONS, Reasoned("改期", reason), on=on.today)
    _still_to_come(on, when.begins)
    require(MAY_COME, hours_of(when.begins, when.ends), on=on.today)
    said = reason.strip()
    deed.move(
        visit,
        "postpone",
        note={"reason": said, "from": visit.begins_at.isoformat(), "to": when.begins.isoformat()},
        begins_at=when.begins,
        ends_at=when.ends,
        postponed=visit.postponed + 1,
        why_postponed=said,
        asked_slots=asks_written(_moot(visit)) if visit.asks else "",
    )


@official_act("visit.call_off", by=Role.VERIFIER, file=Visit)
def call_off_visit(on: Occasion, visit: Visit, deed: Deed, *, reason: str) -> None:
    """Call a visit off (取消); whoever was told of it is told of that too, and the tasks wait again.

    Raises:
        OutOfOrder: The record is closed, or it was called off before.
        RuledOut: No reason is given.

    """
    visit.ready_for("call_off")
    require(GIVES_REASONS, Reasoned("取消", reason), on=on.today)
    said, told = reason.strip(), visit.announced_at is not None
    members = visits.members(visit.reference)
    title = law.provision("wording.visit.off_title", on.today).text
    text = law.provision("wording.visit.off", on.today).filled(day=_day(visit), reason=said)
    parties = dict.fromkeys(one.task.party for one in members) if told else {}
    letters = [letter(on, party=one, about=visit.reference, title=title, text=text) for one in parties]
    deed.move(visit, "call_off", rows=letters, note={"reason": said}, called_off_for=said, ended_at=on.at)
    take_off(deed, visit, members)


def take_off(deed: Deed, visit: Visit, members: Sequence[VisitTask]) -> None:
    """Let the tasks of a visit that is over wait again, as far as they are not settled."""
    for one in members:
        task = deed.take(Task, one.task_id)
        if task.is_open and task.visit == visit.reference:
            take_off_visit.within(deed, task.reference)


def notice_text(on: Occasion, visit: Visit, name: str) -> str:
    """Return what one party is told beforehand, in the words of the law office."""
    begins, ends = visit.begins_at.astimezone(CHINA), visit.ends_at.astimezone(CHINA)
    units = [people.department_name(one) for one in visit.departments]
    names = {one.department: [] for one in visit.team}  # type: dict[str, list[str]]
    for one in visit.team:
        names[one.department].append(one.name)
    who = "；".join(f"{people.department_name(code)}{'、'.join(said)}" for code, said in names.items())
    facts = {
        "party": name,
        "units": "、".join(units),
        "day": _day(visit),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "place": visit.place,
        "officers": who,
        "bring": visit.bring or "不用准备什么",
        "contact": visit.contact,
    }
    said = law.wordings("wording.visit.notice.", on.today).values()
    return "\n".join(str(one.filled(**facts)) for one in said)


def _day(visit: Visit) -> str:
    return cn_date(visit.begins_at.astimezone(CHINA).date())


def _tasks(deed: Deed, references: Sequence[str]) -> list[Task]:
    """Return the tasks to be looked at, in the order in which they were chosen.

    Raises:
        Malformed: They are too many for one visit.
        NotFound: One does not exist.
        OutOfOrder: One is settled.

    """
    chosen = list(dict.fromkeys(references))
    if len(chosen) > visits.MOST_TASKS:
        raise Malformed.at("tasks", f"一次上门最多看{visits.MOST_TASKS}项，请分两次")
    tasks = [deed.take(Task, one) for one in chosen]
    done = [one.label for one in tasks if one.state not in OPEN]
    if done:
        raise OutOfOrder(f"“{'、'.join(done)}”已经有结论，不用上门，请去掉")
    return tasks


def _team(on: Occasion, accounts: Sequence[str], departments: set[str]) -> list[Officer]:
    """Return who goes, each in the department in which they verify.

    Raises:
        Malformed: Somebody is no verifier of a department that takes part.

    """
    held = {
        one.username: Officer(one.username, one.name, department)
        for department in sorted(departments)
        for one in people.holders(Role.VERIFIER, department, on.today)
    }
    strangers = [one for one in accounts if one not in held]
    if strangers:
        raise Malformed.at("officers", "选的人不是这几个单位的核查人员，请重新选")
    return [held[one] for one in accounts]


def _moot(visit: Visit) -> list[TimeAsked]:
    """Return what was asked, with that to which nobody answered as overtaken: the visit has another time."""
    return [replace(one, came=Came.MOVED) if one.is_open else one for one in visit.asks]


def _still_to_come(on: Occasion, begins: datetime) -> None:
    """Let a visit be laid only on a day that is not over: no record may be made up afterwards.

    Raises:
        Malformed: The day is over.

    """
    if begins.astimezone(CHINA).date() < on.today:
        raise Malformed.at("day", "这一天已经过了，请填今天或者以后的日期")


def hours_of(begins: datetime, ends: datetime) -> Hours:
    """Return when somebody comes, as the rules see it."""
    day = begins.astimezone(CHINA).date()
    workday = law.calendar().is_workday(day)
    return Hours(begins.astimezone(CHINA), ends.astimezone(CHINA), workday, visits.open_hours(day))


def _planning(
    on: Occasion, trip: Trip, tasks: Sequence[Task], team: Sequence[Officer], where: Mapping[str, str]
) -> Planning:
    handled = journal.actors("case", {one.origin for one in tasks})
    busy = {name for names in handled.values() for name in names}
    parties = {one.party for one in tasks}
    numbers = {one.account: _number(one.account) for one in team}
    year = trip.begins.astimezone(CHINA).year
    return Planning(
        places=tuple(
            Place(
                one.label, one.party, where.get(one.origin, ""), one.channel in trip.by_machine, one.outcome
            )
            for one in tasks
        ),
        team=tuple(
            Going(one.account, one.name, one.account in busy or numbers[one.account] in parties)
            for one in team
        ),
        least=visits.number("officers", on.today),
        hours=hours_of(trip.begins, trip.ends),
        before=max((visits.visited(one, year, on=on.today) for one in parties), default=0)
        if not trip.surprise or visits.counts(trip.surprise, on.today)
        else 0,
        cap=visits.number("cap", on.today),
        ground=trip.ground,
    )


def _surprise(on: Occasion, trip: Trip) -> Surprising:
    known = not trip.surprise or trip.surprise in visits.surprises(on.today)
    return Surprising(bool(trip.surprise), known, trip.surprise_why)


def _number(account: str) -> str:
    found = people.account(account)
    return found.number if found and found.number else " "


def _rows(row: Visit, tasks: Sequence[Task], reasons: Sequence[str]) -> list[VisitTask]:
    said = list(reasons) + [""] * len(tasks)
    return [
        VisitTask(
            visit=row, task=task, number=place, department=task.department, party=task.party, why=why[:200]
        )
        for place, (task, why) in enumerate(zip(tasks, said, strict=False), start=1)
    ]


def _written(team: Sequence[Officer]) -> str:
    return json.dumps([asdict(one) for one in team], ensure_ascii=False)


def first_officer(on: Occasion, visit: Visit) -> Officer:
    """Return the officer who keeps the record, if it is whoever acts.

    Raises:
        NotInOffice: Somebody else keeps it.

    """
    first = visit.team[0]
    if on.actor != first.account:
        raise NotInOffice(f"这次上门由{first.name}记录，请用他的账号登录")
    return first
