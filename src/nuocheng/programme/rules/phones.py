"""Names and telephone numbers as people write them, brought into one form; a cell with several is taken apart."""

from __future__ import annotations

import re
import unicodedata

from nuocheng.kernel import names
from nuocheng.programme.rules.contact_can_be_reached import MOBILE

_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−－ー~～"), "-")
_BETWEEN = re.compile(r"[、，,;；/／|\n\r]+")
_LATIN = re.compile(r"[A-Za-z]")


def tidy_phone(text: str) -> str:
    """Return a number in half-width digits, with plain hyphens and without blanks or brackets."""
    plain = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    plain = re.sub(r"[()]", "-", re.sub(r"\s", "", plain)).strip("-")
    plain = re.sub(r"-+", "-", plain)
    return _without_country(plain)


def _without_country(number: str) -> str:
    """Drop the country code of a mobile number."""
    bare = re.sub(r"^(\+?86|0086)-?", "", number)
    return bare if MOBILE.fullmatch(bare) else number


def tidy_name(text: str) -> str:
    """Return a name or a title with its blanks in order: Chinese is written without any."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    return plain if _LATIN.search(plain) else plain.replace(" ", "")


def tidy_person(text: str) -> str:
    """Return a person's name with its blanks in order, and its dots in one spelling."""
    return tidy_name(names.tidy(text))


def both_phones(text: str) -> tuple[str, str, str]:
    """Take one cell apart into the office's number, the mobile number, and whatever is too much."""
    office, mobile, more = "", "", []
    for number in filter(None, map(tidy_phone, _BETWEEN.split(text))):
        if MOBILE.fullmatch(number) and not mobile:
            mobile = number
        elif not MOBILE.fullmatch(number) and not office:
            office = number
        else:
            more.append(number)
    return office, mobile, "、".join(more)
