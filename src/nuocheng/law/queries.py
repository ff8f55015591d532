"""The door of the law office: what the law says on a day, in a place, and which days are worked.

The tables are small and change rarely, so each process keeps a frozen copy and looks at most every few
seconds whether their stamp has changed. A lookup costs microseconds and no query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from types import MappingProxyType
from typing import Any

from django.conf import settings

from nuocheng.kernel.errors import NotProvided
from nuocheng.kernel.rulings import Citation
from nuocheng.kernel.workdays import Calendar
from nuocheng.law.models import NATION, CalendarDay, CalendarYear, Evidence, LawVersion, Provision
from nuocheng.law.values import Unit, frozen, plain

RECHECK_SECONDS = 5.0
MOST_ASKED = 1024


class LawMissing(NotProvided, LookupError):
    """The law, as loaded, has no such provision in force in that place on that day."""

    def __init__(self, key: str, on: date, jurisdiction: str) -> None:
        super().__init__(f"还没有录入“{key}”在{on:%Y-%m-%d}的规定（适用地区{jurisdiction}），请管理员补录")
        self.key = key


@dataclass(frozen=True, slots=True)
class Provided:
    """A provision in force: what it says, where that stands, and how well it is known."""

    key: str
    kind: str
    title: str
    value: Mapping[str, Any]
    citation: Citation
    evidence: str
    borrowed: bool
    jurisdiction: str
    since: date
    until: date | None

    @property
    def text(self) -> str:
        """Return the words of a wording, ground, measure or remedy; empty if it has none."""
        return str(self.value.get("text", ""))

    @property
    def code(self) -> str:
        """Return the code of a ground, measure or code row; empty if it has none."""
        return str(self.value.get("code", ""))

    @property
    def order(self) -> int:
        """Return the place in its list."""
        return int(self.value.get("order", 0))

    @property
    def is_confirmed(self) -> bool:
        """Say whether the words were read in the source itself, and bind in this place."""
        return self.evidence in {Evidence.LAW, Evidence.SEED} and not self.borrowed

    def filled(self, **facts: object) -> str:
        """Return the words with every {place} filled in.

        Raises:
            KeyError: A place has no fact.

        """
        return self.text.format(**facts)

    def plain(self) -> dict[str, Any]:
        """Return the value as JSON carries it."""
        return dict(plain(self.value))


@dataclass(frozen=True, slots=True)
class Term:
    """A statutory term: how long, counted in what, from which event, and by which clause."""

    amount: int
    unit: Unit
    start: str
    citation: Citation

    @property
    def workdays(self) -> int:
        """Return the length in working days.

        Raises:
            TypeError: The term is counted in something else.

        """
        if self.unit is not Unit.WORKDAY:
            raise TypeError(f"{self.citation} counts in {self.unit}s, not in working days")
        return self.amount


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The frozen copy of the tables at one stamp."""

    stamp: str
    provisions: Mapping[str, tuple[Provided, ...]]
    calendar: Calendar
    #: What was asked by prefix before: the same few questions come with every paper.
    asked: dict[tuple[str, date, str | None, str], Mapping[str, Provided]] = field(default_factory=dict)


@dataclass(slots=True)
class _Held:
    """The copy this process holds, and when it last looked at the stamp."""

    shelf: _Shelf | None = None
    looked_at: float = 0.0


_held = _Held()


def provision(key: str, on: date, jurisdiction: str | None = None) -> Provided:
    """Return what the law says about *key* on a day: the nearest place first, then the latest date.

    Raises:
        LawMissing: Nothing in force is loaded under this key.

    """
    place = jurisdiction or settings.NUOCHENG_JURISDICTION
    found = _in_force(_shelf().provisions.get(key, ()), on, _places(place))
    if found is None:
        raise LawMissing(key, on, place)
    return found


def provisions(
    prefix: str, on: date, *, kind: str | None = None, jurisdiction: str | None = None
) -> Mapping[str, Provided]:
    """Return everything in force whose key begins so, in the order the lists give."""
    shelf, place = _shelf(), jurisdiction or settings.NUOCHENG_JURISDICTION
    question = (prefix, on, kind, place)
    if question not in shelf.asked:
        if len(shelf.asked) >= MOST_ASKED:
            shelf.asked.clear()
        shelf.asked[question] = _under(shelf, prefix, on, kind, _places(place))
    return shelf.asked[question]


def wordings(prefix: str, on: date, jurisdiction: str | None = None) -> Mapping[str, Provided]:
    """Return the wordings whose key begins so, in their order."""
    return provisions(prefix, on, kind="wording", jurisdiction=jurisdiction)


def term(key: str, on: date, jurisdiction: str | None = None) -> Term:
    """Return a statutory term.

    Raises:
        LawMissing: No term in force is loaded under this key.

    """
    found = _of_kind("term", key, on, jurisdiction)
    value = found.value
    return Term(int(value["amount"]), Unit(value["unit"]), str(value["from"]), found.citation)


def switch(key: str, on: date, jurisdiction: str | None = None) -> bool:
    """Say whether a switch is on.

    Raises:
        LawMissing: No switch of this kind in force is loaded under this key.

    """
    found = _of_kind("switch", key, on, jurisdiction)
    if "on" not in found.value:
        raise LawMissing(key, on, found.jurisdiction)
    return bool(found.value["on"])


def choice(key: str, on: date, jurisdiction: str | None = None) -> str:
    """Return which of its choices a switch is set to.

    Raises:
        LawMissing: No switch of this kind in force is loaded under this key.

    """
    found = _of_kind("switch", key, on, jurisdiction)
    if "choice" not in found.value:
        raise LawMissing(key, on, found.jurisdiction)
    return str(found.value["choice"])


def calendar() -> Calendar:
    """Return the working-day calendar as loaded."""
    return _shelf().calendar


def invalidate() -> None:
    """Forget this process's copy; the next question reads the tables."""
    _held.shelf = None


def _under(
    shelf: _Shelf, prefix: str, on: date, kind: str | None, places: tuple[str, ...]
) -> Mapping[str, Provided]:
    """Return everything in force whose key begins so, in the order the lists give."""
    found = [
        one
        for key, rows in shelf.provisions.items()
        if key.startswith(prefix) and (one := _in_force(rows, on, places)) and kind in {None, one.kind}
    ]
    ordered = sorted(found, key=lambda one: (one.order, one.key))
    return MappingProxyType({one.key: one for one in ordered})


def _of_kind(kind: str, key: str, on: date, jurisdiction: str | None) -> Provided:
    """Return the provision under a key, if it is of that kind.

    Raises:
        LawMissing: There is none, or it settles something else.

    """
    found = provision(key, on, jurisdiction)
    if found.kind != kind:
        raise LawMissing(key, on, found.jurisdiction)
    return found


def _places(code: str) -> tuple[str, ...]:
    """List a place and all that lie around it, nearest first: town, district, city, province, nation."""
    if code == NATION:
        return (NATION,)
    wider = (code, code[:6], f"{code[:4]}00", f"{code[:2]}0000", NATION)
    return tuple(dict.fromkeys(wider))


def _in_force(rows: tuple[Provided, ...], on: date, places: tuple[str, ...]) -> Provided | None:
    """Return the row that governs: in the nearest place, the one with the latest beginning."""
    live = [one for one in rows if one.since <= on and (one.until is None or on < one.until)]
    for place in places:
        here = [one for one in live if one.jurisdiction == place]
        if here:
            return max(here, key=lambda one: one.since)
    return None


def _shelf() -> _Shelf:
    """Return this process's copy, read anew only when the stamp has changed."""
    shelf, now = _held.shelf, monotonic()
    if shelf is not None and now - _held.looked_at < RECHECK_SECONDS:
        return shelf
    stamp = _stamp()
    if shelf is None or shelf.stamp != stamp:
        shelf = _read(stamp)
    _held.shelf, _held.looked_at = shelf, now
    return shelf


def _stamp() -> str:
    """Return the stamp of the tables; empty before anything was loaded."""
    return LawVersion.objects.values_list("stamp", flat=True).first() or ""


def _read(stamp: str) -> _Shelf:
    """Read the tables; the stamp was read before them, so a change in between is seen at the next look."""
    shelved: dict[str, list[Provided]] = {}
    for row in Provision.objects.order_by("key", "since"):
        shelved.setdefault(row.key, []).append(_provided(row))
    return _Shelf(
        stamp=stamp,
        provisions={key: tuple(rows) for key, rows in shelved.items()},
        calendar=Calendar(
            days=dict(CalendarDay.objects.values_list("date", "working")),
            known_years=frozenset(CalendarYear.objects.filter(official=True).values_list("year", flat=True)),
        ),
    )


def _provided(row: Provision) -> Provided:
    """Turn a row into what the other offices see."""
    return Provided(
        key=row.key,
        kind=row.kind,
        title=row.title,
        value=frozen(row.value),
        citation=Citation(row.citation_document, row.citation_clause, row.quote, clause_id=row.key),
        evidence=row.evidence,
        borrowed=row.borrowed,
        jurisdiction=row.jurisdiction,
        since=row.since,
        until=row.until,
    )
