"""A demand for a certificate that the list lets the party do without: made, met, and ended with its case."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.cases import queries
from nuocheng.cases.models import Case, Demand
from nuocheng.cases.rules.facts import PointAsked
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class DemandGiven:
    """A demand as a reviewer makes it: of which case, for which certificate, why, and by which law."""

    case: str
    certificate: str
    reason: str
    basis: str
    point: str = ""


@founding_act("demand.make", by=Role.REVIEWER, file=Demand)
def make_demand(on: Occasion, deed: Deed, *, given: DemandGiven) -> Demand:
    """Record a demand for a listed certificate (要求提交); the legal unit and the Bureau see it from now on.

    Only ever part of what asks the party.

    Raises:
        NotFound: There is no such case.

    """
    case = deed.take(Case, given.case)
    asked = catalogue.item_of(case.edition).certificate(given.certificate)
    assert asked is not None, given.certificate
    demand = Demand(
        reference=_next_reference(case, deed),
        department=case.department,
        party=case.party,
        case=case.reference,
        case_number=case.number,
        item_name=case.item_name,
        party_name=case.party_name,
        certificate_key=asked.key,
        certificate=asked.name,
        disposition=str(asked.disposition),
        reason=given.reason.strip(),
        basis=given.basis.strip(),
        by=on.actor,
        point=given.point,
    )
    return deed.found(demand, "make", note={"case": case.reference, "certificate": asked.key})


def _next_reference(case: Case, deed: Deed) -> str:
    """Return the number of the next demand of a case, those of this very deed counted too."""
    now = sum(isinstance(held.file, Demand) and held.born for held in deed.held.values())
    return f"{case.reference}-Y{queries.demands_made(case.reference) + now + 1}"


@official_act("demand.meet", by=(Role.APPLICANT, Role.CLERK), file=Demand)
def meet_demand(on: Occasion, demand: Demand, deed: Deed) -> None:
    """Note that the party has answered a demand (已答复): handed the certificate in, or said why not.

    Only ever part of the party's own answer.

    Raises:
        OutOfOrder: The demand stands no more.

    """
    deed.move(demand, "meet")


@official_act("demand.end", by=(Role.APPLICANT, Role.CLERK, Role.SYSTEM), file=Demand)
def end_demand(on: Occasion, demand: Demand, deed: Deed) -> None:
    """Note that a demand ended with what it was part of (随办件终止).

    Only ever part of that.

    Raises:
        OutOfOrder: The demand stands no more.

    """
    deed.move(demand, "end")


def listed_key(case: Case, certificate: str, words: str = "") -> str:
    """Return the certificate that is asked for though the list lets this party do without it, or nothing.

    A certificate is asked for by its key, or by its name in the *words*.
    """
    item = catalogue.item_of(case.edition)
    pledged = queries.pledged_keys(case)
    for one in item.certificates:
        wanted = one.key == certificate or (not certificate and one.name in words)
        chosen = one.disposition is catalogue.Disposition.PLEDGE and one.key not in pledged
        if wanted and one.disposition is not catalogue.Disposition.SUBMIT and not chosen:
            return one.key
    return ""


def as_asked(case: Case, key: str, reason: str, basis: str) -> PointAsked:
    """Return what the rules look at when something is asked for; *key* is a listed certificate, or nothing."""
    if not key:
        return PointAsked("", "")
    one = catalogue.item_of(case.edition).certificate(key)
    assert one is not None, key
    lifted = queries.was_lifted(case.reference, key)
    return PointAsked("", "file", one.name, str(one.disposition), reason, basis, lifted)
