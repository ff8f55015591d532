"""The duties to verify that a grant gives rise to: one per pledged fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nuocheng.cases import queries
from nuocheng.cases.models import Case, PledgedFact
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.official import Founding
from nuocheng.kernel.occasion import Occasion
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.verification import acts as verification
from nuocheng.verification.acts import Duty, Way, write_ways

EXEMPT = "exempt"
#: How a duty is borne, by when its plan says that it is verified.
BORNE = {
    catalogue.Timing.AFTER_DECISION: verification.owe,
    catalogue.Timing.SAMPLING: verification.pool,
    catalogue.Timing.TRIGGERED: verification.spare,
}


def duties_of(
    on: Occasion, case: Case, item: catalogue.Item, pledged: list[PledgedFact]
) -> Iterator[tuple[Founding[Any, ...], Duty]]:
    """Yield the act by which each pledged fact's duty is borne, and the duty, due from the decision on."""
    calendar = law.calendar()
    known = _known(case)
    for place, fact in enumerate(pledged, start=1):
        certificate = item.certificate(fact.certificate_key)
        if certificate is None or certificate.plan is None:
            raise LookupError(f"{case.reference}: {fact.certificate_key} has no plan")
        plan = certificate.plan
        asked = next(one for one in certificate.facts if one.key == fact.key)
        days = plan.workdays or law.term("term.verification.default", on.today).workdays
        due = term_end(calendar, on.today, days)
        act = verification.exempt if plan.channel == EXEMPT else BORNE[plan.timing]
        yield (
            act,
            Duty(
                reference=f"{case.reference}-{place}",
                origin=case.reference,
                department=case.department,
                item_name=case.item_name,
                party=case.party,
                party_kind=case.party_kind,
                party_name=case.party_name,
                certificate=certificate.name,
                certificate_key=certificate.key,
                fact_key=fact.key,
                label=fact.label,
                fact_type=str(asked.type),
                comparison=str(asked.comparison),
                claimed=fact.value,
                channel=plan.channel,
                source=plan.source,
                source_field=asked.source_field,
                standard=plan.standard,
                known=_differing(known, fact),
                exempt_reason=plan.exempt_reason if plan.channel == EXEMPT else "",
                decided_at=on.at,
                due_on=due.on,
                due_provisional=due.provisional,
                workdays=plan.workdays,
                harm=plan.harm,
                tolerance=asked.tolerance,
                ways=_ways(plan, asked),
                tries=plan.tries,
                privacy=asked.privacy,
            ),
        )


def _ways(plan: catalogue.Plan, asked: catalogue.FactField) -> str:
    """Return the ways of a plan for one fact, each with the field of its source that answers it."""
    return write_ways([Way(one.channel, one.source, one.field_of(asked)) for one in plan.ways])


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
