"""The party would rather pledge after all, before anything was handed in for decision."""

from __future__ import annotations

from nuocheng.cases.acts.check_eligibility import eligibility
from nuocheng.cases.models import Case
from nuocheng.cases.queries.standing import excluded_outside
from nuocheng.cases.rules import MAY_PLEDGE
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require


@official_act("case.reconsider", by=(Role.APPLICANT, Role.CLERK), file=Case)
def reconsider(on: Occasion, case: Case, deed: Deed) -> None:
    """Go back to the choice (改用承诺): the same case, and what was handed in meanwhile stays.

    A pledge that was taken back leaves the case; the one to come is a new one.

    Raises:
        OutOfOrder: The certificates are handed in for decision, nothing was chosen yet, or the reviewer
            set the pledge aside.
        RuledOut: The party may not pledge, or took a pledge back where the item allows no second one.

    """
    case.ready_for("reconsider")
    if case.set_aside_at is not None:
        raise OutOfOrder("审查时已经改为提交证明，理由写在通知里，这一次不能再改用承诺")
    listed = catalogue.in_force(case.item_code)
    standing = credit.standing(case.party, lock=True)
    excluded = excluded_outside(case.reference)
    require(MAY_PLEDGE, eligibility(case, listed, standing, excluded), on=on.today)
    deed.move(
        case,
        "reconsider",
        path="",
        ineligible_reason="",
        ineligible_basis="",
        pledge="",
        pledged_at=None,
        pledge_withdrawn_at=None,
        pledge_round=case.pledge_round + 1,
    )
