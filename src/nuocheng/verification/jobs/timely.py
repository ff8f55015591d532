"""What happens by itself as time goes by: what runs out comes due, and officers are reminded of what waits."""

from __future__ import annotations

from itertools import groupby

from nuocheng.edge.counting import counted, spoken
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.letters import queries as letters
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.models import Task

#: How many are taken in one go; the next run takes the rest.
BATCH = 200


def open_due(on: Occasion, limit: int = BATCH) -> int:
    """Owe the verifications on expiry whose day has come; return how many."""
    done = 0
    for reference in queries.to_open(on.today, limit):
        try:
            acts.come_due(on, reference)
        except Refusal:  # another process was first
            continue
        done += 1
    return done


def press_tasks(on: Occasion, limit: int = BATCH) -> int:
    """Remind of verifications of which half of the time is gone, and chase those overdue, each once; return how many.

    The officers of a department get one letter a day about all of theirs, with the first of them.
    """
    done = 0
    waiting = sorted(queries.to_press(on.today, limit), key=lambda task: task.department)
    for department, tasks in groupby(waiting, key=lambda task: task.department):
        tell = _letters(on, department)
        for task in tasks:
            if _pressed(on, task, tell):
                done, tell = done + 1, ()
    return done


def _pressed(on: Occasion, task: Task, tell: tuple[tuple[str, str], ...]) -> bool:
    try:
        acts.press_task(on, task.reference, tell=tell)
    except Refusal:  # a finding was made meanwhile, or another process was first
        return False
    return True


def _letters(on: Occasion, department: str) -> tuple[tuple[str, str], ...]:
    """Return the letters of today to the officers of a department who got none yet, by their numbers."""
    midnight = on.at.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    officers = {one.number for one in people.holders(Role.VERIFIER, department, on.today) if one.number}
    untold = sorted(one for one in officers if not letters.told_since(one, acts.DESK, midnight))
    if not untold:
        return ()
    late, waiting = counted(queries.pressed_of(department, on.today))
    text = (
        f"您单位有{spoken(waiting)}项核查期限过半还没有结论，{spoken(late)}项已经超过期限。"
        "请到核查队列里办，最急的排在前面。"
    )
    return tuple((number, text) for number in untold)
