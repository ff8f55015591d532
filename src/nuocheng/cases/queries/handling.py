"""What is read of a case at the reviewer's desk: corrections, demands, pauses, who may take part."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nuocheng.cases.lifecycle import CaseState, DemandState
from nuocheng.cases.models import (
    Case,
    Correction,
    Demand,
    Extension,
    Material,
    Pause,
    PledgedFact,
    Procedure,
    Recusal,
    Representative,
)
from nuocheng.edge.keyset import Page, page
from nuocheng.law import queries as law

#: How a point of a correction can be mended, as the desk reads it.
POINT_KINDS: Mapping[str, str] = {
    "file": "交一份材料",
    "contact": "改联系方式",
    "fact": "改承诺的事实",
    "say": "写一段说明",
}
PROCEDURES = "code.procedure."


@dataclass(frozen=True, slots=True)
class AskedPoint:
    """One point of a correction, with the demand in it, if there is one."""

    number: int
    what: str
    kind: str
    certificate: str
    name: str
    demand: Demand | None = None

    @property
    def key(self) -> str:
        """Return the key under which a file for this point is handed in."""
        return self.certificate or f"point-{self.number}"

    @property
    def dropped(self) -> bool:
        """Say whether the party need not mend it after all."""
        return self.demand is not None and self.demand.state == DemandState.LIFTED


def correction(reference: str) -> Correction | None:
    """Return the request to mend of a case, if there was one."""
    return Correction.objects.filter(case_id=reference).select_related("answer").first()


def points_of(row: Correction) -> list[AskedPoint]:
    """Return the points of a request to mend, in their order."""
    demands = {one.point: one for one in Demand.objects.filter(case=row.case_id).exclude(point="")}
    plain: list[dict[str, Any]] = json.loads(row.points)
    return [
        AskedPoint(
            number, one["what"], one["kind"], one["certificate"], one["name"], demands.get(str(number))
        )
        for number, one in enumerate(plain, start=1)
    ]


def handed_in_since(reference: str, at: datetime) -> frozenset[str]:
    """Return the keys under which files were handed in on a case since a moment."""
    rows = Material.objects.filter(case_id=reference, at__gte=at)
    return frozenset(rows.values_list("certificate_key", flat=True))


def pledged_keys(case: Case) -> tuple[str, ...]:
    """Return the keys of the certificates in whose place a pledge stands now, in the order of signing."""
    if case.path not in {"pledge", "mixed"}:
        return ()
    rows = PledgedFact.objects.filter(case_id=case.reference).order_by("id")
    return tuple(dict.fromkeys(rows.values_list("certificate_key", flat=True)))


def representatives(reference: str) -> frozenset[str]:
    """Return the identity numbers of all who ever acted for the party of a case."""
    return frozenset(Representative.objects.filter(case_id=reference).values_list("number", flat=True))


def recused(reference: str) -> frozenset[str]:
    """Return the accounts that stand aside from a case."""
    return frozenset(Recusal.objects.filter(case_id=reference).values_list("who", flat=True))


def demands_made(reference: str) -> int:
    """Return how many demands were ever made on a case."""
    return Demand.objects.filter(case=reference).count()


def demands_of(reference: str) -> list[Demand]:
    """Return the demands made on a case, oldest first."""
    return list(Demand.objects.filter(case=reference).order_by("opened_at", "reference"))


def standing_demands(reference: str) -> list[str]:
    """Return the demands on a case that still stand."""
    rows = Demand.objects.filter(case=reference, state=DemandState.STANDING)
    return list(rows.order_by("reference").values_list("reference", flat=True))


def was_lifted(reference: str, certificate: str) -> bool:
    """Say whether a demand for a certificate was lifted on this case before."""
    rows = Demand.objects.filter(case=reference, certificate_key=certificate, state=DemandState.LIFTED)
    return rows.exists()


def demand(reference: str) -> Demand:
    """Return one demand.

    Raises:
        NotFound: There is no such demand.

    """
    return Demand.load(reference)


def demands(department: str, state: str, after: str = "") -> Page[Demand]:
    """Return a page of the demands in a state, of one department or (none named) of all, oldest first."""
    rows = Demand.objects.filter(state=state)
    if department:
        rows = rows.filter(department=department)
    return page(rows, ("opened_at", "reference"), after)


def procedures_known(on: date) -> dict[str, str]:
    """Return the special procedures that the law of a day names, by code."""
    return {one.code: one.title for one in law.provisions(PROCEDURES, on, kind="code").values()}


def procedures_of(reference: str) -> list[Procedure]:
    """Return the special procedures of a case, oldest first."""
    return list(Procedure.objects.filter(case_id=reference).order_by("at"))


def paused_by(case: Case, on: date) -> str:
    """Return the word for what keeps the clock of a case standing, or nothing while it runs."""
    if case.paused_on is None:
        return ""
    if case.pause == "correction":
        return "补正"
    under_way = procedures_of(case.reference)[-1]
    return procedures_known(on).get(under_way.kind, "特别程序")


def pauses_of(reference: str) -> list[Pause]:
    """Return the times that did not count on a case, oldest first."""
    return list(Pause.objects.filter(case_id=reference).order_by("id"))


def extension(reference: str) -> Extension | None:
    """Return the extension of a case's term, if it was extended."""
    return Extension.objects.filter(case_id=reference).first()


def past_correction(today: date, limit: int) -> list[str]:
    """Return cases whose term for mending is over, the longest first."""
    rows = Case.objects.filter(state=CaseState.CORRECTING, answer_due_on__lt=today)
    return list(rows.order_by("answer_due_on").values_list("reference", flat=True)[:limit])
