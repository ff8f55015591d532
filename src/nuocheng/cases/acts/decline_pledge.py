"""The party does not want to pledge, or cannot."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("case.decline_pledge", by=(Role.APPLICANT, Role.CLERK), file=Case)
def decline_pledge(on: Occasion, case: Case, deed: Deed, *, reason: str = "") -> None:
    """Take the ordinary path (提交证明): the same case, no second queue; no reason is demanded.

    Raises:
        OutOfOrder: No notice was acknowledged, or the pledge is signed already.

    """
    deed.move(case, "decline_pledge", note={"reason": reason.strip()}, path="ordinary")
