"""What the rules of mandates may look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.kernel.capacities import Capacity


@dataclass(frozen=True, slots=True)
class Entrusting:
    """A mandate about to be given or registered; *giver* is the capacity of whoever gives it, none at the window.

    *longest* is for how many years a handler's mandate may stand.
    """

    capacity: Capacity
    party_kind: str
    party: str
    agent: str
    since: date
    until: date | None
    today: date
    longest: int
    giver: Capacity | None = None
    authority: str = ""
    relation: str = ""
