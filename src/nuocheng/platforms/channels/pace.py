"""When to try again: read from data, with chance mixed in so that nobody is stormed by everything at once."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "sending.toml"


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient we are, and how often we come back."""

    deadline_s: float
    largest_answer: int
    budget_s: int
    batch: int
    side_by_side: int
    kept_days: int
    old_secret_hours: int
    again_s: tuple[int, ...]
    jitter: float
    rest_s: tuple[int, ...]

    def again(self, tries: int) -> timedelta | None:
        """Return how long to wait after so many failed attempts; nothing when it is time to give up."""
        if tries >= len(self.again_s):
            return None
        return self._about(self.again_s[tries - 1])

    def rest(self, failures: int) -> timedelta:
        """Return how long an address is left alone after so many failures in a row."""
        return self._about(self.rest_s[min(failures, len(self.rest_s)) - 1])

    def _about(self, seconds: int) -> timedelta:
        spread = random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311 - spreads load, guards nothing
        return timedelta(seconds=seconds * spread)


def _read() -> Pace:
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))
    again, rest = tuple(said["again"]["after_s"]), tuple(said["rest"]["after_s"])
    return Pace(**said["patience"], again_s=again, jitter=said["again"]["jitter"], rest_s=rest)


PACE = _read()
