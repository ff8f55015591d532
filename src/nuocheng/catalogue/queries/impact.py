"""What a new edition touches: offices above say how many of their files stand under an old one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Impact:
    """How many files stand under an edition: *bound* are finished under it, *open* have to be told anew."""

    bound: int = 0
    open: int = 0

    def __add__(self, other: Impact) -> Impact:
        """Return both together."""
        return Impact(self.bound + other.bound, self.open + other.open)


#: Counts what an office keeps under the edition with this reference.
Counter = Callable[[str], Impact]

_COUNTERS: dict[str, Counter] = {}


def counts_impact(counter: Counter) -> Counter:
    """Enter an office's counter; the catalogue, which lies below it, asks it by this list only."""
    _COUNTERS[counter.__module__] = counter
    return counter


def impact(reference: str) -> Impact:
    """Return what all offices above keep under an edition."""
    return sum((counter(reference) for counter in _COUNTERS.values()), Impact())
