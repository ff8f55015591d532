"""Superior lists held against ours: what they allow and we do not, what we list and they forbid, what differs.

Differences are worked out on reading: the cost follows the rows of one list (at most ``MOST_ROWS``), each
looked up by index, whatever the size of our catalogue. Only what people decide is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from nuocheng.catalogue.lifecycle import EditionState, SuperiorListState
from nuocheng.catalogue.models import (
    ListedName,
    NameRole,
    Settlement,
    SuperiorEntry,
    SuperiorList,
    SuperiorMatch,
)
from nuocheng.catalogue.queries.superior_matching import (
    Ours,
    matched,
    names,
    of_name,
    suggested,
    with_listings,
)
from nuocheng.catalogue.rules.content import DEMANDED
from nuocheng.catalogue.rules.superior import Gap, Mode, Told, differing, gap_between
from nuocheng.edge.keyset import Page, page
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.errors import NotFound

#: How many rows one list may have.
MOST_ROWS = 2000
#: Numbers beyond this are shown as “more than”.
MOST_COUNTED = 1000
#: What stands for our side where we say nothing; behind it comes the department of which that is true.
NOBODY = "none:"
_IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a list and ours, and how it was settled, if it was."""

    gap: Gap
    superior_list: str
    entry: SuperiorEntry | None
    ours: Ours | None
    department: str
    in_what: tuple[str, ...] = ()
    settled: Settlement | None = None

    @property
    def name(self) -> str:
        """Return what it is about."""
        if self.entry is not None:
            return str(self.entry)
        assert self.ours is not None
        return self.ours.name or self.ours.item

    @property
    def theirs_digest(self) -> str:
        """Return the digest of what the list says; where it says nothing, it is this very list that does."""
        return entry_digest(self.entry) if self.entry is not None else self.superior_list

    @property
    def ours_digest(self) -> str:
        """Return the digest of what we say; where we say nothing, it is a department's word about itself."""
        return self.ours.digest if self.ours is not None else f"{NOBODY}{self.department}"

    @property
    def mark(self) -> tuple[int, str, str]:
        """Return where it stands in its list."""
        ours = (self.ours.edition, self.ours.key) if self.ours else ("", "")
        return (self.entry.position if self.entry else 0, *ours)


def entry_digest(entry: SuperiorEntry) -> str:
    """Return the digest of what a row says: the same row in a newer list has the same."""
    said = [entry.mode, entry.plain, entry.item_plain, entry.item_code, entry.basis, entry.issuer]
    return sha256(canonical([str(one) for one in said]))


def lists(states: Iterable[str], after: str = "") -> Page[SuperiorList]:
    """Return a page of superior lists in these states, the latest move first."""
    rows = SuperiorList.objects.filter(state__in=list(states)).defer("content")
    return page(rows, ("-moved_at", "-reference"), after)


def state_counts() -> dict[str, int]:
    """Return how many lists are in each state."""
    return dict(SuperiorList.objects.order_by().values_list("state").annotate(n=Count("reference")))


def in_force() -> list[SuperiorList]:
    """Return the lists in force, by title: what a newer one may replace."""
    rows = SuperiorList.objects.filter(state=SuperiorListState.IN_FORCE).defer("content")
    return list(rows.order_by("title", "reference"))


def entries(reference: str, department: str | None = None) -> list[SuperiorEntry]:
    """Return the rows of a list, or those that are for a department or for none in particular."""
    rows = SuperiorEntry.objects.filter(superior_list=reference)
    if department is not None:
        rows = rows.filter(department__in=("", department))
    return list(rows.order_by("position"))


def differences(reference: str, department: str | None) -> list[Difference]:
    """Return every difference that a row of a list makes, in the order of the list, settled or not."""
    return _settled(list(_found(entries(reference, department), department)))


def difference(
    reference: str, entry: UUID | None, edition: str, key: str, *, department: str | None
) -> Difference:
    """Return one difference as it stands now.

    Raises:
        NotFound: There is no such difference, or not any more.

    """
    if entry is None:
        found = [one for one in ours_only(reference, department, edition=edition).rows if one.ours]
    else:
        rows = SuperiorEntry.objects.filter(superior_list=reference, pk=entry)
        found = _settled(list(_found(list(rows), department)))
    for one in found:
        if (one.ours.edition, one.ours.key) == (edition, key) if one.ours else not edition:
            return one
    raise NotFound("这处差异已经没有了，可能刚公布了新版。请回到清单重新看")


@dataclass(frozen=True, slots=True)
class OursOnly:
    """A page of what is ours only, and where the next one begins."""

    rows: list[Difference]
    next: str


def ours_only(reference: str, department: str | None, after: str = "", *, edition: str = "") -> OursOnly:
    """Return a page of what we demand and a list does not know."""
    rows = _unlisted(reference, department)
    if edition:
        rows = rows.filter(edition=edition)
    found = page(rows, ("plain", "id"), after)
    ours = with_listings([of_name(one) for one in found.rows])
    made = [Difference(Gap.OURS_ONLY, reference, None, one, one.department) for one in ours]
    return OursOnly(_settled(made), found.next)


def ours_only_count(reference: str, department: str | None) -> int:
    """Return how much of ours a list does not know, at most one more than ``MOST_COUNTED``."""
    return _unlisted(reference, department)[: MOST_COUNTED + 1].count()


def suggestions(entry: SuperiorEntry, department: str | None) -> list[Ours]:
    """Return certificates of ours with a name like a row's, in its department, that nobody judged yet."""
    where = entry.department or department
    if not where or not entry.plain:
        return []
    return suggested([entry], where).get(entry.pk, [])


def alike(reference: str, department: str) -> list[tuple[SuperiorEntry, list[Ours]]]:
    """Return the rows that match nothing of a department by code or name, with what is called alike."""
    rows = entries(reference, department)
    known = {one.pk for one, _ in matched(rows, department)}
    waiting = [one for one in rows if one.plain and one.pk not in known]
    found = suggested(waiting, department)
    return [(one, found[one.pk]) for one in waiting if one.pk in found]


def settlements(reference: str, limit: int = 50) -> list[Settlement]:
    """Return what was last settled on a list."""
    return list(Settlement.objects.filter(superior_list=reference).order_by("-at")[:limit])


def ours_of(edition: str, key: str) -> Ours:
    """Return one certificate of an edition in force.

    Raises:
        NotFound: There is none.

    """
    rows = ListedName.objects.filter(edition=edition, key=key, role=NameRole.ASKED)
    found = rows.filter(edition__state__in=_IN_FORCE).select_related("edition").first()
    if found is None:
        raise NotFound("现行的目录里没有这份证明，请回到清单重新看")
    return with_listings([of_name(found)])[0]


def _found(rows: Sequence[SuperiorEntry], department: str | None) -> Iterator[Difference]:
    """Yield the differences of rows: one for each certificate of ours, or one if we have none."""
    seen: set[UUID] = set()
    pairs = matched(rows, department)
    ours = with_listings([one for _, one in pairs])
    for (entry, _), one in zip(pairs, ours, strict=True):
        seen.add(entry.pk)
        made = _between(entry, one)
        if made is not None:
            yield made
    for entry in rows:
        if entry.pk not in seen and entry.mode == Mode.ALLOW:
            yield Difference(
                Gap.NOT_LISTED, entry.superior_list_id, entry, None, entry.department or department or ""
            )


def _between(entry: SuperiorEntry, ours: Ours) -> Difference | None:
    gap = gap_between(Mode(entry.mode), ours.disposition)
    if gap is not None:
        return Difference(gap, entry.superior_list_id, entry, ours, ours.department)
    if entry.mode == Mode.CANCEL or not entry.certificate:
        return None
    theirs = Told(entry.certificate, entry.issuer, entry.basis)
    in_what = differing(theirs, Told(ours.name, ours.issuer, ours.basis))
    return (
        Difference(Gap.DIFFERS, entry.superior_list_id, entry, ours, ours.department, in_what)
        if in_what
        else None
    )


def _settled(found: Sequence[Difference]) -> list[Difference]:
    """Return differences with how each was last settled, as long as both sides still say the same."""
    last: dict[tuple[str, str, str], Settlement] = {}
    for start in range(0, len(found), _AT_ONCE):
        chunk = found[start : start + _AT_ONCE]
        words = Settlement.objects.filter(
            theirs__in={one.theirs_digest for one in chunk},
            ours__in={one.ours_digest for one in chunk} | {NOBODY},
        )
        for word in words.order_by("at"):
            last[word.gap, word.theirs, word.ours] = word
    return [replace(one, settled=_last_word(one, last)) for one in found]


def _last_word(one: Difference, last: dict[tuple[str, str, str], Settlement]) -> Settlement | None:
    """Return the last word on a difference; what the Bureau said of a row that is nobody's holds for all."""
    word = last.get((str(one.gap), one.theirs_digest, one.ours_digest))
    if word is None and one.ours is None:
        return last.get((str(one.gap), one.theirs_digest, NOBODY))
    return word


def _unlisted(reference: str, department: str | None) -> QuerySet[ListedName]:
    """Return the certificates that we demand under no name that a list knows."""
    listed = SuperiorEntry.objects.filter(superior_list=reference)
    rows = names(department).filter(role=NameRole.ASKED, disposition__in=DEMANDED)
    called = ListedName.objects.filter(
        edition=OuterRef("edition_id"), key=OuterRef("key"), role=NameRole.ALIAS
    )
    by_alias = called.filter(plain__in=listed.values("plain"))
    by_item = ListedName.objects.filter(edition=OuterRef("edition_id"), role=NameRole.ITEM)
    by_item = by_item.filter(plain__in=listed.filter(plain="").values("item_plain"))
    said = SuperiorMatch.objects.filter(
        entry__superior_list=reference, code=OuterRef("code"), key=OuterRef("key"), same=True
    )
    rows = rows.exclude(Exists(listed.filter(plain=OuterRef("plain"))))
    return rows.exclude(Exists(by_alias)).exclude(Exists(by_item)).exclude(Exists(said))
