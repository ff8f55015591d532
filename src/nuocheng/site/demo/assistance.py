"""The assistance desk of the demonstration: requests about what data left open, each brought to where the data says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.kernel.workdays import previous_workday_on_or_before
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.site.demo import cast
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import Replied, Wish
from nuocheng.verification.queries import assistance

FILE = "assistance.toml"
MORNING = 9
#: Lanes of the queue in which tasks lie that data left open.
LANES = ("not_found", "contradicted", "source_down")
#: What follows the signature, by how a request ends.
AFTER = {
    "answered": ("acknowledge", "answer"),
    "used": ("acknowledge", "answer", "use"),
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
        body=one.get("body", ""),
        address=one.get("address", ""),
        discloses=one["ends"] != "outside",
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


def _take(telling: Telling, reference: str, step: str) -> None:
    if step in {"use", "dispute"}:
        on = telling.next(Role.VERIFIER, telling.asking)
        if step == "use":
            acts.use_reply(on, reference)
        else:
            acts.dispute_refusal(on, reference, reason=telling.said["dispute"])
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
        acts.answer_request(on, reference, replies=replies, signed_by=f"{on.name}，负责人")
