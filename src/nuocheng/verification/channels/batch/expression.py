"""The one set-based expression: pledged facts against a reference set, a verdict for each; whoever runs it.

Its meaning is that of asking `InternalRecord` and judging by `compare_any`; a differential test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import ibis

from nuocheng.kernel.facts import FactType
from nuocheng.verification.rules.columns import SCALE

#: How far apart two amounts may be and still be the same: less than a cent, as in `compare`.
CENT = SCALE // 100
#: Two amounts exactly so many times apart may differ only by their unit (万, 亿).
SLIPS = (10_000, 100_000_000)
#: The largest number that may be multiplied by each slip without leaving 64 bits.
ROOM = {slip: (2**63 - 1) // slip for slip in SLIPS}


class Verdict(IntEnum):
    """What becomes of one pledged fact. Of several records about one party the smallest verdict above 0 holds."""

    NOT_FOUND = 0
    CONSISTENT = 1
    ONE_BY_ONE = 2
    MISSING = 3
    CONTRADICTED = 4
    AMBIGUOUS = 5
    STALE = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column of a reference set is read: its place, its type, and what is known of the whole set.

    *many* says that one party may have several records; *stale*, that the set is older than may be judged by.
    """

    column: str
    type: FactType
    many: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the claims that is matched in one go: its places, and the keys between which its parties lie."""

    first: int
    last: int
    lowest: int
    highest: int


def verdicts(claims: Any, reference: Any, reading: Reading, piece: Piece | None = None) -> Any:
    """Return the table (place, verdict) of *claims* against *reference*.

    Claims and reference lie sorted by key, so a *piece* touches a small part of both.
    """
    if piece is not None:
        claims = claims.filter(claims.place.between(piece.first, piece.last))
        reference = reference.filter(reference.key.between(piece.lowest, piece.highest))
    held = _held(reference, reading)
    pairs = claims.left_join(held, (claims.key == held.r_key) & (claims.who == held.r_who))
    found = pairs.r_key.notnull()
    if reading.stale:
        judged = ibis.ifelse(found, _code(Verdict.STALE), _code(Verdict.NOT_FOUND))
    else:
        judged = _judged(pairs, found, reading)
    result = pairs.select(pairs.place, verdict=judged.cast("int8"))
    if reading.many:
        result = result.group_by("place").agg(verdict=result.verdict.min())
    return result


def _held(reference: Any, reading: Reading) -> Any:
    """Return the columns of a reference set that a reading needs, by names of their own."""
    rows = reference if reading.many else reference.filter(reference.rank == 0)
    parts = {f"r_{part}": rows[f"{reading.column}_{part}"] for part in PARTS[reading.type]}
    return rows.select(r_key=rows.key, r_who=rows.who, r_copies=rows.copies, **parts)


def _judged(pairs: Any, found: Any, reading: Reading) -> Any:
    branches = [(~found, _code(Verdict.NOT_FOUND))]
    if not reading.many:
        branches.append((pairs.r_copies > 1, _code(Verdict.AMBIGUOUS)))
    branches.append((pairs.hard | pairs.r_hard, _code(Verdict.ONE_BY_ONE)))
    branches.append((pairs.low.isnull() | pairs.r_low.isnull(), _code(Verdict.MISSING)))
    return ibis.cases(*branches, *JUDGES[reading.type](pairs), else_=_code(Verdict.CONTRADICTED))


Branches = list[tuple[Any, Any]]


def _words(pairs: Any) -> Branches:
    return [
        (pairs.low == pairs.r_low, _code(Verdict.CONSISTENT)),
        (pairs.r_high.isnull(), _code(Verdict.MISSING)),
    ]


def _dates(pairs: Any) -> Branches:
    equals, before, after = (pairs.criterion == number for number in range(3))
    touching = (pairs.r_low <= pairs.high) & (pairs.low <= pairs.r_high)
    return [
        (equals & touching, _code(Verdict.CONSISTENT)),
        (before & (pairs.r_high <= pairs.high), _code(Verdict.CONSISTENT)),
        (after & (pairs.r_low >= pairs.low), _code(Verdict.CONSISTENT)),
        (before & (pairs.r_low <= pairs.high), _code(Verdict.MISSING)),
        (after & (pairs.r_high >= pairs.low), _code(Verdict.MISSING)),
    ]


def _yes_or_no(pairs: Any) -> Branches:
    return [(pairs.low == pairs.r_low, _code(Verdict.CONSISTENT))]


def _money(pairs: Any) -> Branches:
    return _amounts(pairs, ibis.greatest(pairs.slack, pairs.r_slack, ibis.literal(CENT, "int64")))


def _counts(pairs: Any) -> Branches:
    units_differ = (pairs.unit != 0) & (pairs.r_unit != 0) & (pairs.unit != pairs.r_unit)
    rounded = (pairs.low % SCALE == 0) != (pairs.r_low % SCALE == 0)
    same = ibis.ifelse(rounded, ibis.literal(SCALE, "int64"), ibis.literal(CENT, "int64"))
    return [(units_differ, _code(Verdict.MISSING)), *_amounts(pairs, same)]


def _amounts(pairs: Any, same: Any) -> Branches:
    """Return how two amounts are placed; they are equal if they are less than *same* apart."""
    equals, at_most = pairs.criterion == 0, pairs.criterion == 1
    apart = pairs.r_low - pairs.low
    over = ibis.ifelse(at_most, apart, -apart)
    return [
        (equals & (apart.abs() < same), _code(Verdict.CONSISTENT)),
        (equals & _slipped(pairs.low, pairs.r_low), _code(Verdict.MISSING)),
        (equals, _code(Verdict.CONTRADICTED)),
        (over <= 0, _code(Verdict.CONSISTENT)),
        (over < pairs.r_slack, _code(Verdict.MISSING)),
    ]


def _slipped(one: Any, other: Any) -> Any:
    """Say whether two amounts are exactly ten thousand, or a hundred million, times each other."""
    one, other = one.abs(), other.abs()
    small, large = ibis.least(one, other), ibis.greatest(one, other)
    times = [ibis.ifelse(small <= ROOM[slip], small, 0) * slip == large for slip in SLIPS]
    return (small > 0) & (times[0] | times[1])


def _code(verdict: Verdict) -> Any:
    return ibis.literal(int(verdict), "int8")


JUDGES: Mapping[FactType, Callable[[Any], Branches]] = {
    FactType.TEXT: _words,
    FactType.CHOICE: _words,
    FactType.DATE: _dates,
    FactType.MONEY: _money,
    FactType.INTEGER: _counts,
    FactType.BOOLEAN: _yes_or_no,
}
#: Which columns of a value each type needs; no other is read from disk.
PARTS: Mapping[FactType, tuple[str, ...]] = {
    FactType.TEXT: ("low", "high", "hard"),
    FactType.CHOICE: ("low", "high", "hard"),
    FactType.DATE: ("low", "high", "hard"),
    FactType.MONEY: ("low", "slack", "hard"),
    FactType.INTEGER: ("low", "slack", "unit", "hard"),
    FactType.BOOLEAN: ("low", "hard"),
}
