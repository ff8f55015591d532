"""The index of the search compared with the catalogue itself, and mended where it differs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Q

from nuocheng.catalogue.models import Edition, ItemInForce, ListingInForce, in_step
from nuocheng.catalogue.models.edition import Listing
from nuocheng.catalogue.queries.reading import IN_FORCE
from nuocheng.catalogue.queries.search import words_of

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What a comparison found: editions looked at, those mended, and triggers that had to be put back."""

    editions: int
    mended: int
    triggers: int


def reindex() -> Reindexed:
    """Compare the index with the catalogue, and mend what differs; acts may go on meanwhile.

    The words of an edition lie outside its seal, for they follow from its content: working them out anew is
    no act. It is needed only after somebody wrote to the database by hand, or renamed a unit.
    """
    missing = _put_back()
    ListingInForce.objects.exclude(edition__state__in=IN_FORCE).delete()
    _, removed = ItemInForce.objects.exclude(edition__state__in=IN_FORCE).delete()
    mended = sum(removed.values())
    looked, last = 0, ""
    while chunk := list(Edition.objects.filter(reference__gt=last).order_by("reference")[:CHUNK]):
        looked, last = looked + len(chunk), chunk[-1].reference
        with transaction.atomic():
            mended += _mend(chunk)
    _tidy()
    return Reindexed(looked, mended, missing)


def _put_back() -> int:
    """Put the triggers back if one is missing; return how many were."""
    wanted = {name for names in in_step.TRIGGERS.values() for name in names}
    missing = wanted - in_step.standing()
    if missing:
        with transaction.atomic(), connection.schema_editor() as editor:
            in_step.lift(None, editor)
            in_step.put(None, editor)
    return len(missing)


def _mend(chunk: list[Edition]) -> int:
    """Write anew what differs in these editions; return how many did."""
    listed = _listed([one.reference for one in chunk if one.state in IN_FORCE])
    wrong = []
    for one in chunk:
        words = words_of(one.says)
        if one.words != words:
            Edition.objects.filter(pk=one.pk).update(words=words)
        if one.words != words or not listed.get(one.reference, True):
            wrong.append(one.reference)
    return _again([one for one in wrong if one in listed]) + sum(one not in listed for one in wrong)


def _listed(references: list[str]) -> dict[str, bool]:
    """Say of each edition in force whether it stands in the index with all that it lists."""
    listings = (
        Listing.objects.filter(edition__in=references)
        .order_by()
        .values_list("edition")
        .annotate(n=Count("id"))
    )
    wanted = dict(listings)
    rows = ItemInForce.objects.filter(edition__in=references)
    present = dict(
        rows.annotate(
            n=Count("edition__listings_in_force", filter=Q(edition__listings_in_force__is_alias=False))
        ).values_list("edition", "n")
    )
    return {one: one in present and present[one] == wanted.get(one, 0) for one in references}


def _again(references: list[str]) -> int:
    """Let the triggers write these editions anew; return how many there are."""
    for one in references:
        rows = Edition.objects.filter(pk=one)
        words = rows.values_list("words", flat=True).get()
        rows.update(words="")
        rows.update(words=words)
    return len(references)


def _tidy() -> None:
    """Let the database gather its index, and count it anew where it plans by counts."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "ANALYZE catalogue_iteminforce, catalogue_certificatename, catalogue_listinginforce"
            )
            return
        for index in ("catalogue_iteminforce_grams", "catalogue_certificatename_grams"):
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608 - our own names
