"""Reading a period of validity, the way registers write it: from a day, to a day or for ever."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nuocheng.verification.rules.values import FOREVER, Span, folded, read_date

#: What stands between the two days. A single hyphen is part of many days, so it counts only with nothing else there.
_BETWEEN = re.compile(r"至|到|~|～|—+|--+|起至")
#: As cards of identity have it, where a hyphen stands between days with dots.
_CARD = re.compile(r"(\d{4}\.\d{1,2}\.\d{1,2})-(\D+|\d{4}\.\d{1,2}\.\d{1,2})")
_EVER = Span(date.max, date.max)


@dataclass(frozen=True, slots=True)
class Period:
    """When something begins and ends, each as precisely as it was written."""

    begins: Span[date]
    ends: Span[date]


def read_period(text: str) -> Period | None:
    """Read a period; nothing where it is none, or ends before it begins."""
    bare = text.strip()
    card = _CARD.fullmatch(bare)
    parts = [part.strip("自从起止（）() ") for part in (card.groups() if card else _BETWEEN.split(bare))]
    if len(parts) != 2:
        return None
    begins = read_date(parts[0])
    ends = _EVER if folded(parts[1]) in FOREVER else read_date(parts[1])
    if begins is None or ends is None or ends.high < begins.low:
        return None
    return Period(begins, ends)
