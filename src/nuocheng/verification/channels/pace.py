"""How patient the guard is: read from data, with chance mixed in so that not everything comes back at once."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "guard.toml"


@dataclass(frozen=True, slots=True)
class Pace:
    """After how many failures a source rests, how long, and how many questions go side by side."""

    failures: int
    rest_s: tuple[int, ...]
    jitter: float
    over_quota_rest_s: int
    probe_s: int
    at_once: int
    waits_s: float
    kept_days: int
    hours_kept_days: int

    def rest(self, failures: int) -> timedelta:
        """Return how long a source is left alone after so many failures in a row, at least *self.failures*."""
        step = min(max(0, failures - self.failures), len(self.rest_s) - 1)
        spread = random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311 - spreads load, guards nothing
        return timedelta(seconds=self.rest_s[step] * spread)


def _read() -> Pace:
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))
    breaker = {**said["breaker"], "rest_s": tuple(said["breaker"]["rest_s"])}
    return Pace(**breaker, **said["concurrency"], **said["log"])


PACE = _read()
