"""What the rules of looks may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BasisKind(StrEnum):
    """On what a look rests: a case in hand, the party's own consent, or a duty that a law lays on the department."""

    CASE = "case"
    CONSENT = "consent"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class CaseInHand:
    """The case that a look names, as far as there is one: whose it is, and which department handles it."""

    party: str
    department: str


@dataclass(frozen=True, slots=True)
class Looking:
    """A look about to be taken.

    *cleared* says whether a clearance that stands today covers the certificate; *taken* how many looks this officer
    took today, *most* how many the law allows a day; *bases* which bases go with the purpose, by the law.
    """

    department: str
    party: str
    own_number: str
    cleared: bool
    taken: int
    most: int
    purpose_title: str
    bases: tuple[str, ...]
    basis_kind: str
    basis: str
    case: CaseInHand | None
    on_paper: bool
    scanned: bool


@dataclass(frozen=True, slots=True)
class Clearing:
    """A clearance about to be given: to somebody who works there or not, from when until when, why."""

    works_there: bool
    since: date
    until: date
    today: date
    longest_until: date
    reason: str
