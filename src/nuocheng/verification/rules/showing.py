"""What of a pledge the public reads: by the class of its fact whole, with parts hidden, and never a number of a person."""

from __future__ import annotations

import re

from nuocheng.kernel.facts import FactType

#: What could be a citizen's number, a telephone or an account: hidden wherever it stands in a text.
_NUMBERS = re.compile(r"\d[\d -]{5,}[\dXxｘ]?")
HIDDEN = "＊"
_KEPT, _LONGEST = 2, 6


def shown_claim(value: str, kind: FactType, how: str) -> str:
    """Return the pledged value as the public reads it; *how* is whole or masked.

    Raises:
        ValueError: It is not to be shown at all.

    """
    if how not in {"whole", "masked"}:
        message = f"a fact that is shown {how} is not shown"
        raise ValueError(message)
    if kind is FactType.NUMBER:
        return HIDDEN * _LONGEST
    if how == "whole":
        return value if kind in {FactType.DATE, FactType.MONEY, FactType.INTEGER} else without_numbers(value)
    return _masked(value, kind)


def without_numbers(text: str) -> str:
    """Return a text in which every long number is hidden."""
    return _NUMBERS.sub(HIDDEN * _LONGEST, text)


def _masked(value: str, kind: FactType) -> str:
    if kind in {FactType.CHOICE, FactType.BOOLEAN}:
        return without_numbers(value)
    if kind is FactType.DATE:
        return f"{value[:4]}年" if value[:4].isdecimal() else HIDDEN * _LONGEST
    if kind in {FactType.MONEY, FactType.INTEGER}:
        return HIDDEN * _LONGEST
    bare = without_numbers(value)
    return bare[:_KEPT] + HIDDEN * min(max(len(bare) - _KEPT, 1), _LONGEST)
