"""Editions as offices, the public and the desk read them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nuocheng.catalogue.channels.issuers import may_not_issue
from nuocheng.catalogue.lifecycle import LIFECYCLE, EditionState
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.catalogue.rules.content import (
    Disposition,
    Item,
    from_json,
)
from nuocheng.catalogue.rules.facts import ItemFacts, Standards
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound
from nuocheng.law import queries as law
from nuocheng.people import queries as people

#: The word people read for each state of an edition.
STATE_TITLES = LIFECYCLE.titles
#: Editions in force: published, or published with pledging suspended.
IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)
#: Editions that anybody may read by their address.
PUBLIC = (*IN_FORCE, EditionState.SUPERSEDED)


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
    row = next(iter(Edition.objects.filter(code=code, state__in=IN_FORCE).values_list(*_SHORT)), None)
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
    fixed = state in PUBLIC  # an edition in review may still be returned and amended
    return InForce(reference, version, department, digest, published, fixed, _item(digest, reference))


@dataclass(frozen=True, slots=True)
class Last:
    """The newest edition of an item, whatever its state: what an import compares with."""

    reference: str
    version: int
    department: str
    state: str
    digest: str


def latest(codes: Collection[str]) -> dict[str, Last]:
    """Return the newest edition of each of these items, in few statements however many there are."""
    found: dict[str, Last] = {}
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), 500):
        rows = Edition.objects.filter(code__in=wanted[start : start + 500]).order_by("code", "version")
        for row in rows.only("reference", "code", "version", "department", "state", "digest"):
            found[row.code] = Last(row.reference, row.version, row.department, row.state, row.digest)
    return found


def reference_in_force(code: str) -> str:
    """Return the reference of the edition of an item that is in force, empty if there is none."""
    rows = Edition.objects.filter(code=code, state__in=IN_FORCE).values_list("reference", flat=True)
    return next(iter(rows), "")


def standards(on: date) -> Standards:
    """Return what the law of that day asks of a catalogue."""
    levels = law.provisions("code.basis_level.", on)
    grounds = law.provisions("ground.exclusion.", on)
    return Standards(
        levels={one.code: one.title for one in levels.values()},
        sufficient=frozenset(one.code for one in levels.values() if one.value.get("sufficient")),
        grounds={one.code: one.title for one in grounds.values()},
        default_workdays=law.term("term.verification.default", on).workdays,
        may_not_issue=may_not_issue(),
    )


def facts(row: Edition) -> ItemFacts:
    """Return what the rules look at in an edition."""
    item = row.says
    return ItemFacts(item, row.department, people.department(item.department) is not None)


def publicly(code: str, version: int | None = None) -> Edition:
    """Return the edition of an item that the public reads: the one in force, or an older one by number.

    Raises:
        NotFound: There is no such edition, or it was never published.

    """
    rows = Edition.objects.filter(code=code)
    wanted = (
        rows.filter(state__in=IN_FORCE) if version is None else rows.filter(state__in=PUBLIC, version=version)
    )
    found = wanted.first()
    if found is None:
        raise NotFound("目录里没有这个事项或这一版，请回到目录重新找")
    return found


def versions(code: str) -> list[Edition]:
    """Return the editions of an item that were ever published, newest first, without their content."""
    return list(Edition.objects.filter(code=code, state__in=PUBLIC).defer("content").order_by("-version"))


def search(words: str, after: str = "", size: int = 20) -> Page[Edition]:
    """Return a page of items in force whose name, or one of whose certificates, contains *words*."""
    rows = Edition.objects.filter(state__in=IN_FORCE).defer("content")
    for word in words.split():
        named = Listing.objects.filter(edition=OuterRef("pk"), certificate__icontains=word)
        rows = rows.filter(Q(name__icontains=word) | Exists(named))
    return page(rows, ("name", "reference"), after, size)


def common(limit: int = 8) -> list[Edition]:
    """Return the items under which most certificates may be pledged: what the front page offers."""
    rows = Edition.objects.filter(state=EditionState.PUBLISHED, pledgeable__gt=0).defer("content")
    return list(rows.order_by("-pledgeable", "name")[:limit])


def negative(words: str = "", after: str = "", size: int = 40) -> Page[Listing]:
    """Return a page of the negative list (附件3): certificates in force that cannot be pledged, by ground."""
    rows = Listing.objects.filter(edition__state__in=IN_FORCE, disposition=Disposition.SUBMIT).exclude(
        ground=""
    )
    if words:
        rows = rows.filter(Q(certificate__icontains=words) | Q(edition__name__icontains=words))
    return page(
        rows.select_related("edition").defer("edition__content"), ("ground", "certificate", "id"), after, size
    )


def desk(
    departments: Collection[str] | None, states: Iterable[str], words: str = "", after: str = ""
) -> Page[Edition]:
    """Return a page of editions in *states*, latest move first; no departments given means all of them."""
    rows = _of(departments).filter(state__in=list(states)).defer("content")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words))
    return page(rows, ("-moved_at", "-reference"), after)


def state_counts(departments: Collection[str] | None) -> dict[str, int]:
    """Return how many editions are in each state."""
    return dict(_of(departments).order_by().values_list("state").annotate(n=Count("reference")))


def _of(departments: Collection[str] | None) -> QuerySet[Edition]:
    rows = Edition.objects.all()
    return rows if departments is None else rows.filter(department__in=departments)
