"""Drawing a sample that anybody can draw again: the seed, the list and the shares decide, and nothing else.

The seed is committed to by its digest before the list is frozen and revealed afterwards, so nobody can choose
either to suit the other. ``data/replay_draw.txt``, which everybody can download, is the same in thirty lines that use nothing of ours.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """One case that may be drawn with all that is pledged in it, and the stratum in which it lies."""

    stratum: str
    reference: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a stratum is drawn: *percent* of it, and at least *minimum* as far as there are so many."""

    key: str
    title: str
    percent: int
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One stratum as it was drawn from: its share, how many there were, and how many are drawn."""

    share: Share
    of: int
    drawn: int


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def written(members: Iterable[Member]) -> str:
    """Return the list as it is frozen: a line for each, stratum, tabulator, reference, in that order."""
    return "".join(f"{one.stratum}\t{one.reference}\n" for one in sorted(members))


def read(text: str) -> list[Member]:
    """Return the list that was frozen."""
    return [Member(*line.split("\t", 1)) for line in text.splitlines()]


def mark(seed: str, *words: str) -> str:
    """Return the mark by which a line stands in its place: HMAC-SHA256 of its words under the seed."""
    return hmac.new(bytes.fromhex(seed), "\n".join(words).encode(), hashlib.sha256).hexdigest()


def how_many(of: int, share: Share) -> int:
    """Return how many of a stratum are drawn: the percentage rounded up, the minimum, never more than there are."""
    return min(of, max(share.minimum, -(-of * share.percent // 100))) if share.percent else 0


def parts(members: Iterable[Member], shares: Sequence[Share]) -> list[Part]:
    """Return what each share makes of the list."""
    counted = Counter(one.stratum for one in members)
    return [Part(one, counted[one.key], how_many(counted[one.key], one)) for one in shares]


def drawn(seed: str, members: Iterable[Member], shares: Sequence[Share]) -> list[Member]:
    """Return what is drawn, stratum by stratum, in the order of the marks."""
    rows = list(members)
    found: list[Member] = []
    for part in parts(rows, shares):
        own = (one for one in rows if one.stratum == part.share.key)
        found += sorted(own, key=lambda one: mark(seed, one.stratum, one.reference))[: part.drawn]
    return found


def officers_for(
    seed: str, reference: str, officers: Iterable[str], avoided: Iterable[str], count: int
) -> tuple[str, ...]:
    """Return who is drawn to look at one of them: none of *avoided*, and fewer than *count* where there are fewer."""
    free = sorted(set(officers) - set(avoided), key=lambda one: mark(seed, "officer", reference, one))
    return tuple(free[:count])
