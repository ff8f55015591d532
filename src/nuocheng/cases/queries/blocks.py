"""What others may read of number blocks: the numbers of each, what became of them, and which one a form bears."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.cases.models import Case, NumberBlock, ReservedNumber, VoidNumber
from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Number:
    """A reserved number, and what became of it: used by a case, void for a reason, or neither."""

    reserved: ReservedNumber
    case: Case | None
    void: str

    @property
    def is_free(self) -> bool:
        """Say whether it may still be used."""
        return self.case is None and not self.void


def block(reference: str) -> NumberBlock:
    """Return one block.

    Raises:
        NotFound: There is no such block.

    """
    return NumberBlock.load(reference)


def blocks_of(department: str, after: str = "") -> Page[NumberBlock]:
    """Return a page of a department's blocks, newest first."""
    return page(NumberBlock.objects.filter(department=department), ("-opened_at", "reference"), after, 20)


def numbers_of(reference: str) -> list[Number]:
    """Return the numbers of a block in their order, with what became of each."""
    rows = list(ReservedNumber.objects.filter(block_id=reference).order_by("reference"))
    cases = Case.objects.in_bulk([one.reference for one in rows])
    voids = dict(VoidNumber.objects.filter(reserved__in=rows).values_list("reserved_id", "reason"))
    return [Number(one, cases.get(one.reference), voids.get(one.pk, "")) for one in rows]


def reserved(reference: str) -> Number:
    """Return one reserved number, with what became of it.

    Raises:
        NotFound: No block has this number.

    """
    row = ReservedNumber.objects.filter(reference=reference).select_related("block").first()
    if row is None:
        raise NotFound("没有预留过这个号，请照着空白表右上角的编号再核对一遍")
    void = VoidNumber.objects.filter(reserved=row).values_list("reason", flat=True).first()
    return Number(row, Case.objects.filter(pk=reference).first(), void or "")


def is_reserved(reference: str) -> bool:
    """Say whether a number was reserved for a blank form and is not entered yet."""
    return ReservedNumber.objects.filter(reference=reference).exists()
