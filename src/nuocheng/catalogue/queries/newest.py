"""The newest edition of each item, with what it says: what an import builds upon, and what an export writes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from nuocheng.catalogue.channels.columns import FORMS
from nuocheng.catalogue.channels.tables.cells import normal
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries.reading import IN_FORCE
from nuocheng.catalogue.rules.content import Item, from_json

#: States of an edition that says nothing any more: an import begins anew.
ENDED = frozenset({EditionState.CANCELLED, EditionState.DISCARDED, EditionState.SUPERSEDED})
_AT_ONCE = 400
_COLUMNS = ("code", "version", "reference", "department", "name", "state", "digest", "content")


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest edition of an item that was not discarded, or the discarded one if there is no other."""

    reference: str
    version: int
    department: str
    state: str
    digest: str
    content: str

    @property
    def item(self) -> Item:
        """Return what it says."""
        return from_json(json.loads(self.content))

    @property
    def ended(self) -> bool:
        """Say whether the item is no longer in the catalogue."""
        return self.state in ENDED


def newest(codes: Collection[str]) -> dict[str, Newest]:
    """Return the newest edition of each of these items by code."""
    found: dict[str, Newest] = {}
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), _AT_ONCE):
        found |= _by_code(Edition.objects.filter(code__in=wanted[start : start + _AT_ONCE]))
    return found


def newest_named(names: Collection[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, Newest]]:
    """Return the code and newest edition of items by their name and department.

    Where a department has several items of one name, none of them is meant.
    """
    wanted = sorted({name for name, _ in names})
    codes: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Edition.objects.filter(name__in=wanted[start : start + _AT_ONCE])
        codes |= set(rows.exclude(state__in=ENDED).values_list("code", flat=True))
    found: dict[tuple[str, str], list[tuple[str, Newest]]] = {}
    for code, one in newest(codes).items():
        found.setdefault((one.item.name, one.department), []).append((code, one))
    return {name: those[0] for name, those in found.items() if len(those) == 1 and name in names}


def items(departments: Collection[str] | None = None, *, in_force: bool = False) -> Iterator[Item]:
    """Yield what the newest edition of every item says, by code, a few at a time however many there are.

    Items that were cancelled, and editions that were discarded, are left out.
    """
    rows = (
        Edition.objects.filter(state__in=IN_FORCE) if in_force else Edition.objects.exclude(state__in=ENDED)
    )
    if departments is not None:
        rows = rows.filter(department__in=departments)
    listed = rows.order_by("code", "version").values_list("code", "content").iterator(chunk_size=_AT_ONCE)
    for _, editions in groupby(listed, key=lambda row: row[0]):
        *_, (_, content) = editions
        yield from_json(json.loads(content))


def asking(certificates: Collection[str], names: Collection[str]) -> list[Item]:
    """Return the items that ask for one of these certificates, under any of its names, or are called so.

    Names are compared as tables write them: on one line. Every item is looked at, which is the work of a job.
    """
    found = []
    for _, editions in groupby(_said().iterator(chunk_size=_AT_ONCE), key=lambda row: row[0]):
        *_, (_, content) = editions
        plain = json.loads(content)
        called = {
            normal(name, FORMS["certificate_name"])
            for one in plain.get("certificates", ())
            for name in (one["name"], *one.get("aliases", ()))
        }
        if not called.isdisjoint(certificates) or normal(plain["name"], FORMS["item_name"]) in names:
            found.append(from_json(plain))
    return found


def _said() -> QuerySet[Edition, tuple[str, str]]:
    rows = Edition.objects.exclude(state__in=ENDED).order_by("code", "version")
    return rows.values_list("code", "content")


def _by_code(rows: QuerySet[Edition]) -> dict[str, Newest]:
    found: dict[str, Newest] = {}
    for code, version, reference, department, _, state, digest, content in rows.order_by(
        "code", "version"
    ).values_list(*_COLUMNS):
        if state != EditionState.DISCARDED or code not in found:
            found[code] = Newest(reference, version, department, state, digest, content)
    return found
