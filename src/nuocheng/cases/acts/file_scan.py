"""A page signed by hand comes off the scanner: it is kept, and filed as its code says or a clerk does."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.cases.models import Case, ScanPage, ScanPlacing
from nuocheng.cases.queries import scans
from nuocheng.holdings.official import Purpose, keep
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class PageScanned:
    """One page as it was read: its picture, what its code says (page 0 where none was read), and what is unsigned."""

    picture: bytes
    paper: str = ""
    shown: str = ""
    version: int = 0
    page: int = 0
    of: int = 0
    turned: int = 0
    places: int = 0
    unsigned: int = 0


@official_act("case.file_scan", by=Role.CLERK, file=Case)
def file_scan(on: Occasion, case: Case, deed: Deed, *, scanned: PageScanned) -> None:
    """Keep a scanned page (扫描页) of a paper that was signed by hand.

    Raises:
        OutOfOrder: The case is not told yet, or is decided.
        Malformed: The picture is none.

    """
    case.ready_for("file_scan")
    name = f"扫描第{scanned.page}页.jpg" if scanned.page else "扫描.jpg"
    kept = keep(on, scanned.picture, filename=name, purpose=Purpose.SCAN)
    row = ScanPage(
        case=case,
        paper=scanned.paper,
        shown=scanned.shown,
        version=scanned.version,
        page=scanned.page,
        of=scanned.of,
        turned=scanned.turned,
        places=scanned.places,
        unsigned=scanned.unsigned,
        holding=kept.key,
        digest=kept.digest,
        at=on.at,
        by=on.actor,
    )
    note = {"paper": row.paper, "page": row.page, "of": row.of, "digest": row.digest}
    deed.move(case, "file_scan", rows=[*kept.rows, row], note=note)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a page goes: as which of how many pages of the paper with this digest; page 0 sets it aside."""

    page: int
    of: int = 0
    shown: str = ""
    confirmed: bool = False


@official_act("case.place_scan", by=Role.CLERK, file=Case)
def place_scan(on: Occasion, case: Case, deed: Deed, *, scan: str, placing: Placing) -> None:
    """Put a scanned page where it belongs (归页), set it aside, or confirm that it is signed.

    Raises:
        NotFound: The case has no such scan.
        Malformed: The paper has no such page.
        OutOfOrder: The case is decided.

    """
    case.ready_for("place_scan")
    row = scans.scan(case.reference, scan)
    if placing.page and not 1 <= placing.page <= placing.of:
        raise Malformed.at("page", f"这份文书共{placing.of}页，请填1到{placing.of}")
    placed = ScanPlacing(
        scan=row,
        page=placing.page,
        of=placing.of,
        shown=placing.shown,
        confirmed=placing.confirmed,
        at=on.at,
        by=on.actor,
    )
    note = {"scan": row.pk.hex, "page": placing.page, "confirmed": placing.confirmed}
    deed.move(case, "place_scan", rows=[placed], note=note)
