"""Serve the one-time notice of the exact edition in force."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.cases.papers import notice
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers.official import Heading, issue


@official_act("case.serve_notice", by=(Role.APPLICANT, Role.CLERK, Role.SYSTEM), file=Case)
def serve_notice(on: Occasion, case: Case, deed: Deed) -> None:
    """Serve the notice (一次性告知书) of the edition published now, and keep its exact words.

    Raises:
        OutOfOrder: The party was not found eligible, or has pledged already.
        NotFound: The item is no longer in the catalogue.

    """
    listed = catalogue.in_force(case.item_code)
    heading = Heading("notice_and_pledge", "证明事项告知书", case.number, case.department, case.party)
    paper = issue(on, case.reference, heading, notice(case, listed, on.today))
    deed.move(
        case,
        "serve_notice",
        rows=[paper],
        note={"edition": listed.reference, "notice": paper.digest},
        edition=listed.reference,
        edition_version=listed.version,
        notice=paper.pk.hex,
        notice_digest=paper.digest,
        acknowledged_at=None,
    )
