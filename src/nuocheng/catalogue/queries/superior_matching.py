"""Which certificates of ours a row of a superior list speaks of: by code, by name, or by a person's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition, ListedName, Listing, NameRole, SuperiorEntry, SuperiorMatch
from nuocheng.catalogue.rules.content import DEMANDED, Disposition
from nuocheng.catalogue.rules.naming import Names
from nuocheng.journal.canonical import canonical, sha256

#: How many certificates of ours are held against one list at a time; a wider look wants a department named.
MOST_OURS = 20_000
_IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)
_NAMED = (NameRole.ASKED, NameRole.ALIAS)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Ours:
    """One certificate of an edition in force; a whole item has no *key*."""

    edition: str
    code: str
    item: str
    department: str
    key: str = ""
    name: str = ""
    disposition: Disposition | None = None
    issuer: str = ""
    basis: str = ""

    @property
    def digest(self) -> str:
        """Return the digest of what we say: a new edition that says the same has the same."""
        said = [self.code, self.key, self.name, self.disposition, self.issuer, self.basis]
        return sha256(canonical([str(one) for one in said]))


def matched(rows: Sequence[SuperiorEntry], department: str | None) -> list[tuple[SuperiorEntry, Ours]]:
    """Return each row with each certificate of ours that is the same: by code or name, or by a person's word."""
    items = _editions_of(rows)
    by_plain, by_edition = _ours(rows, items, department)
    judged = _judged(rows)
    found: list[tuple[SuperiorEntry, Ours]] = []
    for entry in rows:
        where = items.get(entry.pk)
        if where is not None:
            pool = [one for edition in where for one in by_edition.get(edition, ())]
        else:
            pool = by_plain.get(entry.plain, [])
        same = {
            (one.edition, one.key): one
            for plain, one in pool
            if (plain == entry.plain or judged.get((entry.pk, one.code, one.key)))
            and entry.department in ("", one.department)
            and judged.get((entry.pk, one.code, one.key)) is not False
        }
        same |= {(one.edition, one.key): one for one in judged.ours.get(entry.pk, [])}
        found += [(entry, one) for one in same.values()]
    return found


def _editions_of(rows: Sequence[SuperiorEntry]) -> dict[UUID, set[str]]:
    """Return the editions in force of the items that rows name, by code or by name."""
    codes = {row.item_code for row in rows if row.item_code}
    plains = {row.item_plain for row in rows if row.item_plain}
    by_code: dict[str, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    for chunk in chunks(codes):
        for code, reference in Edition.objects.filter(code__in=chunk, state__in=_IN_FORCE).values_list(
            "code", "reference"
        ):
            by_code[code].add(reference)
    for chunk in chunks(plains):
        named = ListedName.objects.filter(plain__in=chunk, role=NameRole.ITEM, edition__state__in=_IN_FORCE)
        for plain, edition in named.values_list("plain", "edition_id"):
            by_name[plain].add(edition)
    return {
        row.pk: by_code.get(row.item_code) or by_name.get(row.item_plain, set())
        for row in rows
        if row.item_code or row.item_plain
    }


Pool = dict[str, list[tuple[str, Ours]]]


def _ours(
    rows: Sequence[SuperiorEntry], items: dict[UUID, set[str]], department: str | None
) -> tuple[Pool, Pool]:
    """Return our certificates by plain name, for rows that name no item; and by edition, for those that do."""
    by_plain: Pool = defaultdict(list)
    by_edition: Pool = defaultdict(list)
    plains = {row.plain for row in rows if row.plain and row.pk not in items}
    for chunk in chunks(plains):
        for one in names(department).filter(plain__in=chunk)[:MOST_OURS]:
            by_plain[one.plain].append((one.plain, of_name(one)))
    for chunk in chunks({edition for editions in items.values() for edition in editions}):
        for one in names(department).filter(edition__in=chunk)[:MOST_OURS]:
            by_edition[one.edition_id].append((one.plain, of_name(one)))
    for edition in _whole(rows, items, department):
        by_edition[edition.edition].append(("", edition))
    return by_plain, by_edition


def _whole(
    rows: Sequence[SuperiorEntry], items: dict[UUID, set[str]], department: str | None
) -> Iterator[Ours]:
    """Yield the items that rows without a certificate speak of; one that may be pledged at all is a pledge."""
    wanted = {edition for row in rows if not row.plain for edition in items.get(row.pk, ())}
    for chunk in chunks(wanted):
        found = Edition.objects.filter(reference__in=chunk).defer("content")
        if department is not None:
            found = found.filter(department=department)
        for one in found:
            becomes = Disposition.PLEDGE if one.pledgeable else Disposition.SUBMIT
            yield Ours(one.reference, one.code, one.name, one.department, disposition=becomes)


class _Judged(dict[tuple[UUID, str, str], bool]):
    """What people said of rows and certificates, the last word first; and the certificates they call the same."""

    ours: dict[UUID, list[Ours]]


def _judged(rows: Sequence[SuperiorEntry]) -> _Judged:
    """Return the last word on each row and certificate; it holds for the same row of a newer list too."""
    found = _Judged()
    found.ours = defaultdict(list)
    words: dict[tuple[str, str], dict[tuple[str, str], bool]] = defaultdict(dict)
    for chunk in chunks({row.plain for row in rows if row.plain}):
        said = SuperiorMatch.objects.filter(entry__plain__in=chunk).order_by("at")
        for plain, item, code, key, same in said.values_list(
            "entry__plain", "entry__item_plain", "code", "key", "same"
        ):
            words[plain, item][code, key] = same
    wanted = {code for said in words.values() for (code, _), same in said.items() if same}
    asked: dict[tuple[str, str], Ours] = {}
    for chunk in chunks(wanted):
        for one in names(None).filter(code__in=chunk, role=NameRole.ASKED):
            asked[one.code, one.key] = of_name(one)
    for row in rows:
        for (code, key), same in words.get((row.plain, row.item_plain), {}).items():
            found[row.pk, code, key] = same
            if same and (code, key) in asked:
                found.ours[row.pk].append(asked[code, key])
    return found


def names(department: str | None) -> QuerySet[ListedName]:
    """Return the names of certificates in force, of one department or of all."""
    rows = ListedName.objects.filter(role__in=_NAMED, edition__state__in=_IN_FORCE)
    rows = rows.select_related("edition").defer("edition__content")
    return rows if department is None else rows.filter(department=department)


def of_name(one: ListedName) -> Ours:
    """Return the certificate that a name stands for."""
    becomes = Disposition(one.disposition) if one.disposition else None
    item = one.edition.name
    return Ours(one.edition_id, one.code, item, one.department, one.key, one.name, becomes)


def with_listings(ours: Sequence[Ours]) -> list[Ours]:
    """Return certificates with the name, issuer and basis that they are listed under."""
    listed: dict[tuple[str, str], tuple[str, str, str]] = {}
    for chunk in chunks({one.edition for one in ours if one.key}):
        rows = Listing.objects.filter(edition__in=chunk)
        for edition, key, name, issuer, basis in rows.values_list(
            "edition_id", "key", "certificate", "issuer", "basis"
        ):
            listed[edition, key] = (name, issuer, basis)
    found = []
    for one in ours:
        name, issuer, basis = listed.get((one.edition, one.key), (one.name, one.issuer, one.basis))
        found.append(replace(one, name=name, issuer=issuer, basis=basis))
    return found


def suggested(rows: Sequence[SuperiorEntry], department: str) -> dict[UUID, list[Ours]]:
    """Return for each row our certificates of a department whose name is like it, not judged before."""
    pool: dict[str, dict[tuple[str, str], ListedName]] = defaultdict(dict)
    for one in names(department).filter(disposition__in=DEMANDED):
        pool[one.plain][one.code, one.key] = one
    known, judged = Names(pool), _judged(rows)
    found: dict[UUID, list[Ours]] = {}
    for row in rows:
        near = [one for name in known.near(row.plain) if name != row.plain for one in pool[name].values()]
        fresh = [one for one in near if (row.pk, one.code, one.key) not in judged]
        if fresh:
            found[row.pk] = [of_name(one) for one in fresh[:5]]
    return found


def chunks(values: Collection[str]) -> Iterator[list[str]]:
    """Yield values in lists short enough for one statement."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
