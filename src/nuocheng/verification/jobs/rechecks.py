"""What happens by itself around re-checks and risk: seeds are sealed, months drawn and handed out, tallies made."""

from __future__ import annotations

from datetime import date

from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.models import RecheckRound
from nuocheng.verification.official import count_findings
from nuocheng.verification.queries import rechecks, risks
from nuocheng.verification.rules.drawing import Share, officers_for, read

#: How many re-checks are handed out in one go; the next run takes the rest.
HANDED_OUT = 200


def shares_on(day: date) -> tuple[Share, ...]:
    """Return how much of each risk class is re-checked by the law of a day; nothing is drawn only to fill a class."""
    rows = risks.factors(day).items()
    return tuple(Share(str(key), title, percent, 1) for key, (title, _, percent) in rows)


def seal_rounds(on: Occasion) -> int:
    """Seal a seed for this month in every department that verifies and has none yet; return how many."""
    month, done = on.today.replace(day=1), 0
    there = rechecks.rounded(month)
    for department in people.departments():
        if department.code in there or not people.holders(Role.VERIFIER, department.code, on.today):
            continue
        try:
            acts.seal_round(on, department=department.code, month=month, shares=shares_on(on.today))
        except Refusal:  # another process was first
            continue
        done += 1
    return done


def draw_rounds(on: Occasion) -> int:
    """Draw what is re-checked of the months that are over, and hand it out; return how many re-checks that makes."""
    for one in rechecks.to_draw(on.today.replace(day=1)):
        try:
            acts.draw_round(on, one.reference, members=rechecks.members(one))
        except Refusal:
            continue
    return sum(_hand_out(on, one) for one in rechecks.to_hand_out())


def count_risks(on: Occasion) -> int:
    """Count anew how often each certificate was found untrue; return how many counts there are."""
    return count_findings(on.at)


def _hand_out(on: Occasion, one: RecheckRound) -> int:
    there, done = rechecks.handed_out(one.reference), 0
    waiting = [
        line for line in read(rechecks.lines(one.reference, drawn=True)) if line.reference not in there
    ]
    officers = {
        account.username: account.name for account in people.holders(Role.VERIFIER, one.department, on.today)
    }
    tasks = queries.by_reference([line.reference for line in waiting[:HANDED_OUT]])
    handled = journal.actors("case", {task.origin for task in tasks.values()})
    for line in waiting[:HANDED_OUT]:
        task = tasks[line.reference]
        avoided = {task.found_by, *handled.get(task.origin, set())}
        names = officers_for(one.seed, line.reference, officers, avoided, 1)
        officer = (names[0], officers[names[0]]) if names else ("", "")
        chosen = acts.Chosen(line.reference, line.stratum, officer)
        try:
            acts.owe_recheck(on, batch=one.reference, chosen=chosen)
        except Refusal:  # the finding has changed meanwhile
            continue
        done += 1
    if len(waiting) <= HANDED_OUT:
        acts.finish_round(on, one.reference)
    return done
