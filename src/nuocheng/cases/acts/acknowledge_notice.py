"""The party confirms that it was told."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.cases.rules import NOTICE_IS_CURRENT
from nuocheng.cases.rules.facts import NoticeShown
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require


@official_act("case.acknowledge_notice", by=(Role.APPLICANT, Role.CLERK), file=Case)
def acknowledge_notice(on: Occasion, case: Case, deed: Deed, *, shown: str) -> None:
    """Acknowledge the notice (签收告知) whose digest is *shown*: the very one that is on file.

    Raises:
        OutOfOrder: No notice was served, or it was acknowledged already.
        RuledOut: Another notice was shown, or a new edition was published since.

    """
    case.ready_for("acknowledge_notice")
    listed = catalogue.in_force(case.item_code)
    require(NOTICE_IS_CURRENT, notice_shown(case, shown, listed), on=on.today)
    deed.move(case, "acknowledge_notice", note={"notice": shown}, acknowledged_at=on.at)


def notice_shown(case: Case, shown: str, listed: catalogue.InForce) -> NoticeShown:
    """Gather what the rule on the notice looks at."""
    return NoticeShown(
        shown=shown,
        served=case.notice_digest,
        edition=case.edition,
        edition_in_force=listed.reference,
    )
