"""The stock counted (底数): items by kind, certificates by disposition, and what was cleared since the beginning.

Everything is added up by the database from the columns of editions in force, out of one index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries.reading import PUBLIC
from nuocheng.catalogue.rules.content import ItemKind

_IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)
_BY = ("department", "item_kind", "unit")
_SUMMED = (
    "certificates",
    "cancelled",
    "shared",
    "checked",
    "pledgeable",
    "submitted",
    "excluded",
)
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Stock:
    """How many items and certificates there are, and what becomes of them.

    *baseline* is how many certificates had to be handed in or pledged when each item was first published.
    """

    items: int = 0
    certificates: int = 0
    cancelled: int = 0
    shared: int = 0
    checked: int = 0
    pledgeable: int = 0
    submitted: int = 0
    excluded: int = 0
    baseline: int = 0

    def __add__(self, other: Stock) -> Stock:
        """Add two counts up."""
        return Stock(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def cleared(self) -> int:
        """Return how many certificates nobody has to bring any more: cancelled, shared or checked inside."""
        return self.cancelled + self.shared + self.checked

    @property
    def demanded(self) -> int:
        """Return how many still have to be handed in or pledged."""
        return self.pledgeable + self.submitted

    @property
    def since(self) -> int:
        """Return how many fewer have to be handed in or pledged than at first."""
        return self.baseline - self.demanded

    def share(self, part: int) -> int:
        """Return a part of the certificates in per cent."""
        return round(100 * part / self.certificates) if self.certificates else 0


@dataclass(frozen=True, slots=True)
class Counted:
    """The stock of one department, one kind of items, one public-service unit (empty: the department's own)."""

    department: str
    kind: ItemKind
    unit: str
    stock: Stock


def counted(departments: Collection[str] | None) -> list[Counted]:
    """Return the stock in force by department, kind and unit, with what it was at first."""
    sums = {f"all_{name}": Sum(name) for name in _SUMMED}
    found: dict[_Key, Stock] = {}
    for rows in _in_force(departments):
        counts = rows.values_list(*_BY).annotate(n=Count("*"), **sums)
        for department, kind, unit, *numbers in counts:
            key = (department, kind, unit)
            found[key] = found.get(key, Stock()) + Stock(*numbers)
    less = _less_than_at_first(departments)
    return [
        Counted(*_key(key), one + Stock(baseline=one.demanded + less.get(key, 0)))
        for key, one in sorted(found.items())
    ]


def total(found: Iterable[Counted]) -> Stock:
    """Add counts up."""
    return sum((one.stock for one in found), Stock())


def _key(key: _Key) -> tuple[str, ItemKind, str]:
    department, kind, unit = key
    return department, ItemKind(kind), unit


def _less_than_at_first(departments: Collection[str] | None) -> dict[_Key, int]:
    """Return by how many certificates the first editions of items asked for more than those in force.

    Only items whose edition in force is not their first count: for the others nothing can have changed.
    """
    now: Counter[_Key] = Counter()
    for rows in _in_force(departments):
        now.update(_demanded(rows.filter(version__gt=1)))
    amended = Edition.objects.filter(state__in=_IN_FORCE, version__gt=1)
    earlier = Edition.objects.filter(code=OuterRef("code"), state__in=PUBLIC, version__lt=OuterRef("version"))
    firsts = Edition.objects.filter(state__in=PUBLIC, code__in=_of(amended, departments).values("code"))
    first = _demanded(_of(firsts.exclude(Exists(earlier)), departments).order_by()) if now else {}
    return {key: first.get(key, 0) - now[key] for key in {*first, *now}}


def _demanded(rows: QuerySet[Edition]) -> dict[_Key, int]:
    sums: Any = rows.values_list(*_BY).annotate(a=Sum("pledgeable"), b=Sum("submitted"))
    return {(department, kind, unit): a + b for department, kind, unit, a, b in sums}


def _in_force(departments: Collection[str] | None) -> Iterator[QuerySet[Edition]]:
    """Yield the editions in force state by state: one state at a time is counted in the order of the index."""
    for state in _IN_FORCE:
        yield _of(Edition.objects.filter(state=state), departments).order_by()


def _of(rows: QuerySet[Edition], departments: Collection[str] | None) -> QuerySet[Edition]:
    return rows if departments is None else rows.filter(department__in=departments)
