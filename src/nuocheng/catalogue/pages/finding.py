"""How what was found reads on a page: names with what was typed set off, certificates that led there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from django.urls import reverse

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition, ListingInForce
from nuocheng.catalogue.queries import grams
from nuocheng.catalogue.queries.matching import asked, rows_of
from nuocheng.people import queries as people

#: How many certificates of an item are named as the reason why it was found.
_MOST_VIA: Final = 3

Pieces = list[tuple[str, bool]]


def pieces(text: str, typed: str) -> Pieces:
    """Return a text in pieces, each with whether it is what was typed: as written, by initials or by sound."""
    places, hit = grams.folded_places(text), set[int]()
    folded = grams.fold(text)
    for word in asked(typed).words:
        for start, length in _found(word, folded):
            hit.update(places[start : start + length])
    marked = ((character, place in hit) for place, character in enumerate(text))
    return [
        ("".join(one for one, _ in run), is_hit) for is_hit, run in groupby(marked, key=lambda one: one[1])
    ]


def _found(word: str, folded: str) -> Iterator[tuple[int, int]]:
    """Yield where a word stands in a folded text, and how many characters it takes there."""
    if word in folded:
        yield from _all(word, folded)
        return
    if not word.isascii():
        return
    for reading in grams.readings(folded):
        yield from _all(word, reading.initials)
        for row in rows_of(word):
            if row.mark == grams.SYLLABLE:
                yield from _sounding(row.units, reading.syllables)


def _all(word: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        yield start, len(word)
        start = text.find(word, start + 1)


def _sounding(units: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, int]]:
    *whole, last = units
    for start in range(len(said) - len(units) + 1):
        here = said[start : start + len(units)]
        if list(here[:-1]) == whole and here[-1].startswith(last):
            yield start, len(units)


def item_rows(editions: Sequence[Edition], typed: str = "") -> list[dict[str, Any]]:
    """Return items as a list shows them; where the name does not tell why, the certificates that do."""
    rows = [_row(one, typed) for one in editions]
    untold = [row["reference"] for row in rows if typed and not all(row["hits"])]
    led = _via(untold, typed) if untold else {}
    return [{**row, "via": led.get(row["reference"], [])} for row in rows]


def _row(one: Edition, typed: str) -> dict[str, Any]:
    suspended = one.state == EditionState.SUSPENDED
    folded = grams.fold(one.name)
    return {
        "reference": one.reference,
        "name": pieces(one.name, typed),
        "hits": [any(_found(word, folded)) for word in asked(typed).words],
        "url": reverse("item", args=[one.code]),
        "department": "，".join(filter(None, (one.unit, people.department_name(one.department)))),
        "pledge": may_pledge(one),
        "suspended": suspended,
    }


def may_pledge(one: Edition) -> str:
    """Return how many certificates of an item a pledge may replace, empty if none now."""
    if one.state == EditionState.SUSPENDED or not one.pledgeable:
        return ""
    return f"{one.pledgeable}份证明可以承诺代替"


def _via(references: Sequence[str], typed: str) -> dict[str, list[Pieces]]:
    """Return by edition the certificates in whose names stands what was typed."""
    found: dict[str, list[Pieces]] = {}
    rows = ListingInForce.objects.filter(edition__in=references, is_alias=False).order_by("listing__position")
    for reference, name in rows.values_list("edition", "certificate"):
        said = pieces(name, typed)
        if any(is_hit for _, is_hit in said) and len(found.setdefault(reference, [])) < _MOST_VIA:
            found[reference].append(said)
    return found
