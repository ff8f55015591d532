"""What the rules of verification may look at."""

from __future__ import annotations

from dataclasses import dataclass

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
