"""The party takes its pledge back before the decision."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.acts.beforehand import call_off_early
from nuocheng.cases.acts.clock import restarted
from nuocheng.cases.acts.demands import end_demand
from nuocheng.cases.acts.signed_on_paper import require_withdrawal_signed
from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role


@official_act("case.withdraw_pledge", by=(Role.APPLICANT, Role.CLERK), file=Case)
def withdraw_pledge(on: Occasion, case: Case, deed: Deed, *, reason: str = "") -> None:
    """Withdraw the pledge (撤回承诺): certificates are handed in instead; credit is not touched.

    Raises:
        OutOfOrder: There is no pledge to withdraw, or the decision is taken.
        RuledOut: At the window, the signed application is not on file.

    """
    if case.pledged_at is None or case.pledge_withdrawn_at is not None:
        raise OutOfOrder("这一件现在没有可以撤回的承诺")
    case.ready_for("withdraw_pledge")
    require_withdrawal_signed(on, case, "pledge")
    for reference in queries.standing_demands(case.reference):
        end_demand.within(deed, reference)
    call_off_early(deed, case, "当事人撤回了承诺")
    clock = restarted(case, on.today, queries.paused_by(case, on.today))
    deed.move(
        case,
        "withdraw_pledge",
        rows=clock.rows,
        note={"reason": reason.strip()},
        path="ordinary",
        pledge_withdrawn_at=on.at,
        pledged_certificates=0,
        **clock.columns,
    )
