"""What every channel understands: a question about one party, an answer that is evidence, never a finding."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from nuocheng.verification.channels.trouble import Trouble

#: One record of a source: the fields asked for, as the source writes them; None where it holds nothing.
Record: TypeAlias = Mapping[str, str | None]

LONGEST_RECEIPT = 64
LONGEST_NOTE = 400


class Outcome(StrEnum):
    """How a question ended; only FOUND may be compared with a pledge."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    SOURCE_DOWN = "source_down"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question to one source about one party, with the purpose and the legal basis that allow it."""

    source: str
    subject_kind: str
    subject_number: str
    subject_name: str
    fields: tuple[str, ...]
    purpose: str
    basis: str
    request_id: str
    asked_by: str
    oldest_acceptable: date | None = None

    def __post_init__(self) -> None:
        """Refuse a question that asks nothing or hides why it asks.

        Raises:
            ValueError: A part is blank, or no field is asked for, or one is asked for twice.

        """
        named = (
            "source",
            "subject_kind",
            "subject_number",
            "subject_name",
            "purpose",
            "basis",
            "request_id",
            "asked_by",
        )
        blank = [name for name in named if not str(getattr(self, name)).strip()]
        if blank or not self.fields or len(set(self.fields)) != len(self.fields):
            message = f"a question needs {', '.join(blank) or 'different fields'}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: kept as evidence with the exact bytes and their digest.

    *raw* is kept only when it is certain that it speaks about the party asked for: what a source says about
    somebody else by mistake is nobody's evidence, and is not kept. *source_time* is the day of the data.
    *trouble* says what went wrong, and *attempts* how often the line had to be opened: 0 where nothing went out.
    """

    outcome: Outcome
    source: str
    channel: str
    asked_at: datetime
    answered_at: datetime
    latency_ms: int
    note: str
    records: tuple[Record, ...] = ()
    raw: bytes = b""
    digest: str = field(init=False)
    receipt_no: str = ""
    source_time: date | None = None
    trouble: Trouble = Trouble.NONE
    attempts: int = 1

    def __post_init__(self) -> None:
        """Take the digest of the bytes.

        Raises:
            ValueError: Something was found without records, or records come where nothing was found.

        """
        may = self.outcome in (Outcome.FOUND, Outcome.AMBIGUOUS)
        if (self.records and not may) or (self.outcome is Outcome.FOUND and not self.records):
            message = f"an answer {self.outcome} cannot have {len(self.records)} records"
            raise ValueError(message)
        object.__setattr__(self, "digest", hashlib.sha256(self.raw).hexdigest())


@dataclass(frozen=True, slots=True)
class Health:
    """Whether a channel can be reached now, with a sentence for the officer."""

    ok: bool
    latency_ms: int
    note: str


class Channel(Protocol):
    """A way to ask; it always answers, and never later than it promised."""

    @property
    def key(self) -> str:
        """Name the channel for programs."""

    @property
    def title(self) -> str:
        """Name the channel for people."""

    def ask(self, question: Question, *, at: datetime) -> Answer:
        """Ask one question; whatever goes wrong outside becomes an answer too."""

    def check(self) -> Health:
        """Tell whether the other side can be reached, without asking about anybody."""
