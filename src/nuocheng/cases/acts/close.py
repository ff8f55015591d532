"""Close a case when nothing is left to verify."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification import queries as verification


@official_act("case.close", by=(Role.VERIFIER, Role.REVIEWER, Role.SYSTEM), file=Case)
def close(on: Occasion, case: Case, deed: Deed, *, settled_by: str = "") -> None:
    """Close the case (办结): every pledged fact has a finding, and what was untrue is settled.

    *settled_by* names the matter that dealt with what was found untrue.

    Raises:
        OutOfOrder: It is not granted, something is still to be verified, or an untruth is unsettled.

    """
    progress = verification.progress(case.reference)
    if progress.open:
        raise OutOfOrder(f"还有{progress.open}项承诺没有核查结论，不能办结")
    if progress.refuted and not settled_by:
        raise OutOfOrder(f"有{progress.refuted}项承诺不实，要先作出处理")
    deed.move(case, "close", note={"verified": progress.total, "settled_by": settled_by}, closed_at=on.at)
