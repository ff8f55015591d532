"""Take the next way of the plan when the one before it settled nothing, or another one for a reason."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law
from nuocheng.verification.models import Task
from nuocheng.verification.rules import MAY_CHOOSE_WAY, MAY_TAKE_NEXT_WAY
from nuocheng.verification.rules.facts import Choosing
from nuocheng.verification.rules.ways import BY_PEOPLE, Trial, Way, is_exhausted, why

TRIES = "code.way.tries"
#: By the plan or by choice: the verbs of turning to a source, and to people.
NEXT, CHOSEN = ("ask_next", "hand_on"), ("ask_another", "hand_to")


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn to another way: which, its place in the plan, why, and by which verbs (to a source, to people)."""

    task: Task
    place: int
    way: Way
    reason: str
    verbs: tuple[str, str]


@official_act("task.take_next_way", by=Role.SYSTEM, file=Task, records=tuple(f"task.{verb}" for verb in NEXT))
def take_next_way(on: Occasion, task: Task, deed: Deed) -> None:
    """Take the next way of the plan (依次换用), because the present one settled nothing.

    Raises:
        OutOfOrder: It is settled, or its plan names no further way.
        RuledOut: The present way was not tried, or not often enough.

    """
    task.ready_for("hand_on")
    place = task.step + 1
    if place >= len(task.all_ways):
        raise OutOfOrder("核查办法里没有下一种方式了")
    trial = trial_of(on, task, gives_up=task.goes_on)
    require(MAY_TAKE_NEXT_WAY, trial, on=on.today)
    _turn(deed, Turn(task, place, task.all_ways[place], why(trial), NEXT))


@official_act(
    "task.choose_way", by=Role.VERIFIER, file=Task, records=tuple(f"task.{verb}" for verb in CHOSEN)
)
def choose_way(on: Occasion, task: Task, deed: Deed, *, way: str, reason: str) -> None:
    """Take another way than the order of the plan says (改用别的方式), for a reason.

    *way* is the place of a way in the plan, counted from 1, or the channel of one on which people go.

    Raises:
        Malformed: There is no such way.
        OutOfOrder: It is settled, or a visit is planned for it.
        RuledOut: It is the present way, or no reason is given.

    """
    task.ready_for("hand_to")
    if task.visit:
        raise OutOfOrder(f"已经安排了上门（{task.visit}），要改用别的方式，请先取消上门")
    place, chosen = _chosen(task, way)
    require(MAY_CHOOSE_WAY, Choosing(task.way_now, chosen, reason), on=on.today)
    _turn(deed, Turn(task, place, chosen, reason.strip(), CHOSEN))


def trial_of(on: Occasion, task: Task, *, gives_up: bool = False) -> Trial:
    """Return how far the present way of a task was tried."""
    allowed = task.tries or int(law.provision(TRIES, on.today).value["number"])
    return Trial(task.outcome, task.attempts - task.tried_before, allowed, gives_up)


def goes_on(on: Occasion, task: Task, outcome: str, *, gives_up: bool) -> bool:
    """Say whether the next way is to be taken after one more answer."""
    if task.step + 1 >= len(task.all_ways):
        return False
    allowed = trial_of(on, task).allowed
    return is_exhausted(Trial(outcome, task.attempts + 1 - task.tried_before, allowed, gives_up))


def _chosen(task: Task, way: str) -> tuple[int, Way]:
    """Return which way is meant, and where the plan goes on after it."""
    ways = task.all_ways
    if way.isascii() and way.isdecimal() and 1 <= int(way) <= len(ways):
        return int(way) - 1, ways[int(way) - 1]
    if way in BY_PEOPLE:
        return task.step, Way(way)
    raise Malformed.at("way", "请选一种核查方式")


def _turn(deed: Deed, turn: Turn) -> None:
    """Turn to a way: a source is asked anew, and what people take in hand keeps what was found so far."""
    task, way = turn.task, turn.way
    by_people = way.channel in BY_PEOPLE
    deed.move(
        task,
        turn.verbs[by_people],
        note={"reason": turn.reason, "from": task.channel, "to": way.channel},
        channel=way.channel,
        source=way.source,
        source_field=way.field or task.source_field,
        step=turn.place,
        tried_before=task.attempts,
        goes_on=False,
        outcome=task.outcome if by_people else "",
    )
