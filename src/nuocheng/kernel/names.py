"""Names of people and organisations: one folded form, so that one name written two ways is still one name."""

from __future__ import annotations

import unicodedata

#: What keyboards offer where a minority name has its dot (间隔点).
DOTS = frozenset("·•・‧．.･∙⋅●᛫ㆍ")
DOT = "·"
#: The two-byte codes whose characters old systems kept in the private use area, before GB 18030 gave them a place.
_LEAD = 0xFE
_TRAILS = (*range(0x50, 0x7F), *range(0x80, 0xA1))
_PRIVATE = 0xE815


def _private_use() -> dict[int, str]:
    """Return the characters of the private use area that GB 18030 since moved: U+E863 is 䶮, as cards still print it."""
    moved = {}
    for place, trail in enumerate(_TRAILS):
        now = bytes((_LEAD, trail)).decode("gb18030")
        if now != chr(_PRIVATE + place):
            moved[_PRIVATE + place] = now
    return moved


#: Six more that only the edition of 2005 and later placed (GB 18030-2022, table of changed codes).
_LATER = {
    0xE816: "\U00020087",
    0xE817: "\U00020089",
    0xE818: "\U000200cc",
    0xE831: "\U000215d7",
    0xE83B: "\U0002298f",
    0xE855: "\U000241fe",
}
_MOVED = {**_private_use(), **_LATER}


def fold(name: str) -> str:
    """Return the form of a name by which names are compared, never the one that is shown or kept.

    Width and case do not count, nor do blanks (张 三), invisible marks and variation selectors; every dot between
    the parts of a name is one dot; characters from the private use area of old systems are what they stand for.
    """
    moved = unicodedata.normalize("NFKC", _dotted(name).translate(_MOVED))
    return "".join(sign for sign in moved if not _silent(sign)).casefold().strip(DOT)


def same(one: str, other: str) -> bool:
    """Say whether two spellings are one name."""
    return bool(fold(one)) and fold(one) == fold(other)


def tidy(name: str) -> str:
    """Return a name as it is kept: its dots in one spelling, no blanks around it, single ones within."""
    return " ".join(_dotted(name).translate(_MOVED).split())


def strange(name: str) -> str:
    """Return the first sign that no name of a person has, or nothing: letters of every script, marks and dots pass."""
    signs = (sign for sign in tidy(name) if sign not in {DOT, " "})
    return next((sign for sign in signs if unicodedata.category(sign)[0] not in "LM"), "")


def _dotted(name: str) -> str:
    """Write every dot as one; NFKC would turn some of them into a full stop, others not."""
    return "".join(DOT if sign in DOTS else sign for sign in name)


def _silent(sign: str) -> bool:
    """Say whether a sign is not heard in a name: a blank, a control, a variation selector."""
    return sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"} or _selects(sign)


def _selects(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
