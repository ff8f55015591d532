"""What happens by itself when the term for mending is over."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.acts.beforehand import call_off_early
from nuocheng.cases.acts.clock import restarted
from nuocheng.cases.acts.demands import end_demand
from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.law import queries as law
from nuocheng.letters.official import letter

WITHDRAWN = "withdrawn"


@official_act(
    "case.lapse_correction",
    by=Role.SYSTEM,
    file=Case,
    records=("case.end_correction", "case.deem_withdrawn"),
)
def lapse_correction(on: Occasion, case: Case, deed: Deed) -> None:
    """Go on with what is there, or take the application as withdrawn (视为撤回), as the law in force says.

    The clock runs again from the last day of the term, however late this is noticed.

    Raises:
        OutOfOrder: Nothing is asked of the party, or the term is not over.

    """
    case.ready_for("end_correction")
    due_on = case.answer_due_on
    if due_on is None or on.today <= due_on:
        raise OutOfOrder("补正期限还没有到，当事人还可以补")
    withdrawn = law.choice("switch.correction.lapse", on.today) == WITHDRAWN
    clock = restarted(case, due_on, "补正")
    for reference in queries.standing_demands(case.reference):
        end_demand.within(deed, reference)
    if withdrawn:
        call_off_early(deed, case, "补正到期，视为撤回申请")
    title, text = _words(case, withdrawn=withdrawn, new_due=cn_date(clock.columns["due_on"]))
    told = letter(on, party=case.party, about=case.reference, title=title, text=text)
    verb = "deem_withdrawn" if withdrawn else "end_correction"
    deed.move(case, verb, rows=[told, *clock.rows], note={"due_on": due_on}, **clock.columns)


def _words(case: Case, *, withdrawn: bool, new_due: str) -> tuple[str, str]:
    began = f"您申请的“{case.item_name}”，补正期限到了，没有收到您补的内容。"
    if withdrawn:
        return "视为撤回申请", f"{began}按规定视为您撤回申请。以后想办，可以重新申请。"
    return "补正期限到了", f"{began}我们按现有材料在{new_due}前作出决定。"
