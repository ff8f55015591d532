"""Pledged facts and register values as columns of whole numbers, so that whole sets can be compared at once.

What a comparison needs of a text is worked out once, with the very readers that `compare` uses; the set-based expression
then only compares numbers. What does not fit a column is *hard*: it goes the way of single questions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nuocheng.kernel.facts import Comparison as Criterion
from nuocheng.kernel.facts import FactType
from nuocheng.verification.rules.compare import Claim
from nuocheng.verification.rules.values import (
    Amount,
    folded,
    read_boolean,
    read_count,
    read_date,
    read_money,
    says_nothing,
)

#: Money and counts are kept in ten-thousandths; a larger amount than this could not be multiplied safely.
SCALE, LARGEST = 10_000, 900_000_000_000_000
#: What can be compared set by set. Numbers of parties and addresses want a look at both texts together.
SET_BASED: Mapping[FactType, frozenset[Criterion]] = {
    FactType.TEXT: frozenset({Criterion.EQUALS}),
    FactType.CHOICE: frozenset({Criterion.EQUALS}),
    FactType.DATE: frozenset({Criterion.EQUALS, Criterion.ON_OR_BEFORE, Criterion.ON_OR_AFTER}),
    FactType.MONEY: frozenset({Criterion.EQUALS, Criterion.AT_MOST, Criterion.AT_LEAST}),
    FactType.INTEGER: frozenset({Criterion.EQUALS, Criterion.AT_MOST, Criterion.AT_LEAST}),
    FactType.BOOLEAN: frozenset({Criterion.EQUALS, Criterion.IS_TRUE, Criterion.IS_FALSE}),
}
#: The criteria as small numbers; AT_MOST is to amounts what ON_OR_BEFORE is to days. Yes and no are made equal.
CRITERIA: Mapping[Criterion, int] = {
    Criterion.EQUALS: 0,
    Criterion.IS_TRUE: 0,
    Criterion.IS_FALSE: 0,
    Criterion.AT_MOST: 1,
    Criterion.ON_OR_BEFORE: 1,
    Criterion.AT_LEAST: 2,
    Criterion.ON_OR_AFTER: 2,
}
#: A text that may mean “there is none” as well as a name.
NONE = "无"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in columns: nothing to judge where *low* is missing, and *hard* where the columns cannot hold it."""

    low: int | None = None
    high: int | None = None
    slack: int = 0
    unit: int = 0
    hard: bool = False


NOTHING, HARD = Cell(), Cell(hard=True)


def seen(kind: FactType, text: str | None) -> Cell:
    """Return what a register holds, in columns."""
    if text is None or says_nothing(text):
        return NOTHING
    read = READERS.get(kind)
    return HARD if read is None else read(text)


def pledged(claim: Claim) -> Cell:
    """Return what was pledged, in columns."""
    if claim.comparison not in SET_BASED.get(claim.type, ()) or claim.choices or claim.also:
        return HARD
    if claim.comparison in (Criterion.IS_TRUE, Criterion.IS_FALSE):
        return _point(int(claim.comparison is Criterion.IS_TRUE))
    return READERS[claim.type](claim.value)


def party_key(number: str) -> int:
    """Return the number by which a party is looked up: of a person the digits without the last, else a digest."""
    digits = number[:17]
    return int(digits) if len(number) == 18 and _is_persons(number) else -_digest(f"n|{number}")


def party_check(number: str, plain: str) -> int:
    """Return the digest by which number and name (as `plain_name` writes it) are known to be the same."""
    return _digest(f"{number}|{plain}")


def _is_persons(number: str) -> bool:
    """Say whether a number can stand as it is: its last character follows from the seventeen before it."""
    if not (number[:17].isascii() and number[:17].isdigit()):
        return False
    weighed = sum(int(digit) * (1 << (17 - place)) for place, digit in enumerate(number[:17]))
    return number[17] == "10X98765432"[weighed % 11]


def _words(text: str) -> Cell:
    plain = folded(text)
    return _point(_digest(plain)) if plain else NOTHING


def _text(text: str) -> Cell:
    plain = folded(text)
    return Cell(_digest(plain)) if plain == NONE else _words(text)


def _date(text: str) -> Cell:
    span = read_date(text)
    return Cell(span.low.toordinal(), span.high.toordinal()) if span else NOTHING


def _boolean(text: str) -> Cell:
    said = read_boolean(text)
    return NOTHING if said is None else _point(int(said))


def _money(text: str) -> Cell:
    return _amount(read_money(text))


def _count(text: str) -> Cell:
    return _amount(read_count(text))


def _amount(found: Amount | None) -> Cell:
    if found is None:
        return NOTHING
    value, slack = _scaled(found.value), _scaled(found.slack)
    if value is None or slack is None:
        return HARD
    return Cell(value, value, slack, _digest(found.unit) if found.unit else 0)


def _scaled(number: Decimal) -> int | None:
    """Return a number in ten-thousandths, or nothing if it is finer or larger than that."""
    scaled = number * SCALE
    whole = int(scaled) if abs(scaled) <= LARGEST else None
    return whole if whole is not None and whole == scaled else None


def _point(number: int) -> Cell:
    return Cell(number, number)


def _digest(text: str) -> int:
    """Return 63 bits of a text's digest: as a signed number of 64 bits they are never negative, and never nothing."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1 | 1


READERS: Mapping[FactType, Callable[[str], Cell]] = {
    FactType.TEXT: _text,
    FactType.CHOICE: _words,
    FactType.DATE: _date,
    FactType.MONEY: _money,
    FactType.INTEGER: _count,
    FactType.BOOLEAN: _boolean,
}
