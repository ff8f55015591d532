"""Editions as offices, the public and the desk read them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from nuocheng.catalogue.channels.issuers import may_not_issue
from nuocheng.catalogue.channels.plain_words import plain_words
from nuocheng.catalogue.lifecycle import LIFECYCLE, EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import statutes
from nuocheng.catalogue.queries.search import Only, search
from nuocheng.catalogue.rules.content import Item, from_json
from nuocheng.catalogue.rules.facts import ItemFacts, Standards
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound
from nuocheng.law import queries as law
from nuocheng.people import queries as people

#: The word people read for each state of an edition.
STATE_TITLES = LIFECYCLE.titles
#: Editions in force: published, or published with pledging suspended.
IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)
#: Editions that are in force or once were: what they say never changes again.
PUBLIC = (*IN_FORCE, EditionState.SUPERSEDED, EditionState.CANCELLED)
#: Editions that anybody may read by their address: also one that is announced and waits for its day.
READABLE = (*PUBLIC, EditionState.SCHEDULED)


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


#: A desk says how many there are in each state; further than this nobody reads, and nothing is counted.
MOST_COUNTED = 10_000
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
    """Return the newest edition of each of these items, in few statements however many there are.

    It is asked of every single item that is drafted, ten thousand in an import: so the statement is our own.
    """
    found: dict[str, Last] = {}
    wanted = sorted(set(codes))
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            places = ", ".join(["%s"] * len(some))
            cursor.execute(
                "SELECT code, reference, version, department, state, digest FROM catalogue_edition "  # noqa: S608 - places only
                f"WHERE code IN ({places}) ORDER BY code, version",
                some,
            )
            found |= {code: Last(*last) for code, *last in cursor.fetchall()}
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
        repealed=statutes.repealed(),
        channels={one.code: one.title for one in law.provisions("code.channel.", on).values()},
        wordings=frozenset(law.wordings("wording.notice.", on))
        | frozenset(law.wordings("wording.pledge.", on)),
        plain=plain_words(),
        shown={
            one.code: str(one.value.get("shown", "never"))
            for one in law.provisions("code.privacy.", on).values()
        },
        ways_required=law.choice("switch.catalogue.ways_tried", on) == "require",
    )


def facts(row: Edition) -> ItemFacts:
    """Return what the rules look at in an edition."""
    return facts_of(row.says, row.department)


def facts_of(item: Item, department: str) -> ItemFacts:
    """Return what the rules look at in an item that is edited in the name of a unit."""
    found = people.department(item.department)
    return ItemFacts(
        item,
        department,
        department_known=found is not None,
        contact=bool((found and found.phone) or settings.NUOCHENG_PHONE),
        lead=_leads(item.unit) if item.unit else "",
    )


def _leads(unit: str) -> str:
    """Return the code of the unit that leads a public-service unit, as far as the list of units says."""
    named = (one for one in people.departments() if unit in {one.name, one.short})
    return next((one.parent_id for one in named if one.parent_id), "")


def publicly(code: str, version: int | None = None) -> Edition:
    """Return the edition of an item that the public reads: the one in force, or another one by number.

    Raises:
        NotFound: There is no such edition, or it is not published.

    """
    rows = Edition.objects.filter(code=code)
    wanted = (
        rows.filter(state__in=IN_FORCE)
        if version is None
        else rows.filter(state__in=READABLE, version=version)
    )
    found = wanted.first()
    if found is None:
        raise NotFound("目录里没有这个事项或这一版，请回到目录重新找")
    return found


def versions(code: str) -> list[Edition]:
    """Return the editions of an item that ever were in force, newest first, without their content."""
    return list(
        Edition.objects.filter(code=code, state__in=PUBLIC).defer("content", "words").order_by("-version")
    )


def desk(
    departments: Collection[str] | None, states: Iterable[str], words: str = "", after: str = ""
) -> Page[Edition]:
    """Return a page of editions in *states*, latest move first; no departments given means all of them.

    With *words*, what is published comes as search finds it: by pinyin too, the likest first.
    """
    wanted = list(states)
    if words and wanted == [EditionState.PUBLISHED]:
        return search(words, after, 50, only=Only(tuple(departments or ()), published=True))
    rows = _of(departments).filter(state__in=wanted).defer("content", "words")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words))
    return page(rows, ("-moved_at", "-reference"), after)


def state_counts(departments: Collection[str] | None) -> dict[str, int]:
    """Return how many editions are in each state; more than ``MOST_COUNTED`` of one state are not counted."""
    units = list(departments or ())
    where = "WHERE state = %s"
    if departments is not None:
        where += f" AND department IN ({', '.join(['%s'] * len(units)) or 'NULL'})"
    counted = f"(SELECT count(*) FROM (SELECT 1 FROM catalogue_edition {where} LIMIT {MOST_COUNTED}) AS c)"  # noqa: S608
    states = [str(state) for state in EditionState]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join([counted] * len(states))}",
            [one for state in states for one in (state, *units)],
        )
        counts = cursor.fetchone()
    return {state: count for state, count in zip(states, counts, strict=True) if count}


def _of(departments: Collection[str] | None) -> QuerySet[Edition]:
    rows = Edition.objects.all()
    return rows if departments is None else rows.filter(department__in=departments)
