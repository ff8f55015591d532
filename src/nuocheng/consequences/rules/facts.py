"""What the rules of consequences may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: How deliberate an untruth was, and which kind of finding that makes (虚假 only where deliberate).
FINDING_OF_INTENT = {
    "deliberate": "false",
    "negligent": "unfulfilled",
    "changed": "unfulfilled",
    "data_error": "mismatch",
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a matter would be opened on."""

    refuted: int
    facts: str


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """One measure as the law allows it."""

    code: str
    title: str
    grades: tuple[str, ...]
    findings: tuple[str, ...]
    objects: tuple[str, ...]
    adverse: bool


@dataclass(frozen=True, slots=True)
class Intended:
    """Measures about to be announced: by intent and grade, out of those the law knows."""

    intent: str
    grade: str
    party_kind: str
    measures: tuple[str, ...]
    known: tuple[MeasureFacts, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A party that has not spoken, on a day."""

    today: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Deciding:
    """A matter about to be decided."""

    decider: str
    officer: str
    reason: str
    told: bool
    heard: bool
