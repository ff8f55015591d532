"""What a card reader says: the name, the number and the address in it, whatever the vendor wraps around them.

Readers come in two kinds. One types like a keyboard into the field that has the focus; the other is a service of its
vendor on the clerk's own machine, which the browser asks. Either way a text arrives, and here it is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number

NOT_READ = "没读到卡，请取下重放，或手工输入"
#: A card says all of it in far less; more is no card.
LONGEST = 4000

_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx])(?![0-9A-Za-z])")
_PARTS = re.compile(r"[|,，;；\t\r\n$#^]+")
_LABELLED = re.compile(r"\s*[\"']?([A-Za-z_]+|[\u4e00-\u9fff]{2,6})[\"']?\s*[:：=]\s*[\"']?([^\"']*)")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af][\u3400-\u9fff\U00020000-\U000323af·•\s]{1,30}")
_PLACE = re.compile(r"[省市区县旗州镇乡街路村号]")
NAMES = ("姓名", "name", "partyname", "xm", "peoplename", "cardname")
PLACES = ("住址", "地址", "address", "certaddress", "dz", "zz", "peopleaddress")
#: Words of a card that look like a name and are none.
NO_NAMES = re.compile(".+族|中国|居民身份证|.*(公安|分局).*|[男女]性?")


@dataclass(frozen=True, slots=True)
class Card:
    """What stood on an identity card."""

    number: str
    name: str = ""
    address: str = ""


def is_card(text: str) -> bool:
    """Say whether a text is more than a number: what a reader types where a number was expected."""
    return bool(_NUMBER.search(text)) and bool(_PARTS.search(text) or "{" in text or _LABELLED.match(text))


def read(text: str, today: date) -> Card | None:
    """Return what stood on the card, or nothing where no proper number was read (GB 11643)."""
    words = text[:LONGEST]
    number = next((one for one in _NUMBER.findall(words) if _proper(one, today)), "")
    if not number:
        return None
    pairs = list(_pairs(words))
    labelled = {label.lower(): value.strip() for label, value in pairs if label and value.strip()}
    parts = [value.strip() for _, value in pairs]
    name = _first(labelled, NAMES) or next((one for one in parts if _is_name(one)), "")
    place = _first(labelled, PLACES) or next((one for one in parts if _is_place(one)), "")
    return Card(parse_party_number(number, today=today, kind=PartyKind.PERSON).value, name, place)


def _proper(number: str, today: date) -> bool:
    try:
        parse_party_number(number, today=today, kind=PartyKind.PERSON)
    except BadNumber:
        return False
    return True


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    """Yield label and value of every part; the label is empty where there is none."""
    try:
        found = json.loads(words)
    except ValueError:
        found = None
    if isinstance(found, dict):
        yield from _flat(found)
        return
    for part in _PARTS.split(words):
        said = _LABELLED.fullmatch(part)
        yield (said[1], said[2]) if said else ("", part)


def _flat(found: dict[str, object]) -> Iterator[tuple[str, str]]:
    for label, value in found.items():
        if isinstance(value, dict):
            yield from _flat(value)
        elif isinstance(value, str):
            yield label, value


def _first(labelled: dict[str, str], names: tuple[str, ...]) -> str:
    return next((labelled[name] for name in names if labelled.get(name)), "")


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and not NO_NAMES.fullmatch(text) and not _is_place(text)


def _is_place(text: str) -> bool:
    return len(text) > 6 and len(_PLACE.findall(text)) >= 2
