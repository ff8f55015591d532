"""What every way outside understands: a message to an address, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from nuocheng.letters.rules.facts import Attempt, Fate

__all__ = ["Attempt", "Fate", "Message", "Way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message; *key* is the same however often it is tried, so that nobody gets it twice."""

    key: str
    address: str
    subject: str
    text: str


class Way(Protocol):
    """A way outside; it always answers, and never later than it promised."""

    @property
    def key(self) -> str:
        """Name the way for programs."""

    @property
    def title(self) -> str:
        """Name the way for people."""

    def send(self, message: Message) -> Attempt:
        """Send one message; whatever goes wrong outside is an answer too."""
