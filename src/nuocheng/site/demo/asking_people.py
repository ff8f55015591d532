"""Ways that ask people, in the demonstration: material asked for and handed in, pledges shown to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from itertools import chain, islice
from typing import Any

from PIL import Image, ImageDraw

from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.people import queries as people
from nuocheng.site.demo import cast
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import AlsoAsked, Handing, Objected, Picture, ShowWish, WrittenWish
from nuocheng.verification.queries import assistance, publicity, written

#: Lanes of the queue in which tasks lie that data left open, or that nobody asked about yet.
LANES = ("not_found", "source_down", "waiting")
#: How many are asked about in writing, and how many shown; among how many one is looked for whose case has more facts.
IN_WRITING, IN_PUBLIC, LOOKED_AT = 3, 2, 60
#: A body that is asked: it answers by the code on its letter.
SCHOOL = "白银市虚构职业学校"
#: What only a body has.
FROM_A_BODY = "在册人员名单里有关的一页，盖章"
AGO = timedelta(hours=3)


@dataclass
class Clock:
    """The time of what is told: some minutes further with each step, and never after now."""

    at: datetime
    now: datetime

    def by(self, role: Role, department: str, party: str = "") -> Occasion:
        """Return the next occasion of somebody in a post, or of a party."""
        self.at = min(self.at + timedelta(minutes=10), self.now)
        if role is Role.SYSTEM:
            return Occasion("system", ROLE_TITLES[role], Post(role), self.at, door=Door.WEB)
        if role is Role.APPLICANT:
            return Occasion(party, "当事人", Post(role), self.at, party, Door.WEB)
        found = next(one for one in cast.players() if (one.role, one.department) == (role, department))
        return Occasion(found.account, found.name, Post(role, department), self.at, door=Door.WINDOW)


def prepare_asking_people(now: datetime) -> int:
    """Tell of written checks and publicities, unless they were told before; return how many there are."""
    if publicity.public_page(now.astimezone(CHINA).date()).rows:
        return 0
    clock, told = Clock(now - AGO, now), 0
    jobs.take_next_ways(clock.by(Role.SYSTEM, ""))
    told += _together(clock)
    for place, task in enumerate(_left_open(shown=False, most=IN_WRITING)):
        told += _in_writing(clock, task, body=SCHOOL if place == 1 else "", handed_in=place == 0)
    for place, task in enumerate(_left_open(shown=True, most=IN_PUBLIC)):
        told += _in_public(clock, task, objected=place == 0)
    return told


def a_sheet() -> bytes:
    """Return a picture of a page with numbered lines, as a phone takes it."""
    page = Image.new("L", (480, 680), 250)
    pen = ImageDraw.Draw(page)
    for row in range(24):
        pen.text((40, 40 + row * 25), f"{row + 1:02}   2026-{5 + row // 4:02}-{1 + row % 4 * 7:02}", fill=40)
        pen.line((36, 60 + row * 25, 440, 60 + row * 25), fill=200)
    kept = BytesIO()
    page.save(kept, "PNG")
    return kept.getvalue()


def _left_open(*, shown: bool, most: int) -> Iterator[Any]:
    """Return the first open tasks that data left open and nobody took in hand, such as may be *shown* or not."""
    lanes = ((one.code, lane) for one in people.departments() for lane in LANES)
    tasks = chain.from_iterable(queries.queue(department, lane).rows for department, lane in lanes)
    return islice((task for task in tasks if _is_free(task) and bool(task.privacy) is shown), most)


def _is_free(task: Any) -> bool:
    return not (task.visit or assistance.requests_about(task.reference) or written.under_way(task.reference))


def _turned(clock: Clock, task: Any, way: str) -> bool:
    """Turn a task to a way; say whether it is on it now."""
    if task.channel == way:
        return True
    try:
        on = clock.by(Role.VERIFIER, task.department)
        acts.choose_way(on, task.reference, way=task.choice_of(way), reason="平台上查不到，先用这种方式")
    except Refusal:
        return False
    return True


def _together(clock: Clock) -> bool:
    """Ask about two facts of one case in one letter, where a case has them."""
    for task in list(_left_open(shown=False, most=LOOKED_AT)):
        others = [one for one in written.may_join(task) if _is_free(one)]
        if others and _in_writing(clock, task, also=(AlsoAsked(others[0].reference),)):
            return True
    return False


def _in_writing(
    clock: Clock, task: Any, *, body: str = "", also: tuple[AlsoAsked, ...] = (), handed_in: bool = False
) -> bool:
    if not _turned(clock, task, "written"):
        return False
    own = people.department(task.department)
    wish = WrittenWish(
        task=task.reference,
        to_body=bool(body),
        body=body,
        also=also,
        turned="同一件里一起问，少打扰一次" if also else "",
        why="平台上查不到",
        acceptable=(FROM_A_BODY if body else "自己留存的原件的照片", "学校或者单位盖章的情况说明"),
        contact=own.phone if own and own.phone else "0943-8221234",
    )
    try:
        made = acts.ask_in_writing(clock.by(Role.VERIFIER, task.department), wish=wish).reference
    except Refusal:
        return False
    if handed_in:
        check = written.check(made)
        sheet = Picture("情况说明.png", a_sheet())
        handing = Handing((sheet,), note="盖章在最下面")
        acts.hand_in_material(clock.by(Role.APPLICANT, "", check.party), made, handing=handing)
    return True


def _in_public(clock: Clock, task: Any, *, objected: bool) -> bool:
    if not _turned(clock, task, "publicity"):
        return False
    own = people.department(task.department)
    wish = ShowWish(
        task=task.reference,
        contact=own.phone if own and own.phone else "0943-8221234",
        consent="当事人在窗口单独签字同意，同意书存卷",
    )
    try:
        made = acts.open_publicity(clock.by(Role.VERIFIER, task.department), wish=wish).reference
    except Refusal:
        return False
    if objected:
        _, digest = acts.new_answer_code()
        said = Objected(text="这块地的界桩是后来挪过的，有一家邻居说没有签过字", code_digest=digest)
        acts.object_to_publicity(clock.by(Role.SYSTEM, ""), made, said=said)
    return True
