"""When two names mean the same certificate, item or law: signs left out, and how alike names are."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

#: How alike two names must be (Dice's coefficient of their pairs of letters) to be shown to a person as perhaps
#: the same. At 0.7, 无犯罪记录证明 and 无违法犯罪记录证明 (0.71) are alike, 出生医学证明 and 死亡医学证明 (0.60)
#: are not. The figure is a choice of ours, not law: a person decides in every case.
ALIKE = 0.7
#: A name this long that stands whole within another one is alike too: 营业执照 and 营业执照复印件.
LONG_ENOUGH = 3
_COUNTRY = "中华人民共和国"
_REVISED = re.compile(r"[（(][^（()）]*(?:修正|修订|修改|通过|公布|施行|试行|\d{4})[^（()）]*[）)]\s*$")
_OF_A_YEAR = re.compile(r"[〔\[【（(]\d{4}[〕\]】）)]")
_MAKING = re.compile(r"(?:的?(?:核发|核准|签发|发放|出具|开具|办理|发证))$")


def plain_name(name: str) -> str:
    """Return a name without blanks, brackets and other signs, its letters half-width and small."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in text if unicodedata.category(sign)[0] in "LN")


def statute_key(title: str, number: str = "") -> str:
    """Return what tells one law or document from another, empty where there is no title.

    A law is known by its title whatever its amendment; a document (发文字号 with a year) also by its number.
    """
    bare = plain_name(_REVISED.sub("", title.strip().strip("《》"))).removeprefix(_COUNTRY)
    if not bare:
        return ""
    return f"{bare}|{plain_name(number)}" if _OF_A_YEAR.search(number) else bare


def given_names(name: str, gives: Iterable[str]) -> list[str]:
    """Return what an item issues: what it says it gives, and what its name says it makes (“…证核发”)."""
    made = _MAKING.sub("", plain_name(name))
    told = [plain_name(one) for one in gives]
    return list(dict.fromkeys(one for one in (*told, *([made] if made != plain_name(name) else [])) if one))


def likeness(one: str, other: str) -> float:
    """Return how alike two plain names are, from 0 to 1: Dice's coefficient of their pairs of letters."""
    if one == other:
        return 1.0
    whole = max(0, len(one) - 1) + max(0, len(other) - 1)
    pairs, others = _counted(one), _counted(other)
    shared = sum(min(count, others[pair]) for pair, count in pairs.items() if pair in others)
    return 2 * shared / whole if whole else 0.0


def alike(one: str, other: str) -> bool:
    """Say whether two plain names may mean the same: equal, one within the other, or alike enough."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= LONG_ENOUGH and shorter in longer:
        return True
    # However much the shorter one shares, a much longer one cannot be alike: most need not be compared at all.
    close = 2 * (len(shorter) - 1) >= ALIKE * (len(shorter) + len(longer) - 2)
    return bool(shorter) and close and likeness(one, other) >= ALIKE


class Names:
    """Plain names kept by their pairs of letters, so that alike ones are found without trying them all.

    Two names that are alike share one of the rarer pairs of either: what nearly all names have, such as 证明, is
    looked at last, and mostly not at all.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._by_pair: dict[str, list[str]] = {}
        for name in self._names:
            for pair in set(_pairs(name)):
                self._by_pair.setdefault(pair, []).append(name)
        self._known: dict[str, list[str]] = {}

    def near(self, name: str, most: int = 5) -> list[str]:
        """Return the names that are alike, the most alike first."""
        if name not in self._known:
            found = [other for other in self._perhaps(name) if alike(name, other)]
            self._known[name] = sorted(found, key=lambda other: (-likeness(name, other), other))
        return self._known[name][:most]

    def _perhaps(self, name: str) -> set[str]:
        """Return every name that can be alike: it lies within, or shares one of so many of the rarest pairs."""
        within = {
            name[start:end] for start in range(len(name)) for end in range(start + LONG_ENOUGH, len(name) + 1)
        }
        pairs = sorted(_pairs(name), key=lambda pair: len(self._by_pair.get(pair, ())))
        # Dice is at least ALIKE only if at least this many of the pairs are shared; so one of the others' number
        # plus one is.
        shared = math.ceil(ALIKE * len(pairs) / (2 - ALIKE))
        rare = pairs[: len(pairs) - shared + 1]
        found = {other for pair in rare for other in self._by_pair.get(pair, ())}
        return found | (within & self._names) | ({name} & self._names)


@lru_cache(maxsize=1 << 16)
def _counted(name: str) -> Counter[str]:
    return Counter(_pairs(name))


def _pairs(name: str) -> Iterator[str]:
    return (name[place : place + 2] for place in range(len(name) - 1))
