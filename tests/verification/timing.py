"""Situations in which time matters: verified before the decision, at once after it, or when something runs out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from tests import builders as b
from tests.builders import Hours, an_occasion

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.cases.models import Case
from nuocheng.catalogue.rules.content import FactField, Item, Timing
from nuocheng.journal.files import File
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, queries
from nuocheng.verification.models import RegisterRow, Task


def item_verified(timing: Timing, code: str, **more: object) -> Item:
    """Return an item whose one certificate is verified at such a time."""
    assert b.LOW_INCOME.plan is not None
    plan = replace(b.LOW_INCOME.plan, timing=timing, **more)  # type: ignore[arg-type]
    return replace(b.ITEM, code=code, certificates=(replace(b.LOW_INCOME, plan=plan),))


EARLY = item_verified(Timing.BEFORE_DECISION, "SQ-001", workdays=3)
AT_ONCE = item_verified(Timing.AT_ONCE, "JS-001", workdays=0)
RUNS_OUT = item_verified(Timing.ON_EXPIRY, "DQ-001", expiry_months=1, lead_workdays=5)
UNTIL = FactField("until", "低保证有效期到", FactType.DATE, Comparison.ON_OR_AFTER, "until")
DATED = replace(
    item_verified(Timing.ON_EXPIRY, "DQ-002", expiry_fact="until"),
    certificates=(
        replace(
            b.LOW_INCOME,
            facts=(*b.LOW_INCOME.facts, UNTIL),
            plan=replace(b.LOW_INCOME.plan, timing=Timing.ON_EXPIRY, expiry_fact="until"),  # type: ignore[type-var]
        ),
    ),
)


def pledged(hours: Hours, facts: Mapping[str, Mapping[str, str]] | None = None) -> Case:
    """Return a case that is signed, and of which everything is verified before the decision."""
    return b.a_pledged_case(item=EARLY, facts=facts, hours=hours)


def asked(case: Case, hours: Hours) -> list[Task]:
    """Return the open tasks of a case after the register was really asked about them."""
    if not RegisterRow.objects.exists():
        b.a_register(b.a_party())
    b.ask_about(case, hours)
    return [task for task in queries.tasks_of(case.reference) if task.is_open]


def found(case: Case, hours: Hours, *, give_up: bool = False) -> Case:
    """Return a case of which every fact has a finding as the register says; with *give_up* none can be settled."""
    for task in asked(case, hours):
        right = {"consistent": "confirm", "contradicted": "find_other"}[task.outcome]
        verdict = "leave_unresolved" if give_up else right
        on = an_occasion(Role.VERIFIER, at=hours.next())
        acts.record_finding(on, task.reference, verdict=verdict, note="台账登记3人，承诺5人")
    return case_queries.case(case.reference)


def task_in(case: Case, state: str) -> Task:
    """Return the task of a case that stands there."""
    return next(task for task in queries.tasks_of(case.reference) if task.state == state)


def awaiting(hours: Hours) -> Task:
    """Return what waits until the pledge runs out."""
    return task_in(b.a_granted_case(item=RUNS_OUT, hours=hours), "awaiting")


def not_as_pledged(hours: Hours) -> Task:
    """Return what was found other than pledged before the decision."""
    return task_in(found(pledged(hours, b.UNTRUE_FACTS), hours), "not_as_pledged")


def called_off(hours: Hours) -> Task:
    """Return what need not be verified any more, because the application was withdrawn."""
    case = pledged(hours)
    cases.withdraw(b.by_party(case, hours.next()), case.reference)
    return task_in(case, "called_off")


def later(hours: Hours, days: int) -> Hours:
    """Return the hours of a day so much later."""
    return Hours(hours.at + timedelta(days=days))


IN_STATE: dict[str, Callable[[Hours], File]] = {
    "awaiting": awaiting,
    "not_as_pledged": not_as_pledged,
    "called_off": called_off,
}
