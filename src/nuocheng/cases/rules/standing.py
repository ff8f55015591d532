"""What the credit platform said of a party, as the act that checks eligibility is given it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OnList:
    """One entry in force on a list of the credit platform."""

    list: str
    title: str
    entry_no: str
    authority: str
    document_no: str
    basis: str
    listed_on: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class StandingHeard:
    """What the credit platform said of a party, asked before the act; *answered* is false where it said nothing."""

    source: str
    answered: bool
    outcome: str
    trouble: str
    note: str
    receipt_no: str
    digest: str
    latency_ms: int
    asked_at: datetime
    entries: tuple[OnList, ...] = ()
