"""Data types of pledged facts, how each is written and bounded, and the closed set of ways to compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nuocheng.kernel.dates import cn_date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,18}")
_MONEY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_PERCENT = re.compile(r"([0-9]{1,2}(?:\.[0-9])?)%")


class FactType(StrEnum):
    """Data types of a pledged fact."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    INTEGER = "integer"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    NUMBER = "number"


class Comparison(StrEnum):
    """How a pledged fact is held against what a source says: a closed set."""

    EQUALS = "equals"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    IS_TRUE = "is_true"
    IS_FALSE = "is_false"
    CONTAINS_ADDRESS = "contains_address"
    WITHIN = "within"
    IN_PERIOD = "in_period"
    SAME_NAME = "same_name"


#: Types of which a value is more or less, earlier or later than another: only these can be bounded.
MEASURED = frozenset({FactType.DATE, FactType.MONEY, FactType.INTEGER})
#: How many days, or how many of a hundred, may at most lie between a pledge and what is on record: more is no tolerance.
WIDEST_DAYS, WIDEST_PERCENT = 366, 50
#: In what money is counted where a fact does not say.
YUAN = "元"


def measured(kind: str, text: str) -> Decimal | date | None:
    """Return the value of a measured fact, or nothing where the text is not written as its type is.

    A day is written 2027-06-30, an amount with at most two decimals, a count in digits.
    """
    bare = text.strip()
    if kind == FactType.DATE:
        return _day(bare) if _DAY.fullmatch(bare) else None
    if kind == FactType.MONEY:
        return Decimal(bare) if _MONEY.fullmatch(bare) else None
    if kind == FactType.INTEGER:
        return Decimal(bare) if _WHOLE.fullmatch(bare) else None
    return None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far what is on record may lie from a pledge (容许相差): a share of the larger value, or so much."""

    share: Decimal = Decimal(0)
    much: Decimal = Decimal(0)

    def allows(self, one: Decimal, other: Decimal) -> Decimal:
        """Return how far apart two values may be; the same whichever is named first."""
        return max(self.much, self.share * max(abs(one), abs(other)))


def tolerance(kind: str, text: str) -> Tolerance | None:
    """Read a tolerance: 5% or 200 of money and counts, 7 (days) of a date; nothing where it cannot be one."""
    bare = text.strip()
    percent = _PERCENT.fullmatch(bare)
    if kind == FactType.DATE:
        days = int(bare) if _WHOLE.fullmatch(bare) else -1
        return Tolerance(much=Decimal(days)) if 0 <= days <= WIDEST_DAYS else None
    if kind not in MEASURED:
        return None
    if percent:
        share = Decimal(percent[1])
        return Tolerance(share=share / 100) if share <= WIDEST_PERCENT else None
    return Tolerance(much=Decimal(bare)) if _MONEY.fullmatch(bare) else None


def within(kind: str, text: str, minimum: str = "", maximum: str = "") -> bool:
    """Say whether a value lies within its bounds, both included; an empty bound bounds nothing.

    What is not written as its type asks lies within no bounds at all; a type that cannot be measured has none.
    """
    if kind not in MEASURED or not (minimum or maximum):
        return True
    value = measured(kind, text)
    if value is None:
        return False
    low, high = measured(kind, minimum), measured(kind, maximum)
    return (low is None or not _less(value, low)) and (high is None or not _less(high, value))


def bounds(kind: str, minimum: str, maximum: str, unit: str = "") -> str:
    """Say in words what may be stated: 在1人到20人之间, 不少于1人, 不晚于2027年6月30日; nothing if unbounded."""
    if kind not in MEASURED:
        return ""
    low, high = (_spoken(kind, text, unit) for text in (minimum, maximum))
    if low and high:
        return f"在{low}到{high}之间" if low != high else f"是{low}"
    least, most = ("不早于", "不晚于") if kind == FactType.DATE else ("不少于", "不超过")
    return f"{least}{low}" if low else f"{most}{high}" if high else ""


def written(kind: str, text: str, unit: str = "") -> str:
    """Write a pledged value for reading: 2027年6月30日, 7500元, 3人; what is not written as its type is stays as it is."""
    value = measured(kind, text)
    if isinstance(value, date):
        return cn_date(value)
    return f"{text.strip()}{unit or (YUAN if kind == FactType.MONEY and value is not None else '')}"


def _spoken(kind: str, text: str, unit: str) -> str:
    return written(kind, text, unit) if measured(kind, text) is not None else ""


def _less(one: Decimal | date, other: Decimal | date) -> bool:
    """Say whether one value is less than another of the same type."""
    if isinstance(one, date) and isinstance(other, date):
        return one < other
    return isinstance(one, Decimal) and isinstance(other, Decimal) and one < other


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
