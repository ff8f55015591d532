"""Search: items in force by their names, by their certificates, by sound, and in spite of slips."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from nuocheng.catalogue.models import CertificateName, Edition, ItemInForce, ListingInForce
from nuocheng.catalogue.queries import grams
from nuocheng.catalogue.queries.gram_index import Between, Index
from nuocheng.catalogue.queries.matching import Asked, asked, holds
from nuocheng.catalogue.rules.content import Item
from nuocheng.edge.keyset import WRONG_MARK, Page, page
from nuocheng.kernel.errors import Malformed
from nuocheng.people import queries as people

ITEMS: Final = Index("catalogue_iteminforce", "place")
NAMES: Final = Index("catalogue_certificatename", "id")
#: Before this place stands what may be pledged now, behind it what may not.
PLEDGEABLE_BEFORE: Final = 4096 << 32
#: How many names are looked at for those that are still asked for today.
MOST_NAMES: Final = 60
#: Up to so many answers are sorted here; the databases sort more.
FEW: Final = 60
#: From this tier on, what is found by many is found everywhere: the ones before are rare.
NAMED: Final = 2
_MARK = re.compile(r"([0-4])\.([0-9]{1,18})")
#: What a list shows of an edition; the rest is read when it is asked for.
_SHOWN: Final = tuple(
    f"edition__{column}"
    for column in (
        "reference",
        "code",
        "version",
        "name",
        "department",
        "unit",
        "state",
        "item_kind",
        "pledgeable",
        "moved_at",
        "reviewed_at",
        "published_at",
        "takes_effect",
    )
)


@dataclass(frozen=True, slots=True)
class Only:
    """What a search keeps to: units, a kind of items, what may be pledged now, what is not suspended."""

    departments: tuple[str, ...] = ()
    kind: str = ""
    pledgeable: bool = False
    published: bool = False

    def marks(self) -> tuple[tuple[str, ...], ...]:
        """Return the grams of which one of each set must be there."""
        return (
            tuple(grams.UNIT + grams.fold(one) for one in self.departments),
            (grams.KIND + grams.fold(self.kind),) if self.kind else (),
            (f"{grams.STATE}published",) if self.published else (),
        )

    def rows(self) -> QuerySet[ItemInForce]:
        """Return everything that it keeps to."""
        rows = ItemInForce.objects.select_related("edition").only("place", *_SHOWN)
        if self.departments:
            rows = rows.filter(department__in=self.departments)
        if self.kind:
            rows = rows.filter(item_kind=self.kind)
        if self.pledgeable:
            rows = rows.filter(place__lt=PLEDGEABLE_BEFORE)
        return rows.filter(edition__state="published") if self.published else rows


def words_of(item: Item) -> str:
    """Return under which words the edition of an item is found: its own, and the names of its unit."""
    unit = people.department(item.department)
    return grams.words_of(item, (unit.name, unit.short) if unit else ())


def search(words: str, after: str = "", size: int = 20, *, only: Only = Only()) -> Page[Edition]:
    """Return a page of items in force: those of that very name, that begin so, that hold it, then all others.

    A word is found anywhere in the names of the item, of its certificates and of its unit, as it is written
    or by pinyin, and at the beginning of the code. Among equals, what is used most comes first.

    Raises:
        Malformed: *after* is no mark of ours.

    """
    if not words.strip():
        listed = page(only.rows(), ("place",), after, size)
        return Page([one.edition for one in listed.rows], listed.next)
    wanted = asked(words, only.marks())
    tier, place = _read(after)
    if not wanted.words:
        return Page([], "")
    before = PLEDGEABLE_BEFORE if only.pledgeable else None
    keys = _walk(ITEMS, wanted, (tier, place), size + 1, before)
    places = [key for _, key in keys[:size]]
    rows = ItemInForce.objects.filter(place__in=places).select_related("edition").only("place", *_SHOWN)
    found = {one.place: one.edition for one in rows}
    onward = f"{keys[size - 1][0]}.{places[-1]}" if len(keys) > size else ""
    return Page([found[one] for one in places if one in found], onward)


def common(limit: int = 8) -> list[Edition]:
    """Return the items that people use most and where a pledge may be written: what the front page offers."""
    return [one.edition for one in Only(pledgeable=True).rows().order_by("place")[:limit]]


def _walk(
    index: Index, wanted: Asked, start: tuple[int, int], most: int, before: int | None = None
) -> list[tuple[int, int]]:
    """Return at most so many answers from *start* on, each with its tier.

    Where there are few in all, they are sorted here. Where there are many, each tier is asked for what it has
    first, and no tier that is not needed.
    """
    few = index.few(wanted.narrowed(), Between(before=before), FEW)
    if len(few) <= FEW:
        return [one for one in _sorted(index, wanted, few) if one > start][:most]
    found: list[tuple[int, int]] = []
    for tier, question in list(enumerate(wanted.tiers()))[start[0] :]:
        after = start[1] if tier == start[0] else -1
        keys = index.find(question, Between(after, before), most - len(found), many=tier >= NAMED)
        found += [(tier, key) for key in keys]
        if len(found) >= most:
            break
    return found


def _sorted(index: Index, wanted: Asked, keys: list[int]) -> list[tuple[int, int]]:
    """Return these answers with their tiers, the best first."""
    if not keys:
        return []
    tiers = list(enumerate(wanted.tiers()))
    model = ItemInForce if index is ITEMS else CertificateName
    found: list[tuple[int, int]] = []
    for key, names, words in model.objects.filter(pk__in=keys).values_list("pk", "names", "words"):
        found += [(tier, key) for tier, question in tiers if holds(question, names, words)][:1]
    return sorted(found)


def _read(after: str) -> tuple[int, int]:
    if not after:
        return 0, -1
    read = _MARK.fullmatch(after)
    if read is None:
        raise Malformed.at("after", WRONG_MARK)
    return int(read[1]), int(read[2])


# --- certificates by name -------------------------------------------------------------------------


def certificate_names(words: str, most: int = 6) -> list[CertificateName]:
    """Return names of certificates asked for today: that very name, those that begin so, those that hold it."""
    wanted = asked(words)
    if not wanted.words:
        return []
    question = wanted.anywhere()
    keys = NAMES.few(question, Between(), MOST_NAMES)
    if len(keys) > MOST_NAMES:  # those that begin so may be none of the first sixty
        keys = NAMES.find(wanted.begins(), Between(), MOST_NAMES) + NAMES.find(
            question, Between(), MOST_NAMES
        )
    rows = CertificateName.objects.filter(_today(), pk__in=keys)
    found = [one for one in rows if holds(question, one.names, one.words)]
    return sorted(found, key=lambda one: _rank_of(wanted, one))[:most]


def _rank_of(wanted: Asked, one: CertificateName) -> tuple[bool, bool, int, int]:
    """Return how early a name comes: the very one, those that begin so, then the shortest."""
    return one.folded != wanted.whole, not one.folded.startswith(wanted.whole), len(one.folded), one.pk


def certificate_name(name: str) -> CertificateName | None:
    """Return the name of a certificate that is asked for today, punctuation and width aside."""
    rows = CertificateName.objects.filter(_today(), folded=grams.fold(name)).defer("names", "words")
    return rows.first()


def asked_today(keys: list[int]) -> list[CertificateName]:
    """Return the names of these keys under which something is asked for today, in the same order."""
    rows = CertificateName.objects.filter(_today(), pk__in=keys).defer("names", "words")
    found = {one.pk: one for one in rows}
    return [found[key] for key in keys if key in found]


def _today() -> Exists:
    return Exists(ListingInForce.objects.filter(asked=OuterRef("pk")))
