"""What rules and acts of letters may look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Message:
    """A short message about to be sent."""

    text: str
    party: str


class Fate(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of an attempt: sent with a receipt, to be tried again, or hopeless, with the reason."""

    fate: Fate
    note: str = ""
    receipt_no: str = ""
