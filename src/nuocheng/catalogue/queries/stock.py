"""The stock counted (底数): items by kind, certificates by disposition, and what was cleared since the beginning.

Everything is added up by the database from the columns of editions in force, out of one index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries.reading import PUBLIC
from nuocheng.catalogue.rules.content import ItemKind

_IN_FORCE = (EditionState.PUBLISHED, EditionState.SUSPENDED)


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
    rows = _of(Edition.objects.filter(state__in=_IN_FORCE), departments).order_by()
    sums = {
        name: Sum(name)
        for name in (
            "certificates",
            "cancelled",
            "shared",
            "checked",
            "pledgeable",
            "submitted",
            "excluded",
        )
    }
    # A sum and its column bear one name: what is asked for is read from the tuple, in this order.
    found = rows.values_list("department", "item_kind", "unit").annotate(
        n=Count("*"), **{f"all_{name}": one for name, one in sums.items()}
    )
    less = _less_than_at_first(departments)
    return [
        Counted(department, ItemKind(kind), unit, _stock(counts, less.get((department, kind, unit), 0)))
        for department, kind, unit, *counts in found
    ]


def total(found: Iterable[Counted]) -> Stock:
    """Add counts up."""
    return sum((one.stock for one in found), Stock())


def _stock(counts: list[int], less: int) -> Stock:
    made = Stock(*counts)
    return made + Stock(baseline=made.demanded + less)


def _less_than_at_first(departments: Collection[str] | None) -> dict[tuple[str, str, str], int]:
    """Return by how many certificates the first editions of items asked for more than those in force.

    Only items whose edition in force is not their first count: for the others nothing can have changed.
    """
    amended = _of(Edition.objects.filter(state__in=_IN_FORCE, version__gt=1), departments)
    now = _demanded(amended)
    earlier = Edition.objects.filter(code=OuterRef("code"), state__in=PUBLIC, version__lt=OuterRef("version"))
    firsts = Edition.objects.filter(state__in=PUBLIC, code__in=amended.values("code"))
    first = _demanded(_of(firsts.exclude(Exists(earlier)), departments))
    return {key: first.get(key, 0) - now.get(key, 0) for key in {*first, *now}}


def _demanded(rows: QuerySet[Edition]) -> dict[tuple[str, str, str], int]:
    found = rows.order_by().values_list("department", "item_kind", "unit")
    sums: Any = found.annotate(a=Sum("pledgeable"), b=Sum("submitted"))
    return {(department, kind, unit): a + b for department, kind, unit, a, b in sums}


def _of(rows: QuerySet[Edition], departments: Collection[str] | None) -> QuerySet[Edition]:
    return rows if departments is None else rows.filter(department__in=departments)
