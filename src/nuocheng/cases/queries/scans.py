"""What others may read of scanned pages: which page each is now, and whether a signed paper is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from nuocheng.cases.models import ScanPage, ScanPlacing
from nuocheng.cases.rules.facts import ScannedPaper
from nuocheng.kernel.errors import NotFound

#: How many scanned pages of one case are looked at: far more than any paper has.
MOST = 200


@dataclass(frozen=True, slots=True)
class Filed:
    """A scanned page as it is filed now: by its code, or where a clerk put it last."""

    scan: ScanPage
    page: int
    of: int
    shown: str
    confirmed: bool
    aside: bool

    @property
    def is_unsigned(self) -> bool:
        """Say whether a place to sign seems empty and nobody has confirmed it."""
        return bool(self.scan.unsigned) and not self.confirmed


def scan(reference: str, key: str) -> ScanPage:
    """Return one scanned page of a case.

    Raises:
        NotFound: The case has none like it.

    """
    try:
        found = ScanPage.objects.filter(case_id=reference, pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("这一件里没有这一页，请刷新页面再试")
    return found


def scans_of(reference: str) -> list[Filed]:
    """Return the scanned pages of a case, in the order in which they came."""
    rows = list(ScanPage.objects.filter(case_id=reference).order_by("at", "id")[:MOST])
    last: dict[UUID, ScanPlacing] = {}
    for placing in ScanPlacing.objects.filter(scan__case_id=reference).order_by("at", "id"):
        last[placing.scan_id] = placing
    return [_filed(row, last.get(row.pk)) for row in rows]


def _filed(row: ScanPage, placing: ScanPlacing | None) -> Filed:
    if placing is None:
        return Filed(row, row.page, row.of, row.shown, confirmed=False, aside=False)
    return Filed(
        row,
        placing.page,
        placing.of,
        placing.shown or row.shown,
        confirmed=placing.confirmed,
        aside=placing.page == 0,
    )


def signed_paper(filed: Iterable[Filed], digests: frozenset[str]) -> ScannedPaper:
    """Return what the rule on scans looks at: the pages of the paper with one of these digests."""
    mine = [one for one in filed if not one.aside]
    pages = [one for one in mine if one.page and one.shown in digests]
    return ScannedPaper(
        of=max((one.of for one in pages), default=0),
        pages=tuple(sorted(one.page for one in pages)),
        unplaced=sum(not one.page for one in mine),
        unsigned=tuple(sorted(one.page for one in pages if one.is_unsigned)),
        places=sum(one.scan.places for one in pages),
        empty=sum(one.scan.unsigned for one in pages if one.is_unsigned),
    )
