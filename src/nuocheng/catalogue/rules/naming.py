"""When two names mean the same certificate, item or law: signs left out, and how alike names are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

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
    pairs, others = Counter(_pairs(one)), Counter(_pairs(other))
    whole = pairs.total() + others.total()
    return 2 * (pairs & others).total() / whole if whole else 0.0


def alike(one: str, other: str) -> bool:
    """Say whether two plain names may mean the same: equal, one within the other, or alike enough."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= LONG_ENOUGH and shorter in longer:
        return True
    return bool(shorter) and likeness(one, other) >= ALIKE


class Names:
    """Plain names kept by their pairs of letters, so that alike ones are found without trying them all."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            for pair in set(_pairs(name)):
                self._by_pair.setdefault(pair, []).append(name)

    def near(self, name: str, most: int = 5) -> list[str]:
        """Return the names that are alike, the most alike first."""
        seen = {other for pair in set(_pairs(name)) for other in self._by_pair.get(pair, ())}
        found = [other for other in seen if alike(name, other)]
        return sorted(found, key=lambda other: (-likeness(name, other), other))[:most]


def _pairs(name: str) -> Iterator[str]:
    return (name[place : place + 2] for place in range(len(name) - 1))
