"""What the rules of verification may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nuocheng.verification.rules.drawing import Share


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding that an officer wants to make: its verdict, what the source said, and the officer's note."""

    verdict: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """A draw that somebody wants to prepare: its shares, the usual one of the department's supervision, the ground."""

    shares: tuple[Share, ...]
    usual_percent: int
    ground: str


@dataclass(frozen=True, slots=True)
class TriggerFacts:
    """A verification that somebody wants to begin beside the plan, and why."""

    reason: str


class Word(StrEnum):
    """What a body may reply to one question; that it has no record is never that the pledge is untrue."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    TOLD = "told"
    NO_RECORD = "no_record"
    NOT_OURS = "not_ours"


#: Where the question tells what was pledged, it is answered by yes or no; where not, by what is on record.
WORDS_IF_DISCLOSED = (Word.CONFIRMED, Word.DENIED, Word.NO_RECORD, Word.NOT_OURS)
WORDS_IF_NOT = (Word.TOLD, Word.NO_RECORD, Word.NOT_OURS)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One fact about to be asked about: whether a source can be asked by machine, and what came of it."""

    label: str
    by_machine: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Requesting:
    """A request for assistance about to be drafted."""

    own: str
    asked: str
    body: str
    address: str
    why: str
    purpose: str
    basis: str
    contact: str
    questions: tuple[Unsettled, ...]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A step that stands against somebody and therefore needs its reason; *step* is its word for people."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class SendingBack:
    """A request about to be sent back by a body that it does not concern; *until* is when the term for it ends."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What is replied to one question."""

    label: str
    discloses: bool
    word: str
    observed: str


@dataclass(frozen=True, slots=True)
class Replying:
    """A reply about to be given: every question with its word, who signs, and how many scanned pages came with it.

    *entered* says that the asking officer enters what a body outside wrote on paper.
    """

    given: tuple[Given, ...]
    signed_by: str
    entered: bool
    pages: int


@dataclass(frozen=True, slots=True)
class AskingFurther:
    """A further question about to be asked: what, and what was asked further before."""

    text: str
    before: str


@dataclass(frozen=True, slots=True)
class Using:
    """A reply about to be used as evidence: the words it gives."""

    words: tuple[str, ...]
