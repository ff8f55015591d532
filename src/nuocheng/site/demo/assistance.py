"""The assistance desk of the demonstration: requests about what data left open, each brought to where the data says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nuocheng.edge import pads
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.kernel.workdays import previous_workday_on_or_before
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.site.demo import cast
from nuocheng.site.demo.visits import NAME
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import Entered, Picture, Replied, Wish
from nuocheng.verification.queries import assistance, bodies

FILE = "assistance.toml"
MORNING = 9
#: Lanes of the queue in which tasks lie that data left open.
LANES = ("not_found", "contradicted", "source_down")
#: What goes with a request to a body that has no accounts: the name as the party signs it.
SAMPLE = (Picture("当事人签名样本.png", pads.draw(pads.read(NAME.encode()))),)
#: What follows the signature, by how a request ends.
AFTER = {
    "prepared": ("acknowledge", "prepare"),
    "answered": ("acknowledge", "prepare", "sign"),
    "used": ("acknowledge", "prepare", "sign", "use"),
    "disputed": ("refuse", "dispute"),
}


@dataclass
class Telling:
    """One request being told: what is said, between whom, and its clock."""

    said: dict[str, Any]
    asking: str
    asked: str
    at: datetime
    now: datetime

    def next(self, role: Role, department: str) -> Occasion:
        """Return the next occasion of somebody in a post, an hour later and never after now."""
        self.at = min(self.at + timedelta(hours=1), self.now)
        found = next(one for one in cast.players() if (one.role, one.department) == (role, department))
        return Occasion(found.account, found.name, Post(role, department), self.at, door=Door.WINDOW)


def prepare_assistance(now: datetime) -> int:
    """Tell the requests for assistance, unless they were told before; return how many there are."""
    if any(assistance.lead_counts(now.astimezone(CHINA).date()).values()):
        return 0
    said = tomllib.loads((cast.DATA / FILE).read_text(encoding="utf-8"))
    free = list(_left_open())
    told = 0
    for one in said["request"]:
        place = next((at for at, (asking, _) in enumerate(free) if asking != one.get("asked")), None)
        if place is None:
            continue
        asking, tasks = free.pop(place)
        telling = Telling(said, asking, one.get("asked", ""), _begins(now, one["days"], tasks), now)
        told += _tell(telling, one, tasks)
    jobs.press_due(Occasion("system", ROLE_TITLES[Role.SYSTEM], Post(Role.SYSTEM), now, door=Door.JOB))
    return told


def _left_open() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be asked about: department by department, the open tasks that data left open, one by one."""
    for department in people.departments():
        for lane in LANES:
            for task in queries.queue(department.code, lane).rows:
                yield department.code, (task.reference,)


def _begins(now: datetime, days: int, tasks: tuple[str, ...]) -> datetime:
    """Return when a request is drafted: so many days ago, but not before the sources were asked."""
    day = previous_workday_on_or_before(law.calendar(), (now - timedelta(days=days)).astimezone(CHINA).date())
    asked = [one.asked_at for one in queries.by_reference(list(tasks)).values() if one.asked_at]
    return min(max(datetime(day.year, day.month, day.day, MORNING, 5, tzinfo=CHINA), *asked), now)


def _tell(telling: Telling, one: dict[str, Any], tasks: tuple[str, ...]) -> bool:
    """Tell one request as far as it goes; say whether it could be told."""
    first = queries.task(tasks[0])
    own = people.department(telling.asking)
    verifier = telling.next(Role.VERIFIER, telling.asking)
    wish = Wish(
        tasks=tasks,
        why=telling.said["why"],
        purpose=f"核实“{first.item_name}”的承诺",
        basis=jobs.BASIS,
        contact=f"{verifier.name}，{own.phone if own else ''}",
        urgency=one.get("urgency", "standard"),
        asked=telling.asked,
        outside=_in_the_book(telling, verifier, one) if "body" in one else "",
        discloses=one["ends"] != "outside",
        enclosures=SAMPLE if one["ends"] == "outside" else (),
    )
    try:
        made = acts.draft_request(verifier, wish=wish, by_machine=tuple(jobs.channels())).reference
    except Refusal:  # the day's data differ: this one is not told
        return False
    if one["ends"] != "drafted":
        acts.send_request(telling.next(Role.REVIEWER, telling.asking), made)
    for step in AFTER.get(one["ends"], ()):
        _take(telling, made, step)
    return True


def _in_the_book(telling: Telling, on: Occasion, one: dict[str, Any]) -> str:
    """Return the number of a body outside in the address book of the department that asks."""
    known = bodies.listed(telling.asking, one["body"])
    if known is not None:
        return known.reference
    told = {name: one[name] for name in ("address", "liaison", "mobile")}
    entered = Entered(name=one["body"], **told)
    return acts.enter_body(on, department=telling.asking, entered=entered).reference


def _take(telling: Telling, reference: str, step: str) -> None:
    if step in {"use", "dispute"}:
        on = telling.next(Role.VERIFIER, telling.asking)
        if step == "use":
            acts.use_reply(on, reference)
        else:
            acts.dispute_refusal(on, reference, reason=telling.said["dispute"])
        return
    if step == "sign":
        signer = telling.next(Role.REVIEWER, telling.asked)
        acts.sign_answer(signer, reference, signed_by=f"{signer.name}，负责人")
        return
    on = telling.next(Role.VERIFIER, telling.asked)
    if step == "acknowledge":
        acts.acknowledge_request(on, reference)
    elif step == "refuse":
        acts.refuse_request(on, reference, reason=telling.said["reply"])
    else:
        asked = assistance.questions(reference)
        words = ("no_record", "confirmed")
        replies = tuple(Replied(one.place, words[one.place % 2], note=telling.said["note"]) for one in asked)
        acts.prepare_answer(on, reference, replies=replies)
