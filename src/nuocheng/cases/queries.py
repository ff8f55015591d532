"""What others may read of cases."""

from __future__ import annotations

from django.db.models import Count, Q

from nuocheng.cases.lifecycle import UNDECIDED, CaseState
from nuocheng.cases.models import Case, EligibilityCheck, Material, PledgedFact
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound

#: What a reviewer's queue shows: cases that wait for a decision.
WAITING = (CaseState.PLEDGED, CaseState.SUBMITTED)
#: States before the party has chosen: a new edition makes them read a new notice.
UNCHOSEN = frozenset({CaseState.OPENED, CaseState.ELIGIBLE, CaseState.NOTIFIED, CaseState.ACKNOWLEDGED})


def case(reference: str) -> Case:
    """Return one case.

    Raises:
        NotFound: There is no such case.

    """
    return Case.load(reference)


def case_by_code(code: str) -> Case:
    """Return the case that bears a check code (核验码).

    Raises:
        NotFound: No case bears it.

    """
    found = Case.objects.filter(code=code).first()
    if found is None:
        raise NotFound("没有这个核验码，请照着纸上的再核对一遍")
    return found


def cases_of(party: str, after: str = "") -> Page[Case]:
    """Return a page of one party's cases, newest first."""
    return page(Case.objects.filter(party=party), ("-opened_at", "-reference"), after, 20)


def undecided(party: str, item_code: str) -> Case | None:
    """Return the case of this party for this item that is still under way, if there is one."""
    rows = Case.objects.filter(party=party, item_code=item_code, state__in=UNDECIDED)
    return rows.order_by("-opened_at").first()


def queue(department: str, states: tuple[CaseState, ...] = WAITING, after: str = "") -> Page[Case]:
    """Return a page of a department's cases in *states*, the most urgent first."""
    rows = Case.objects.filter(department=department, state__in=states)
    return page(rows, ("due_on", "reference"), after)


def state_counts(department: str) -> dict[str, int]:
    """Return how many cases of a department are in each state."""
    rows = Case.objects.filter(department=department).values_list("state").annotate(n=Count("reference"))
    return dict(rows)


def facts_of(reference: str) -> list[PledgedFact]:
    """Return the facts pledged in a case, in the order they were signed."""
    return list(PledgedFact.objects.filter(case_id=reference).order_by("id"))


def checks_of(reference: str) -> list[EligibilityCheck]:
    """Return the eligibility checks of a case, newest first."""
    return list(EligibilityCheck.objects.filter(case_id=reference).order_by("-at"))


def materials_of(reference: str) -> list[Material]:
    """Return the certificates handed in on a case, without their bytes."""
    return list(Material.objects.filter(case_id=reference).defer("content").order_by("at"))


def material(reference: str, key: str) -> Material:
    """Return one certificate handed in, with its bytes.

    Raises:
        NotFound: It is not in this case.

    """
    found = Material.objects.filter(case_id=reference, pk=key).first()
    if found is None:
        raise NotFound("这一件里没有这份材料")
    return found


def handed_in(reference: str) -> frozenset[str]:
    """Return the keys of the certificates handed in on a case."""
    rows = Material.objects.filter(case_id=reference).values_list("certificate_key", flat=True)
    return frozenset(rows)


def still_granted(references: list[str]) -> list[str]:
    """Return those of *references* that are granted and not yet closed or revoked."""
    rows = Case.objects.filter(reference__in=references, state=CaseState.GRANTED)
    return list(rows.values_list("reference", flat=True))


def search(department: str, words: str, after: str = "") -> Page[Case]:
    """Return a page of a department's cases whose number or party matches, newest first."""
    rows = Case.objects.filter(department=department)
    if words:
        rows = rows.filter(
            Q(reference__startswith=words) | Q(number__contains=words) | Q(party_name__startswith=words)
        )
    return page(rows, ("-opened_at", "-reference"), after)


@catalogue.counts_impact
def under(edition: str) -> catalogue.Impact:
    """Return how many undecided cases stand under an edition: chosen and so bound to it, or still unchosen."""
    rows = Case.objects.filter(edition=edition, state__in=UNDECIDED).order_by()
    found = dict(rows.values_list("state").annotate(n=Count("reference")))
    unchosen = sum(count for state, count in found.items() if state in UNCHOSEN)
    return catalogue.Impact(bound=sum(found.values()) - unchosen, open=unchosen)
