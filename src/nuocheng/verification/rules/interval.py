"""How sure a share is that was found in a sample: the exact interval of Clopper and Pearson, at 95 %.

A sample of few says little, and its interval is wide: nobody has to know statistics to see that. The bounds are the
shares under which as many, or as few, would be found by chance in one sample of forty; both are quantiles of the beta
distribution, found by halving, since the distribution grows with the share (Clopper & Pearson, Biometrika 26 (1934)).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log, log1p

#: How often a bound is missed at each end: together one in twenty.
TAIL = 0.025
_HALVINGS = 60
_TERMS = 400
_TINY = 1e-300
_CLOSE = 1e-15


@dataclass(frozen=True, slots=True)
class Interval:
    """A share found in a sample: *found* of *of*, and between which shares the whole lies."""

    found: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share found, 0 where nothing was looked at."""
        return self.found / self.of if self.of else 0.0

    @property
    def in_words(self) -> str:
        """Return the bounds as people read them: 1.2%到7.9%."""
        return f"{percent(self.low)}到{percent(self.high)}"


def interval(found: int, of: int) -> Interval:
    """Return between which shares the whole lies with a probability of 95 %, where *found* of *of* were found.

    Raises:
        ValueError: More were found than were looked at, or a number is negative.

    """
    if not 0 <= found <= of:
        raise ValueError("no more can be found than were looked at")
    low = 0.0 if found == 0 else _bound(TAIL, found, of - found + 1)
    high = 1.0 if found == of else _bound(1 - TAIL, found + 1, of - found)
    return Interval(found, of, low, high)


def percent(share: float) -> str:
    """Write a share as a percentage with one place, whole ones without."""
    said = f"{100 * share:.1f}".removesuffix(".0")
    return f"{said}%"


def _bound(probability: float, a: int, b: int) -> float:
    """Return the quantile of the beta distribution with whole parameters."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _beta(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta(x: float, a: int, b: int) -> float:
    """Return the regularised incomplete beta function, by its continued fraction on the side where that is short."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: int, b: int) -> float:
    """Return the continued fraction of the incomplete beta function (modified Lentz)."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + step * d)
            c = _away(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def _away(number: float) -> float:
    """Return a number, kept from being nought."""
    return number if abs(number) > _TINY else _TINY
