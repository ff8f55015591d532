"""The party gives the application up."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("case.withdraw", by=(Role.APPLICANT, Role.CLERK), file=Case)
def withdraw(on: Occasion, case: Case, deed: Deed, *, reason: str = "") -> None:
    """Withdraw the application (撤回申请) before the decision; nothing more is asked.

    Raises:
        OutOfOrder: The decision is taken.

    """
    deed.move(case, "withdraw", note={"reason": reason.strip()})
