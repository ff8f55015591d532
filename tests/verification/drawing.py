"""Situations of draws, each reached by the real acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tests import builders as b
from tests.builders import Hours, an_occasion

from nuocheng.catalogue.rules.content import Timing
from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.acts import Scheme
from nuocheng.verification.models import Draw, Task
from nuocheng.verification.queries import draws
from nuocheng.verification.rules.drawing import Share

SHARES = (
    Share("A", "信用好的抽查比例", 5),
    Share("B", "信用较好的抽查比例", 50),
    Share("D", "信用差的抽查比例", 100),
)
PARTIES = (
    ("李守信", "620402198503122031"),
    ("王守约", "620402199001010018"),
    ("张守诺", "620402199001010034"),
    ("赵守言", "620402199001010050"),
)


def item_verified(timing: Timing, code: str = "CC-001") -> Any:
    """Return an item whose one certificate is verified at such a time."""
    assert b.LOW_INCOME.plan is not None
    plan = replace(b.LOW_INCOME.plan, timing=timing)
    return replace(b.ITEM, code=code, certificates=(replace(b.LOW_INCOME, plan=plan),))


SAMPLED, TRIGGERED = item_verified(Timing.SAMPLING), item_verified(Timing.TRIGGERED, "CC-002")


def verifier(hours: Hours) -> Occasion:
    """Return an occasion of somebody who verifies, a minute later."""
    return an_occasion(Role.VERIFIER, at=hours.next())


def a_scheme(hours: Hours, **changed: Any) -> Scheme:
    """Return what is to be drawn: half of those of whom nothing was checked yet."""
    scheme = Scheme(b.DEPARTMENT, "第四季度抽查", hours.at.date(), SHARES, 100)
    return replace(scheme, **changed)


def pooled(hours: Hours, parties: tuple[tuple[str, str], ...] = PARTIES[:1]) -> list[Task]:
    """Return what waits for a draw after a case of each of these parties was granted."""
    found = []
    for name, number in parties:
        case = b.a_granted_case(b.a_party(name, number), item=SAMPLED, hours=hours)
        found += queries.tasks_of(case.reference)
    return found


def a_task_in(state: str) -> Callable[[Hours], Task]:
    """Return what builds a task that waits for a draw, or that is spared."""

    def built(hours: Hours) -> Task:
        if state == "pooled":
            return pooled(hours)[0]
        case = b.a_granted_case(item=TRIGGERED, hours=hours)
        return queries.tasks_of(case.reference)[0]

    return built


def a_draw(hours: Hours, *verbs: str) -> Draw:
    """Return a draw after what these verbs do to it; something waits for it."""
    pooled(hours)
    reference = acts.prepare_draw(verifier(hours), scheme=a_scheme(hours)).reference
    for verb in verbs:
        DOES[verb](hours, reference)
    return draws.draw(reference)


def _carry_out(hours: Hours, _reference: str) -> None:
    jobs.carry_out_draws(an_occasion(Role.SYSTEM, at=hours.next()))


DOES: Mapping[str, Callable[[Hours, str], Any]] = {
    "freeze": lambda hours, reference: acts.freeze_draw(verifier(hours), reference),
    "reveal": lambda hours, reference: acts.reveal_draw(verifier(hours), reference),
    "carry_out": _carry_out,
    "give_up": lambda hours, reference: acts.give_up_draw(verifier(hours), reference, reason="日期写错了"),
}


def a_handed_out_draw(hours: Hours) -> Draw:
    """Return a draw of which everything was handed out, and which is not finished yet."""
    draw = a_draw(hours, "freeze", "reveal")
    for task in draws.still_pooled(draws.references(draws.lines(draw.reference, drawn=False)), 100):
        acts.pass_over(an_occasion(Role.SYSTEM, at=hours.next()), task.reference, draw=draw.reference)
    return draws.draw(draw.reference)


IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "draw": {
        "prepared": a_draw,
        "frozen": lambda hours: a_draw(hours, "freeze"),
        "drawn": lambda hours: a_draw(hours, "freeze", "reveal"),
        "carried_out": lambda hours: a_draw(hours, "freeze", "reveal", "carry_out"),
        "given_up": lambda hours: a_draw(hours, "give_up"),
    },
    "task": {"pooled": a_task_in("pooled"), "spared": a_task_in("spared")},
}
