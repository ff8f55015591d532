"""What others may read of the catalogue."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    KIND_TITLES,
    Certificate,
    Disposition,
    FactField,
    Item,
    Plan,
    from_json,
)
from nuocheng.kernel.errors import NotFound

__all__ = [
    "DISPOSITION_TITLES",
    "KIND_TITLES",
    "Certificate",
    "Disposition",
    "FactField",
    "InForce",
    "Item",
    "Plan",
    "edition",
    "in_force",
    "item_of",
]


@dataclass(frozen=True, slots=True)
class InForce:
    """An edition as offices above read it: what it says, and exactly which it is."""

    reference: str
    version: int
    department: str
    digest: str
    published: bool
    fixed: bool
    item: Item


#: Content by digest: it never changes, so it is read and parsed once per process.
_ITEMS: dict[str, Item] = {}
_BY_REFERENCE: dict[str, Item] = {}
_MOST_ITEMS = 4096


def _item(digest: str, reference: str) -> Item:
    if digest not in _ITEMS:
        if len(_ITEMS) >= _MOST_ITEMS:
            _ITEMS.clear()
        content = Edition.objects.values_list("content", flat=True).get(reference=reference)
        _ITEMS[digest] = from_json(json.loads(content))
    return _ITEMS[digest]


_SHORT = ("reference", "version", "department", "digest", "state")


def in_force(code: str) -> InForce:
    """Return the edition of an item that is published now.

    Raises:
        NotFound: No edition of that item is published.

    """
    states = [EditionState.PUBLISHED, EditionState.SUSPENDED]
    row = next(iter(Edition.objects.filter(code=code, state__in=states).values_list(*_SHORT)), None)
    if row is None:
        raise NotFound("目录里没有这个事项，请回到目录重新选")
    return _built(row)


def edition(reference: str) -> InForce:
    """Return one edition by its reference, published or not.

    Raises:
        NotFound: There is no such edition.

    """
    row = next(iter(Edition.objects.filter(reference=reference).values_list(*_SHORT)), None)
    if row is None:
        raise NotFound("目录里没有这个版本")
    return _built(row)


def item_of(reference: str) -> Item:
    """Return what an edition says; once out of draft it never changes, so it is kept per process.

    Raises:
        NotFound: There is no such edition.

    """
    if reference not in _BY_REFERENCE:
        found = edition(reference)
        if not found.fixed:
            return found.item
        if len(_BY_REFERENCE) >= _MOST_ITEMS:
            _BY_REFERENCE.clear()
        _BY_REFERENCE[reference] = found.item
    return _BY_REFERENCE[reference]


def _built(row: tuple[str, int, str, str, str]) -> InForce:
    reference, version, department, digest, state = row
    published = state == EditionState.PUBLISHED
    fixed = state != EditionState.DRAFT
    return InForce(reference, version, department, digest, published, fixed, _item(digest, reference))
