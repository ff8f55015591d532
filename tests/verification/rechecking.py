"""Situations of re-checks, each reached by the real acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests import builders as b
from tests.builders import Hours, an_occasion

from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import Chosen, Share
from nuocheng.verification.models import Recheck, RecheckRound, Task
from nuocheng.verification.queries import rechecks

MONTH = date(2026, 11, 1)
SHARES = (Share("high", "风险高", 100), Share("middle", "风险一般", 100), Share("low", "风险低", 100))
LATER = 40


def system(hours: Hours) -> Occasion:
    """Return an occasion of the system, a minute later."""
    return an_occasion(Role.SYSTEM, at=hours.next())


def a_round(hours: Hours) -> RecheckRound:
    """Return a round whose seed is sealed."""
    there = rechecks.round_of(b.DEPARTMENT, MONTH)
    if there is None:
        acts.seal_round(system(hours), department=b.DEPARTMENT, month=MONTH, shares=SHARES)
    return RecheckRound.objects.get(department=b.DEPARTMENT, month=MONTH)


def a_drawn_round(hours: Hours, *, finished: bool = False) -> RecheckRound:
    """Return a round that was drawn, after its month."""
    one = a_round(hours)
    after = an_occasion(Role.SYSTEM, at=b.MORNING.replace(month=12))
    acts.draw_round(after, one.reference, members=rechecks.members(one))
    if finished:
        acts.finish_round(after, one.reference)
    return RecheckRound.load(one.reference)


def a_confirmed_task(hours: Hours) -> Task:
    """Return a fact that an officer confirmed on data that agreed."""
    case = b.a_verified_case(hours=hours)
    return queries.tasks_of(case.reference)[0]


def a_recheck(hours: Hours, answer: str = "") -> Recheck:
    """Return a re-check, done if *answer* says how."""
    task = a_confirmed_task(hours)
    chosen = Chosen(task.reference, "middle")
    reference = acts.owe_recheck(system(hours), batch="FP202611-0001", chosen=chosen).reference
    on = an_occasion(Role.VERIFIER, at=hours.next(), actor="verifier-2")
    if answer == "agree":
        acts.agree(on, reference)
    if answer == "differ":
        acts.differ(on, reference, note="台账上是另一户")
    return rechecks.recheck(reference)


IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "recheck_round": {
        "sealed": a_round,
        "drawn": a_drawn_round,
        "carried_out": lambda hours: a_drawn_round(hours, finished=True),
    },
    "recheck": {
        "owed": a_recheck,
        "same": lambda hours: a_recheck(hours, "agree"),
        "differs": lambda hours: a_recheck(hours, "differ"),
    },
}
