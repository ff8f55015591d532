"""What the rules of verification may look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding that an officer wants to make: its verdict, what the source said, and the officer's note."""

    verdict: str
    outcome: str
    note: str
