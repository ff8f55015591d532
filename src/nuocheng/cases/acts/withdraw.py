"""The party gives the application up."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.acts.beforehand import call_off_early
from nuocheng.cases.acts.clock import restarted
from nuocheng.cases.acts.demands import end_demand
from nuocheng.cases.acts.signed_on_paper import require_withdrawal_signed
from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("case.withdraw", by=(Role.APPLICANT, Role.CLERK), file=Case)
def withdraw(on: Occasion, case: Case, deed: Deed, *, reason: str = "") -> None:
    """Withdraw the application (撤回申请) before the decision; nothing more is asked.

    Raises:
        OutOfOrder: The decision is taken.
        RuledOut: At the window, the signed application is not on file.

    """
    case.ready_for("withdraw")
    require_withdrawal_signed(on, case, "application")
    for reference in queries.standing_demands(case.reference):
        end_demand.within(deed, reference)
    call_off_early(deed, case, "当事人撤回了申请")
    clock = restarted(case, on.today, queries.paused_by(case, on.today))
    deed.move(case, "withdraw", rows=clock.rows, note={"reason": reason.strip()}, **clock.columns)
