"""What others may read of cases."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Max, Q

from nuocheng.cases.lifecycle import UNDECIDED, WAITING, CaseState
from nuocheng.cases.models import (
    Case,
    EligibilityCheck,
    Enquiry,
    KeptDraft,
    Lookup,
    Material,
    MaterialChange,
    PledgedFact,
    Representative,
    Signature,
    SignatureEvidence,
)
from nuocheng.cases.queries.desk import Wanted, counted, queue
from nuocheng.cases.queries.finding import search
from nuocheng.cases.queries.handling import (
    POINT_KINDS,
    AskedPoint,
    correction,
    demand,
    demands,
    demands_made,
    demands_of,
    extension,
    handed_in_since,
    past_correction,
    paused_by,
    pauses_of,
    pledged_keys,
    points_of,
    procedures_known,
    procedures_of,
    recused,
    representatives,
    standing_demands,
    was_lifted,
)
from nuocheng.cases.queries.rating import (
    poor_ratings,
    rating,
    rating_grades,
    rating_indicators,
    rating_of,
    ratings_to_report,
)
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.keyset import Page, page
from nuocheng.holdings import queries as holdings
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters
from nuocheng.papers import queries as papers

__all__ = [
    "MOST_OPEN",
    "POINT_KINDS",
    "READERS",
    "UNCHOSEN",
    "WAITING",
    "AskedPoint",
    "Case",
    "Wanted",
    "case",
    "case_by_code",
    "cases_numbered",
    "cases_of",
    "checks_of",
    "correction",
    "counted",
    "decided_of",
    "demand",
    "demands",
    "demands_made",
    "demands_of",
    "draft_of",
    "drafts_of",
    "drafts_to_drop",
    "drafts_to_warn_about",
    "evidence_known",
    "evidence_with_bytes",
    "extension",
    "facts_of",
    "granted_by_number",
    "handed_in",
    "handed_in_since",
    "look_ups_of",
    "looked_up_values",
    "material",
    "material_content",
    "materials_of",
    "notice_shown_at",
    "past_correction",
    "paused_by",
    "pauses_of",
    "pledged_keys",
    "points_of",
    "poor_ratings",
    "procedures_known",
    "procedures_of",
    "queue",
    "rating",
    "rating_grades",
    "rating_indicators",
    "rating_of",
    "ratings_to_report",
    "recused",
    "representative_of",
    "representatives",
    "search",
    "signature_of",
    "standing_demands",
    "still_granted",
    "undecided",
    "undecided_of",
    "under",
    "was_lifted",
]

#: Who of a department may read its cases and their papers.
READERS = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.LEGAL, Role.BUREAU)
#: How many open cases of one party are shown at once.
MOST_OPEN = 60
#: States before the party has chosen: a new edition makes them read a new notice.
UNCHOSEN = frozenset({CaseState.OPENED, CaseState.ELIGIBLE, CaseState.NOTIFIED, CaseState.ACKNOWLEDGED})


def case(reference: str) -> Case:
    """Return one case.

    Raises:
        NotFound: There is no such case.

    """
    return Case.load(reference)


def cases_numbered(references: Collection[str]) -> list[Case]:
    """Return the cases under some numbers, in one statement."""
    return list(Case.objects.filter(reference__in=references))


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


def undecided_of(party: str) -> list[Case]:
    """Return the cases of a party on which nothing is decided yet, newest first; nobody has endlessly many."""
    rows = Case.objects.filter(party=party, state__in=UNDECIDED)
    return list(rows.order_by("-opened_at", "-reference")[:MOST_OPEN])


def granted_by_number(party: str, numbers: Collection[str]) -> list[Case]:
    """Return the granted cases of a party that bear one of these numbers (文号), newest first."""
    rows = Case.objects.filter(party=party, state=CaseState.GRANTED, number__in=numbers)
    return list(rows.order_by("-opened_at")) if numbers else []


def decided_of(party: str, after: str = "") -> Page[Case]:
    """Return a page of a party's cases that were decided or given up, newest first."""
    rows = Case.objects.filter(party=party).exclude(state__in=UNDECIDED)
    return page(rows, ("-opened_at", "-reference"), after, 20)


def undecided(party: str, item_code: str) -> Case | None:
    """Return the case of this party for this item that is still under way, if there is one."""
    rows = Case.objects.filter(party=party, item_code=item_code, state__in=UNDECIDED)
    return rows.order_by("-opened_at").first()


def latest(party: str, item_code: str, since: datetime) -> Case | None:
    """Return the newest case of this party for this item that was opened or decided since, or is still under way."""
    rows = Case.objects.filter(party=party, item_code=item_code)
    lately = Q(opened_at__gte=since) | Q(decided_at__gte=since) | Q(state__in=UNDECIDED)
    return rows.filter(lately).order_by("-opened_at").first()


def facts_of(reference: str) -> list[PledgedFact]:
    """Return the facts of the pledge that counts in a case, in the order they were signed.

    Of what was signed anew the newest; nothing of a pledge that was taken back before another was begun.
    """
    rows = PledgedFact.objects.filter(case_id=reference, round=F("case__pledge_round")).order_by("id")
    return list({(row.certificate_key, row.key): row for row in rows}.values())


def look_ups_of(reference: str) -> list[Enquiry]:
    """Return what was looked up about the party of a case before it filled in, in order."""
    return list(Enquiry.objects.filter(case_id=reference).order_by("at", "id"))


def looked_up_values(one: Enquiry) -> list[tuple[str, str, str]]:
    """Return what a question filled in: certificate, fact and value."""
    return [(certificate, fact, value) for certificate, fact, value in json.loads(one.values)]


def checks_of(reference: str) -> list[EligibilityCheck]:
    """Return the eligibility checks of a case, newest first."""
    return list(EligibilityCheck.objects.filter(case_id=reference).order_by("-at"))


def materials_of(reference: str) -> list[Material]:
    """Return the certificates handed in on a case and not taken back, under their newest names, without bytes."""
    rows = Material.objects.filter(case_id=reference).defer("content").order_by("at", "id")
    changed = _changes_of(reference)
    found = [one for one in rows if one.pk not in changed or not changed[one.pk].removed]
    for one in found:
        if one.pk in changed:
            one.filename = changed[one.pk].filename
    return found


def _changes_of(reference: str) -> dict[UUID, MaterialChange]:
    """Return the newest change to each certificate handed in on a case."""
    rows = MaterialChange.objects.filter(material__case_id=reference).order_by("at", "id")
    return {row.material_id: row for row in rows}


def material(reference: str, key: str) -> Material:
    """Return one certificate handed in; what it says is read by `material_content`.

    Raises:
        NotFound: It is not in this case.

    """
    found = next((one for one in materials_of(reference) if one.pk.hex == key), None)
    if found is None:
        raise NotFound("这一件里没有这份材料")
    return found


def material_content(material: Material) -> bytes:
    """Return the bytes of a certificate handed in, wherever they are kept.

    Raises:
        NotFound: They are not there.

    """
    return bytes(material.content) or holdings.content(material.digest)


def handed_in(reference: str) -> frozenset[str]:
    """Return the keys of the certificates handed in on a case."""
    return frozenset(one.certificate_key for one in materials_of(reference))


def representative_of(reference: str) -> Representative | None:
    """Return who acts for the party of a case; nobody where it acts itself."""
    return Representative.objects.filter(case_id=reference).order_by("-at", "-id").first()


def signature_of(reference: str) -> Signature | None:
    """Return the record of how the pledge of a case was signed; pledges of release 0.1 have none."""
    return Signature.objects.filter(case_id=reference).order_by("-at", "-id").first()


def evidence_with_bytes(signature: Signature) -> Iterator[SignatureEvidence]:
    """Yield what bears a signature out, bytes and all."""
    yield from SignatureEvidence.objects.filter(signature=signature).order_by("id").iterator(chunk_size=4)


def evidence_known(digests: list[str]) -> bool:
    """Say whether any proof with these digests bore out a signature before."""
    return SignatureEvidence.objects.filter(digest__in=digests).exists()


def notice_shown_at(case: Case) -> datetime:
    """Return when the notice of a case was put before its party."""
    return papers.made_at(case.notice) or case.acknowledged_at or case.moved_at


def lookups_of(reference: str) -> tuple[int, datetime | None]:
    """Return how often the papers of a case were looked up by those who held them, and when last."""
    found = Lookup.objects.filter(case=reference).aggregate(times=Count("pk"), last=Max("at"))
    return found["times"], found["last"]


def still_granted(references: list[str]) -> list[str]:
    """Return those of *references* that are granted and not yet closed or revoked."""
    rows = Case.objects.filter(reference__in=references, state=CaseState.GRANTED)
    return list(rows.values_list("reference", flat=True))


def draft_of(reference: str) -> KeptDraft | None:
    """Return what was typed in a case and not yet signed, if anything was kept."""
    return KeptDraft.objects.filter(case_id=reference).first()


def drafts_of(references: list[str]) -> dict[str, KeptDraft]:
    """Return the drafts of several cases, by case."""
    return {one.case_id: one for one in KeptDraft.objects.filter(case_id__in=references)}


def drafts_to_warn_about(saved_before: datetime, limit: int) -> list[KeptDraft]:
    """Return drafts that were last kept before that moment and whose party was not told yet, oldest first."""
    rows = KeptDraft.objects.filter(saved_at__lt=saved_before, warned_at=None)
    return list(rows.select_related("case").order_by("saved_at")[:limit])


def drafts_to_drop(saved_before: datetime, warned_before: datetime, limit: int) -> list[KeptDraft]:
    """Return drafts that lay since that moment and whose party was told long enough ago, oldest first."""
    rows = KeptDraft.objects.filter(saved_at__lt=saved_before, warned_at__lt=warned_before)
    return list(rows.select_related("case").order_by("saved_at")[:limit])


@catalogue.counts_impact
def under(edition: str) -> catalogue.Impact:
    """Return how many undecided cases stand under an edition: chosen and so bound to it, or still unchosen."""
    rows = Case.objects.filter(edition=edition, state__in=UNDECIDED).order_by()
    found = dict(rows.values_list("state").annotate(n=Count("reference")))
    unchosen = sum(count for state, count in found.items() if state in UNCHOSEN)
    return catalogue.Impact(bound=sum(found.values()) - unchosen, open=unchosen)


@letters.reaches
def reach(reference: str) -> letters.Contact | None:
    """Return how the party of a case is reached: as it said when it applied."""
    found = Case.objects.filter(reference=reference).first()
    if found is None:
        return None
    return letters.Contact(
        found.party_name,
        found.department,
        found.number,
        phone=found.phone,
        address=found.address,
        page=f"/desk/cases/{reference}",
        readers=READERS,
    )
