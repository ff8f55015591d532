"""What happens by itself in verification: sources are asked what was pledged, and their answers kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from nuocheng.edge.clock import now
from nuocheng.journal import queries as journal
from nuocheng.journal.files import new_id
from nuocheng.journal.official import inside_act
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.channels import at_hand
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.channels.protocol import Channel
from nuocheng.verification.jobs.batches import carry_on_batches, prepare_batches
from nuocheng.verification.jobs.hearing import BASIS, PURPOSE, heard, question_about
from nuocheng.verification.jobs.reference_sets import load_snapshots
from nuocheng.verification.models import Draw, Task
from nuocheng.verification.queries import assistance, draws, sources, visits
from nuocheng.verification.queries.batches import covered
from nuocheng.verification.rules.drawing import officers_for

__all__ = [
    "BASIS",
    "PURPOSE",
    "ask",
    "ask_due",
    "carry_on_batches",
    "carry_out_draws",
    "channels",
    "heard",
    "load_snapshots",
    "prepare_batches",
    "press_due",
    "system",
    "take_next_ways",
]

BATCH = 50
#: How long a source that gave no answer is left in peace before it is asked again.
PATIENCE = timedelta(minutes=10)
#: How many pledged facts of draws are handed out in one go; the next run takes the rest.
HANDED_OUT = 500


def channels() -> dict[str, Channel]:
    """Return the channels that can be asked by machine, by key."""
    return at_hand.channels()


def ask_due(limit: int = BATCH) -> int:
    """Ask the sources what is still to be asked, and again where they were silent; return how many answered."""
    ways, at = channels(), now()
    resting = replace(sources.resting(at), by_sets=() if folders.missing() else covered(at))
    return ask(queries.to_ask(ways, at - PATIENCE, limit, resting=resting), system(), ways)


def ask(tasks: Iterable[Task], on: Occasion, ways: Mapping[str, Channel]) -> int:
    """Ask about *tasks*, one question per case and source, and record what is answered to each task.

    The outside is asked here, with empty hands: no transaction is open, and the acts that follow only
    write down what was heard.
    """
    assert not inside_act()  # the act door says so too; a call from within one would hold the write lock
    kept = 0
    ordered = sorted(tasks, key=_question_key)
    for (_, channel, _), group in groupby(ordered, key=_question_key):
        way = ways.get(channel)
        if way is not None:
            kept += _ask_together(list(group), on, way, now())
    return kept


def press_due(on: Occasion) -> int:
    """Ask for the answers to requests for assistance: at half of the term, when due, when overdue; return how many."""
    done = 0
    owed = [(acts.press, one) for one in assistance.to_press(on.today, BATCH)]
    owed += [(acts.tell_halfway, one) for one in assistance.to_tell_halfway(on.today, BATCH)]
    for act, reference in owed:
        try:
            act(on, reference)
        except Refusal:  # it was answered meanwhile, or a later rung was reached
            continue
        done += 1
    return done


def take_next_ways(on: Occasion, limit: int = BATCH) -> int:
    """Take the next way of every plan whose present one settled nothing, each by an act of its own; return how many."""
    done = 0
    for reference in queries.to_go_on(limit):
        try:
            acts.take_next_way(on, reference)
        except Refusal:  # somebody chose a way, or found on it, meanwhile
            continue
        done += 1
    return done


def system() -> Occasion:
    """Return the occasion of something that happens by itself, now."""
    return Occasion("system", "系统", Post(Role.SYSTEM), now(), door=Door.JOB)


def _question_key(task: Task) -> tuple[str, str, str]:
    return task.origin, task.channel, task.source


def _ask_together(tasks: list[Task], on: Occasion, way: Channel, at: datetime) -> int:
    """Ask one source one question about one party, and record the answer on each task."""
    first = tasks[0]
    answer = way.ask(question_about(tasks, f"{first.reference}.{new_id().hex}", at), at=at)
    kept = 0
    for task in tasks:
        try:
            acts.record_answer(on, task.reference, heard=heard(task, answer))
        except Refusal:
            continue
        kept += 1
    return kept


def carry_out_draws(on: Occasion, limit: int = HANDED_OUT) -> int:
    """Hand out what was drawn and pass over the rest, each by an act of its own; return how many.

    Whenever the worker ends, the next run goes on with whatever still waits: nothing is handed out twice.
    """
    done = 0
    for draw in draws.to_carry_out():
        listed = draws.references(draws.lines(draw.reference, drawn=False))
        tasks = draws.still_pooled(listed, limit - done)
        done += _handed_out(on, draw, tasks)
        if done >= limit:
            break
        try:
            acts.finish_draw(on, draw.reference)
        except Refusal:
            continue
    return done


def _handed_out(on: Occasion, draw: Draw, tasks: list[Task]) -> int:
    drawn = set(draws.references(draws.lines(draw.reference, drawn=True)))
    handled = journal.actors("case", {task.origin for task in tasks if task.origin in drawn})
    officers = {
        one.username: one
        for one in people.holders(Role.VERIFIER, draw.department, on.at.astimezone(CHINA).date())
    }
    done, least = 0, visits.number("officers", on.today)
    for task in tasks:
        parties = {name for name, one in officers.items() if one.number == task.party}
        avoided = handled.get(task.origin, set()) | parties
        try:
            if task.origin in drawn:
                names = officers_for(draw.seed, task.origin, officers, avoided, least)
                looking = tuple(officers[name].name for name in names)
                acts.draw_task(on, task.reference, draw=draw.reference, officers=looking)
            else:
                acts.pass_over(on, task.reference, draw=draw.reference)
        except Refusal:
            continue
        done += 1
    return done
