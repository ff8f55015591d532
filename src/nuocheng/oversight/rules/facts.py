"""What the rules of oversight may look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Submission:
    """A monthly report about to be handed in: which month, when, until when, and what it says.

    *first_on* is the day of its first submission: a report sent back to be mended is not late for that.
    """

    month: date
    today: date
    first_on: date
    due_on: date
    work: str
    is_zero: bool
    declared_zero: bool


@dataclass(frozen=True, slots=True)
class SendingBack:
    """A report about to be sent back to its department."""

    reason: str
