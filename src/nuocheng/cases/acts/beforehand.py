"""Verification before the decision (事前核查): owed with the pledge, called off with it, and read before a grant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nuocheng.cases import queries
from nuocheng.cases.acts.duties import any_early, duties_of, is_early, plan_of
from nuocheng.cases.models import Case, PledgedFact
from nuocheng.cases.rules.facts import EarlyCheck
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.deeds import Deed
from nuocheng.kernel.occasion import Occasion
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.verification import acts as verification
from nuocheng.verification import queries as verified

PLEDGING = frozenset({"pledge", "mixed"})


def owe_early(on: Occasion, deed: Deed, case: Case, item: catalogue.Item, facts: list[PledgedFact]) -> None:
    """Owe what is verified before the decision; what was owed of an earlier signing is called off."""
    call_off_early(deed, case, "重新签了承诺书，照新的核查")
    for act, duty in duties_of(on, case, item, facts, early=True):
        act.within(deed, duty=duty)


def call_off_early(deed: Deed, case: Case, reason: str) -> None:
    """Call off what is still to be verified before the decision, because the pledge does not stand any more."""
    for task in verified.open_early(case.reference):
        verification.call_off_task.within(deed, task.reference, reason=reason)


def checks_before(today: date, case: Case, item: catalogue.Item) -> tuple[EarlyCheck, ...]:
    """Return how each pledged fact stands that is verified before the decision."""
    return tuple(
        EarlyCheck(
            label=label,
            reference=task.reference if task else "",
            state=task.state if task else "",
            way=plan.way,
            left=remaining(law.calendar(), today, task.due_on) if task else 0,
        )
        for label, plan, task in _early(case, item)
    )


def note_decision(deed: Deed, case: Case, item: catalogue.Item) -> int:
    """Note the decision on what was verified before it; return how much of it is still open."""
    live = [task for _, _, task in _early(case, item) if task is not None]
    for task in live:
        verification.note_decision.within(deed, task.reference)
    return sum(task.is_open for task in live)


def _early(case: Case, item: catalogue.Item) -> Iterator[tuple[str, catalogue.Plan, verified.Task | None]]:
    """Yield each fact of the pledge that counts and is verified before the decision, with its newest task."""
    if case.path not in PLEDGING or not any_early(item):
        return
    newest = verified.newest_early(case.reference)
    for fact in queries.facts_of(case.reference):
        _, plan = plan_of(item, fact.certificate_key)
        if is_early(plan):
            yield fact.label, plan, newest.get((fact.certificate_key, fact.key))
