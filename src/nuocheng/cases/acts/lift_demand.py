"""The legal unit or the Justice Bureau lifts a demand."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.acts.drop_point import drop_point
from nuocheng.cases.acts.turn_ordinary import reinstate_pledge
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case, Demand
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.letters.official import letter


@official_act("demand.lift", by=(Role.LEGAL, Role.BUREAU), file=Demand)
def lift_demand(on: Occasion, demand: Demand, deed: Deed, *, reason: str) -> None:
    """Lift a demand for a listed certificate (撤销要求): the party need not hand it in, and is told so.

    Raises:
        OutOfOrder: The demand stands no more.
        Malformed: No reason is given.

    """
    demand.ready_for("lift")
    if not reason.strip():
        raise Malformed.at("reason", "请写明为什么撤销，审查人员和申请人都会看到")
    text = f"您申请的“{demand.item_name}”，原来要求您交“{demand.certificate}”。这个要求已经撤销，不用交了。"
    told = letter(on, party=demand.party, about=demand.case, title="有一份证明不用交了", text=text)
    deed.move(
        demand,
        "lift",
        rows=[told],
        note={"reason": reason.strip()},
        lifted_at=on.at,
        lifted_by=on.actor,
        lifted_reason=reason.strip(),
    )
    case = deed.take(Case, demand.case)
    if demand.point and case.state == CaseState.CORRECTING:
        drop_point.within(deed, demand.case, point=demand.point)
    others = set(queries.standing_demands(demand.case)) - {demand.reference}
    if case.set_aside_at and case.state == CaseState.ORDINARY and not others:
        reinstate_pledge.within(deed, demand.case)
