"""The duties to verify that a pledge gives rise to: one per pledged fact, before the decision or from it on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from nuocheng.cases import queries
from nuocheng.cases.models import Case, PledgedFact
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.official import Founding
from nuocheng.kernel.facts import measured
from nuocheng.kernel.occasion import Occasion
from nuocheng.kernel.workdays import Deadline, term_end
from nuocheng.law import queries as law
from nuocheng.verification import acts as verification
from nuocheng.verification import queries as verified
from nuocheng.verification.acts import Duty, Way, write_ways

EXEMPT = "exempt"
Borne = tuple[Founding[Any, ...], Duty]
Timing = catalogue.Timing
#: How a duty is borne, by when its plan says that it is verified.
BORNE = {
    Timing.BEFORE_DECISION: verification.owe,
    Timing.AT_ONCE: verification.owe,
    Timing.AFTER_DECISION: verification.owe,
    Timing.ON_EXPIRY: verification.await_expiry,
    Timing.SAMPLING: verification.pool,
    Timing.TRIGGERED: verification.spare,
}


def is_early(plan: catalogue.Plan) -> bool:
    """Say whether a plan has a pledge verified before the decision."""
    return plan.timing is Timing.BEFORE_DECISION and plan.channel != EXEMPT


def plan_of(item: catalogue.Item, certificate_key: str) -> tuple[catalogue.Certificate, catalogue.Plan]:
    """Return a certificate that was pledged, with its plan.

    Raises:
        LookupError: The item has no such certificate, or it has no plan.

    """
    certificate = item.certificate(certificate_key)
    if certificate is None or certificate.plan is None:
        raise LookupError(f"{item.code}: {certificate_key} has no plan")
    return certificate, certificate.plan


def duties_of(
    on: Occasion, case: Case, item: catalogue.Item, pledged: list[PledgedFact], *, early: bool
) -> Iterator[Borne]:
    """Yield the act by which each pledged fact's duty is borne, and the duty.

    With *early* those that are verified before the decision, due from today on; else all others, due from the
    decision on.
    """
    known = _known(case)
    earlier = verified.tasks_of(case.reference) if any_early(item) else []
    taken = {task.reference for task in earlier}
    for place, fact in enumerate(pledged, start=1):
        certificate, plan = plan_of(item, fact.certificate_key)
        if is_early(plan) != early:
            continue
        when = _when(on, case, plan, pledged, fact)
        told: dict[str, Any] = {
            "reference": _free(case.reference, place, taken),
            "known": _differing(known, fact),
            "decided_at": None if early else on.at,
            "repeat": _times(earlier, fact),
        }
        act = verification.exempt if plan.channel == EXEMPT else BORNE[plan.timing]
        yield act, Duty(**told, **when, **_of_case(case), **_of_fact(certificate, plan, fact))


def _of_case(case: Case) -> dict[str, Any]:
    """Return what a duty says of the case."""
    same = ("department", "item_name", "party", "party_kind", "party_name")
    return {"origin": case.reference, **{name: getattr(case, name) for name in same}}


def _of_fact(certificate: catalogue.Certificate, plan: catalogue.Plan, fact: PledgedFact) -> dict[str, Any]:
    """Return what a duty says of the fact, and how its plan has it verified."""
    asked = next(one for one in certificate.facts if one.key == fact.key)
    return {
        "certificate": certificate.name,
        "certificate_key": certificate.key,
        "fact_key": fact.key,
        "label": fact.label,
        "fact_type": str(asked.type),
        "comparison": str(asked.comparison),
        "claimed": fact.value,
        "channel": plan.channel,
        "source": plan.source,
        "source_field": asked.source_field,
        "standard": plan.standard,
        "exempt_reason": plan.exempt_reason if plan.channel == EXEMPT else "",
        "workdays": plan.workdays,
        "harm": plan.harm,
        "tolerance": asked.tolerance,
        "ways": _ways(plan, asked),
        "tries": plan.tries,
        "privacy": asked.privacy,
        "timing": "" if plan.timing is Timing.AFTER_DECISION else str(plan.timing),
    }


def _ways(plan: catalogue.Plan, asked: catalogue.FactField) -> str:
    """Return the ways of a plan for one fact, each with the field of its source that answers it."""
    return write_ways([Way(one.channel, one.source, one.field_of(asked)) for one in plan.ways])


def any_early(item: catalogue.Item) -> bool:
    """Say whether anything pledged in an item is verified before the decision."""
    return any(one.plan is not None and is_early(one.plan) for one in item.pledgeable)


def _times(earlier: list[verified.Task], fact: PledgedFact) -> int:
    """Return how often a fact was to be verified before."""
    return sum((one.certificate_key, one.fact_key) == (fact.certificate_key, fact.key) for one in earlier)


def _free(case: str, place: int, taken: set[str]) -> str:
    """Return the number of a task, by its place, or the next that no task of the case had before."""
    while f"{case}-{place}" in taken:
        place += 1
    taken.add(f"{case}-{place}")
    return f"{case}-{place}"


def _when(
    on: Occasion, case: Case, plan: catalogue.Plan, pledged: list[PledgedFact], fact: PledgedFact
) -> dict[str, Any]:
    """Return from when on and until when a fact is verified: as the plan says, else as the law does."""
    days = catalogue.days_to_verify(plan, on.today)
    if plan.timing is Timing.ON_EXPIRY and plan.channel != EXEMPT:
        return _on_expiry(on, plan, pledged, fact, days)
    due = term_end(law.calendar(), on.today, days)
    if is_early(plan) and on.today <= case.due_on < due.on:
        due = Deadline(case.due_on, due.provisional)  # the time of the check is time of the case
    return {"due_on": due.on, "due_provisional": due.provisional}


def _on_expiry(
    on: Occasion, plan: catalogue.Plan, pledged: list[PledgedFact], fact: PledgedFact, days: int
) -> dict[str, Any]:
    """Return the days of a verification on expiry.

    Raises:
        LookupError: The pledge does not say the day on which it runs out.

    """
    runs_out: object = verification.months_after(on.today, plan.expiry_months) if plan.expiry_months else None
    if runs_out is None:
        same = [one for one in pledged if one.certificate_key == fact.certificate_key]
        said = next((one for one in same if one.key == plan.expiry_fact), None)
        runs_out = measured(said.type, said.value) if said else None
    if not isinstance(runs_out, date):
        raise LookupError(f"{fact.certificate_key}: nothing says when it runs out")  # noqa: TRY004 - a day is missing, not a type
    found = verification.expiry(law.calendar(), runs_out, plan.lead_workdays, days, on.today)
    return {
        "expires_on": found.expires_on,
        "opens_on": found.opens_on,
        "due_on": found.due_on,
        "due_provisional": found.provisional,
    }


def _known(case: Case) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what the sources said before the party filled in: value and source, by certificate and fact."""
    return {
        (certificate, fact): (value, one.title)
        for one in queries.look_ups_of(case.reference)
        for certificate, fact, value in queries.looked_up_values(one)
    }


def _differing(known: dict[tuple[str, str], tuple[str, str]], fact: PledgedFact) -> str:
    """Say that the party stated something else than the source; a difference to be looked at, never a refusal."""
    value, title = known.get((fact.certificate_key, fact.key), (fact.value, ""))
    return "" if value == fact.value else f"办理时查到“{value}”（{title}），当事人填的和查到的不一样"
