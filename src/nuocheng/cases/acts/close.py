"""Close a case when nothing is left to verify."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification import queries as verification


@official_act("case.close", by=(Role.VERIFIER, Role.REVIEWER, Role.SYSTEM), file=Case)
def close(on: Occasion, case: Case, deed: Deed) -> None:
    """Close the case (办结): every pledged fact has a finding, and none was found untrue.

    Raises:
        OutOfOrder: It is not granted, something is still to be verified, or a fact was found untrue.

    """
    progress = _verified(case)
    if progress.refuted:
        raise OutOfOrder(f"有{progress.refuted}项承诺不实，要先作出处理")
    deed.move(case, "close", note={"verified": progress.total}, closed_at=on.at)


@official_act("case.settle", by=(Role.LEGAL, Role.REVIEWER), file=Case, records=("case.close",))
def settle(on: Occasion, case: Case, deed: Deed, *, matter: str) -> None:
    """Close the case (办结) with the decision of the matter that dealt with what was found untrue.

    Only ever part of that decision: nobody closes a case by naming a matter.

    Raises:
        OutOfOrder: It is not granted, or something is still to be verified.

    """
    progress = _verified(case)
    note = {"verified": progress.total, "settled_by": matter}
    deed.move(case, "close", note=note, closed_at=on.at)


def _verified(case: Case) -> verification.Progress:
    """Return how far verification has come, if it is done.

    Raises:
        OutOfOrder: Something is still to be verified.

    """
    progress = verification.progress(case.reference)
    if progress.open:
        raise OutOfOrder(f"还有{progress.open}项承诺没有核查结论，不能办结")
    return progress
