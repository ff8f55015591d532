"""Laws that certificates rest on: which are registered, and what their changes touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from nuocheng.catalogue.lifecycle import EditionState, StatuteState
from nuocheng.catalogue.models import BasisReview, Edition, ListedBasis, Statute
from nuocheng.catalogue.rules.naming import plain_name, statute_key
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound

CHANGED = (StatuteState.AMENDED, StatuteState.REPEALED)
_IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)
_IN_THE_MAKING = (
    EditionState.DRAFT,
    EditionState.IN_REVIEW,
    EditionState.REVIEWED,
    EditionState.SCHEDULED,
)
#: Numbers beyond this are shown as “more than”: counting on would cost more, and tell nobody more.
MOST_COUNTED = 10_000
#: What somebody said of a row since its law last changed.
_REVIEWED = BasisReview.objects.filter(
    statute__key=OuterRef("statute"),
    edition=OuterRef("edition_id"),
    key=OuterRef("key"),
    changed_on=F("statute__changed_on"),
)


@dataclass(frozen=True, slots=True)
class Touched:
    """One certificate in force that rests on a law, and whether it still has to be looked at again."""

    row: ListedBasis
    item: str
    pending: bool
    in_the_making: bool
    reviewed: BasisReview | None


def repealed() -> frozenset[str]:
    """Return the keys of the laws that are registered as repealed: what the gates object to."""
    return frozenset(Statute.objects.filter(state=StatuteState.REPEALED).values_list("key", flat=True))


def registered(words: str = "", state: str = "", after: str = "") -> Page[Statute]:
    """Return a page of the laws registered, by title."""
    rows = Statute.objects.filter(state=state) if state in set(StatuteState) else Statute.objects.all()
    for word in words.split():
        rows = rows.filter(Q(key__contains=plain_name(word)) | Q(number__contains=word))
    return page(rows, ("title", "reference"), after)


def state_counts() -> dict[str, int]:
    """Return how many laws are in each state."""
    return dict(Statute.objects.order_by().values_list("state").annotate(n=Count("reference")))


def by_key(title: str, number: str = "") -> Statute | None:
    """Return the law of that title, if it is registered."""
    return Statute.objects.filter(key=statute_key(title, number)).first()


def touched(statute: Statute, departments: Collection[str] | None, after: str = "") -> Page[ListedBasis]:
    """Return a page of the certificates in force that rest on a law."""
    return page(_resting(statute.key, departments).select_related("edition"), ("id",), after)


def touched_count(statute: Statute, departments: Collection[str] | None) -> int:
    """Return how many certificates in force rest on a law, at most one more than ``MOST_COUNTED``."""
    return _resting(statute.key, departments)[: MOST_COUNTED + 1].count()


def pending_count(statute: Statute, departments: Collection[str] | None) -> int:
    """Return how many of them still have to be looked at again after the law changed."""
    return pending([statute], departments)[: MOST_COUNTED + 1].count()


def pending(statutes: Iterable[Statute], departments: Collection[str] | None) -> QuerySet[ListedBasis]:
    """Return the certificates in force that rest on a changed law and that nobody has looked at since.

    An edition published, or being drafted, after the change was registered has been looked at by that.
    """
    wanted = Q(pk__in=())
    for one in statutes:
        if one.state in CHANGED:
            wanted |= Q(statute=one.key, at__lt=one.changed_at)
    rows = ListedBasis.objects.filter(wanted, edition__state__in=_IN_FORCE).exclude(Exists(_REVIEWED))
    rows = rows.exclude(Exists(Edition.objects.filter(code=OuterRef("code"), state__in=_IN_THE_MAKING)))
    return rows if departments is None else rows.filter(department__in=departments)


def changed() -> list[Statute]:
    """Return the laws that are amended or repealed."""
    return list(Statute.objects.filter(state__in=CHANGED).order_by("-changed_on", "reference"))


def told(statute: Statute, rows: list[ListedBasis]) -> list[Touched]:
    """Return rows of a page with whether each still has to be looked at again."""
    making = set(
        Edition.objects.filter(code__in={row.code for row in rows}, state__in=_IN_THE_MAKING).values_list(
            "code", flat=True
        )
    )
    done = {
        (one.edition, one.key): one
        for one in BasisReview.objects.filter(
            statute=statute,
            edition__in={row.edition_id for row in rows},
            changed_on=F("statute__changed_on"),
        ).order_by("at")
    }
    return [_told(statute, row, done.get((row.edition_id, row.key)), row.code in making) for row in rows]


def _told(statute: Statute, row: ListedBasis, review: BasisReview | None, making: bool) -> Touched:  # noqa: FBT001
    changed = statute.state in CHANGED and statute.changed_at is not None and row.at < statute.changed_at
    pending = changed and review is None and not making
    return Touched(row, row.edition.name, pending, making, review)


def listed(statute: Statute, edition: str, key: str) -> ListedBasis:
    """Return the row by which a certificate of an edition in force rests on a law.

    Raises:
        NotFound: It does not.

    """
    rows = ListedBasis.objects.filter(edition=edition, key=key, statute=statute.key)
    found = rows.filter(edition__state__in=_IN_FORCE).first()
    if found is None:
        raise NotFound("现行的目录里没有这一条，可能刚公布了新版，请回到列表重新看")
    return found


def unregistered(since: datetime | None = None) -> list[ListedBasis]:
    """Return one row of every law that published editions name and nobody has registered yet."""
    rows = ListedBasis.objects.exclude(Exists(Statute.objects.filter(key=OuterRef("statute"))))
    if since is not None:
        rows = rows.filter(edition__in=Edition.objects.filter(state__in=_IN_FORCE, moved_at__gte=since))
    found: dict[str, ListedBasis] = {}
    for row in rows.order_by("statute").iterator():
        found.setdefault(row.statute, row)
    return list(found.values())


def _resting(key: str, departments: Collection[str] | None) -> QuerySet[ListedBasis]:
    rows = ListedBasis.objects.filter(statute=key, edition__state__in=_IN_FORCE)
    return rows if departments is None else rows.filter(department__in=departments)
