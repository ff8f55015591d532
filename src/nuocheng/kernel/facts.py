"""Data types of pledged facts, how each is written and bounded, and the closed set of ways to compare them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nuocheng.kernel.dates import cn_date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,18}")
_MONEY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")


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


#: Types of which a value is more or less, earlier or later than another: only these can be bounded.
MEASURED = frozenset({FactType.DATE, FactType.MONEY, FactType.INTEGER})
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


def _spoken(kind: str, text: str, unit: str) -> str:
    value = measured(kind, text)
    if value is None:
        return ""
    if isinstance(value, date):
        return cn_date(value)
    return f"{text.strip()}{unit or (YUAN if kind == FactType.MONEY else '')}"


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
