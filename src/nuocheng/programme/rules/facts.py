"""What the rules of the programme of work may look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.programme.rules.content import Asked, Part, PlanText


@dataclass(frozen=True, slots=True)
class PlanFiling:
    """A plan about to be filed: what it says, who signed it and when, and who the leader in charge is."""

    text: PlanText
    signed_by: str
    signed_on: date
    leader: str
    today: date


@dataclass(frozen=True, slots=True)
class Explaining:
    """A written explanation about to be filed; *known* are the grounds that the law names."""

    grounds: tuple[str, ...]
    known: tuple[str, ...]
    text: str
    whole: bool
    items: int


@dataclass(frozen=True, slots=True)
class SummaryHanding:
    """A summary about to be handed in: its parts, who signed it and when, and until when it is due.

    *first_on* is the day of its first handing-in: one that was sent back to be mended is not late for that.
    """

    parts: tuple[Part, ...]
    signed_by: str
    signed_on: date
    leader: str
    first_on: date
    due_on: date
    today: date


@dataclass(frozen=True, slots=True)
class Reporting:
    """A milestone about to be reported as reached."""

    evidence: str
    shows: str
    done_on: date
    due_on: date
    today: date


@dataclass(frozen=True, slots=True)
class Reaching:
    """How a contact is to be reached, and who holds the other of the two posts (empty if nobody does)."""

    name: str
    title: str
    office_phone: str
    mobile: str
    other: str


@dataclass(frozen=True, slots=True)
class SendingBack:
    """Something about to be sent back to its department."""

    reason: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A round of work about to be opened."""

    begins_on: date
    asked: tuple[Asked, ...]
