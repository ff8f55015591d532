"""The watch: certificates demanded again after they went, circles of certificates, and alerts about both.

Alerts are kept, not worked out on reading: a page of them costs the same whatever the size of the catalogue. They
are looked for where something was published, within the hour, and throughout once a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from nuocheng.catalogue.lifecycle import AlertState, EditionState, SuperiorListState
from nuocheng.catalogue.models import Alert, Edition, ListedName, NameRole, SuperiorEntry, Topic
from nuocheng.catalogue.rules import NOTHING_RETURNS
from nuocheng.catalogue.rules.content import DEMANDED, Disposition, Item
from nuocheng.catalogue.rules.naming import Names, plain_name
from nuocheng.catalogue.rules.nothing_cancelled_returns import Demanded, Gone
from nuocheng.catalogue.rules.superior import Mode
from nuocheng.edge.keyset import Page, page
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.errors import Objection
from nuocheng.kernel.occasion import CHINA
from nuocheng.kernel.rulings import objections

_IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)
_WENT = (Disposition.CANCEL, Disposition.SHARE)
_HOW = {Disposition.CANCEL: "取消", Disposition.SHARE: "改为数据共享"}
_NAMED = (NameRole.ASKED, NameRole.ALIAS)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something the watch came upon: what it is about, where, and its evidence."""

    topic: Topic
    about: str
    department: str
    code: str
    edition: str
    title: str
    units: tuple[str, ...]
    evidence: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the digest of the evidence: another digest is another content."""
        return sha256(canonical(self.evidence))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one item demands and what it cleared, by plain names: all that the search for returns looks at."""

    code: str
    edition: str
    at: datetime
    demanded: dict[str, tuple[str, tuple[str, ...]]]
    cleared: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Went:
    """A certificate that went, by its plain name; *code* is empty where a superior list says so."""

    plain: str
    gone: Gone
    code: str
    at: datetime


@dataclass
class _Past:
    """Everything that went in one department and on superior lists, and since when its items demand what."""

    department: str
    codes: Collection[str] = field(default_factory=tuple)

    @cached_property
    def went(self) -> dict[str, list[_Went]]:
        """Return what went, by plain name."""
        found: dict[str, list[_Went]] = defaultdict(list)
        rows = ListedName.objects.filter(
            department=self.department, role__in=_NAMED, disposition__in=_WENT
        ).order_by("at")
        columns = ("plain", "name", "disposition", "code", "edition_id", "at")
        for plain, name, disposition, code, edition, at in rows.values_list(*columns):
            how = _HOW[Disposition(disposition)]
            gone = Gone(name, f"已{how}", f"目录{edition}", edition, at.astimezone(CHINA).date())
            found[plain].append(_Went(plain, gone, code, at))
        for one in superior_cancelled(self.department):
            found[one.plain].append(one)
        return found

    @cached_property
    def names(self) -> Names:
        """Return the names of what went, to find alike ones in."""
        return Names(self.went)

    @cached_property
    def since(self) -> dict[tuple[str, str], datetime]:
        """Return since when an item has demanded a name."""
        rows = ListedName.objects.filter(
            department=self.department, role__in=_NAMED, disposition__in=DEMANDED
        )
        if self.codes:
            rows = rows.filter(code__in=list(self.codes))
        firsts = rows.order_by().values_list("code", "plain").annotate(first=Min("at"))
        return {(code, plain): first for code, plain, first in firsts}

    def of(self, wanted: Wanted) -> Iterator[tuple[str, Demanded]]:
        """Yield each certificate that is demanded though one like it went before."""
        for key, (name, plains) in wanted.demanded.items():
            found = {one.gone for plain in plains for one in self._before(plain, wanted)}
            if found:
                exact = plain_name(name)
                latest = sorted(found, key=lambda one: (plain_name(one.name) != exact, -one.on.toordinal()))
                yield key, Demanded(name, tuple(latest))

    def _before(self, plain: str, wanted: Wanted) -> Iterator[_Went]:
        began = self.since.get((wanted.code, plain), wanted.at)
        for near in self.names.near(plain):
            # Beside a certificate that this item itself still lists as gone, one with a like name is another.
            if near != plain and near in wanted.cleared:
                continue
            for one in self.went[near]:
                limit = wanted.at if one.code == wanted.code else began
                if one.at < limit and one.gone.reference != wanted.edition:
                    yield one


def superior_cancelled(department: str) -> list[_Went]:
    """Return what superior lists in force say is cancelled, for this department or for nobody in particular."""
    rows = SuperiorEntry.objects.filter(
        mode=Mode.CANCEL, superior_list__state=SuperiorListState.IN_FORCE, department__in=("", department)
    ).exclude(plain="")
    columns = (
        "plain",
        "certificate",
        "superior_list__title",
        "superior_list_id",
        "superior_list__issued_on",
    )
    return [
        _Went(plain, Gone(name, "已取消", f"上级清单《{title}》", reference, on), "", start_of(on))
        for plain, name, title, reference, on in rows.values_list(*columns)
    ]


def wanted_by(item: Item, edition: str, at: datetime) -> Wanted:
    """Return what an item demands and what it cleared."""
    demanded = {
        one.key: (one.name, tuple(dict.fromkeys(filter(None, map(plain_name, (one.name, *one.aliases))))))
        for one in item.to_prove
    }
    cleared = {plain_name(one.name) for one in item.certificates if one.disposition not in DEMANDED}
    return Wanted(item.code, edition, at, demanded, frozenset(cleared))


def warnings(item: Item, edition: str, at: datetime) -> tuple[Objection, ...]:
    """Return what the checklist warns of before an edition is published: certificates that come back."""
    past = _Past(item.department, (item.code,))
    found: list[Objection] = []
    for key, demanded in past.of(wanted_by(item, edition, at)):
        said = objections(NOTHING_RETURNS, demanded, on=at.astimezone(CHINA).date())
        found += [replace(one, field=key) for one in said]
    return tuple(found)


def returns(department: str, since: datetime | None = None) -> Iterator[Sighting]:
    """Yield the certificates in force in a department that are demanded again after they went.

    *since* looks only at editions that moved since then.
    """
    rows = ListedName.objects.filter(department=department, role__in=_NAMED, edition__state__in=_IN_FORCE)
    if since is not None:
        moved = Edition.objects.filter(state__in=_IN_FORCE, moved_at__gte=since, department=department)
        rows = rows.filter(edition__in=moved)
    past = _Past(department)
    for wanted in _wanted(rows):
        for key, demanded in past.of(wanted):
            yield _returned(department, wanted, key, demanded)


def _wanted(rows: QuerySet[ListedName]) -> Iterator[Wanted]:
    editions: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    columns = ("edition_id", "key", "role", "plain", "name", "disposition", "code", "at")
    for row in rows.values_list(*columns):
        editions[row[0]].append(row)
    for edition, group in editions.items():
        demanded: dict[str, tuple[str, tuple[str, ...]]] = {}
        for _, key, _role, plain, name, disposition, _, _ in sorted(group, key=lambda row: row[2] != "asked"):
            if disposition in DEMANDED:
                first, plains = demanded.get(key, (name, ()))
                demanded[key] = (first, (*plains, plain))
        cleared = frozenset(row[3] for row in group if row[5] not in DEMANDED)
        yield Wanted(group[0][6], edition, group[0][7], demanded, cleared)


def _returned(department: str, wanted: Wanted, key: str, demanded: Demanded) -> Sighting:
    evidence = {
        "certificate": demanded.name,
        "key": key,
        "gone": [
            {
                "name": one.name,
                "how": one.how,
                "whom": one.whom,
                "reference": one.reference,
                "on": one.on.isoformat(),
            }
            for one in demanded.gone[:3]
        ],
    }
    return Sighting(
        topic=Topic.RETURNED,
        about=f"returned:{wanted.code}:{plain_name(demanded.name)}"[:300],
        department=department,
        code=wanted.code,
        edition=wanted.edition,
        title=f"“{demanded.name}”取消过，现在又要",
        units=(department,),
        evidence=evidence,
    )


def graph() -> dict[str, dict[str, str]]:
    """Return which item in force needs which other one: by code, the code of the giver and what is asked.

    Only demanded certificates count, and an item that asks for what it gave before (renewing) is no circle.
    """
    given: dict[str, set[str]] = defaultdict(set)
    giving = ListedName.objects.filter(role=NameRole.GIVEN, edition__state__in=_IN_FORCE)
    for plain, code in giving.values_list("plain", "code"):
        given[plain].add(code)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    names = sorted(given)
    for start in range(0, len(names), _AT_ONCE):
        asking = ListedName.objects.filter(
            plain__in=names[start : start + _AT_ONCE],
            role__in=_NAMED,
            disposition__in=DEMANDED,
            edition__state__in=_IN_FORCE,
        )
        for plain, name, code in asking.values_list("plain", "name", "code"):
            for giver in given[plain] - {code}:
                found[code].setdefault(giver, name)
    return found


def circulars(rings: Iterable[tuple[str, ...]], needs: dict[str, dict[str, str]]) -> Iterator[Sighting]:
    """Yield each circle of certificates as a chain that can be read."""
    rings = list(rings)
    codes = {code for ring in rings for code in ring}
    about = {
        code: (name, department, reference)
        for code, name, department, reference in Edition.objects.filter(
            code__in=codes, state__in=_IN_FORCE
        ).values_list("code", "name", "department", "reference")
    }
    for ring in rings:
        chain = [
            {
                "code": code,
                "item": about[code][0],
                "department": about[code][1],
                "edition": about[code][2],
                "asks": needs[code][after],
            }
            for code, after in zip(ring, (*ring[1:], ring[0]), strict=True)
        ]
        yield _circular(ring, chain)


def _circular(ring: tuple[str, ...], chain: list[dict[str, str]]) -> Sighting:
    names = [one["item"] for one in chain]
    return Sighting(
        topic=Topic.CIRCULAR,
        about=f"circular:{sha256('>'.join(ring))[:40]}",
        department=chain[0]["department"],
        code=ring[0],
        edition=chain[0]["edition"],
        title="→".join((*names, names[0]))[:400],
        units=tuple(dict.fromkeys(one["department"] for one in chain)),
        # Which edition says so is no part of it: a new edition that asks the same is the same circle.
        evidence={
            "chain": [{key: one[key] for key in ("code", "item", "department", "asks")} for one in chain]
        },
    )


def alerts(
    departments: Collection[str] | None, topic: str, state: str = AlertState.OPEN, after: str = ""
) -> Page[Alert]:
    """Return a page of alerts, the latest move first."""
    rows = _within(Alert.objects.filter(topic=topic, state=state), departments)
    return page(rows, ("-moved_at", "-reference"), after)


def counts(departments: Collection[str] | None) -> dict[tuple[str, str], int]:
    """Return how many alerts there are of each topic in each state."""
    rows = _within(Alert.objects.all(), departments).order_by()
    found = rows.values_list("topic", "state").annotate(n=Count("reference"))
    return {(topic, state): number for topic, state, number in found}


def open_alerts(code: str) -> list[Alert]:
    """Return the open alerts about an item."""
    return list(Alert.objects.filter(code=code, state=AlertState.OPEN).order_by("topic", "reference"))


def known(abouts: Collection[str]) -> dict[str, Alert]:
    """Return the alerts that exist about these."""
    found: dict[str, Alert] = {}
    wanted = sorted(set(abouts))
    for start in range(0, len(wanted), _AT_ONCE):
        for one in Alert.objects.filter(about__in=wanted[start : start + _AT_ONCE]):
            found[one.about] = one
    return found


def standing() -> list[tuple[str, str]]:
    """Return what every alert is about that is not cleared, with its number."""
    rows = Alert.objects.exclude(state=AlertState.CLEARED).order_by("reference")
    return list(rows.values_list("about", "reference"))


def departments_in_force(since: datetime | None = None) -> list[str]:
    """Return the departments that have editions in force, or only those in which one moved since then."""
    rows = Edition.objects.filter(state__in=_IN_FORCE)
    if since is not None:
        rows = rows.filter(moved_at__gte=since)
    return sorted(set(rows.order_by().values_list("department", flat=True).distinct()))


def _within(rows: QuerySet[Alert], departments: Collection[str] | None) -> QuerySet[Alert]:
    if departments is None:
        return rows
    concerned = Q(department__in=departments)
    for one in departments:
        concerned |= Q(topic=Topic.CIRCULAR, units__contains=one)
    return rows.filter(concerned)


def start_of(day: date) -> datetime:
    """Return the first moment of a day in China."""
    return datetime.combine(day, time.min, CHINA)
