"""Who handles a case: given to a reviewer, or left by one who stands aside."""

from __future__ import annotations

from nuocheng.cases.acts.handling import decider
from nuocheng.cases.models import Case, Recusal
from nuocheng.cases.rules import MAY_BE_ASSIGNED, MAY_STAND_ASIDE
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.people import queries as people

LONGEST = 400


@official_act("case.assign", by=Role.REVIEWER, file=Case)
def assign(on: Occasion, case: Case, deed: Deed, *, to: str, reason: str = "") -> None:
    """Give a case to a reviewer of the department (转派), or take it up oneself (认领).

    Raises:
        OutOfOrder: The decision is taken.
        Malformed: Nobody of that name reviews here, it is theirs already, or the reason is missing.
        RuledOut: They may not decide this case.

    """
    case.ready_for("assign")
    if to != on.actor and to not in {
        one.username for one in people.holders(Role.REVIEWER, case.department, on.today)
    }:
        raise Malformed.at("to", "请从本单位的审查人员里选一位")
    if to == case.assigned_to:
        raise Malformed.at("to", "这一件已经分给这位同事了")
    if (case.assigned_to or to != on.actor) and not reason.strip():
        raise Malformed.at("reason", "请写明为什么转派")
    require(MAY_BE_ASSIGNED, decider(to, case), on=on.today)
    note = {"to": to, "before": case.assigned_to, "reason": reason.strip()[:LONGEST]}
    deed.move(case, "assign", note=note, assigned_to=to)


@official_act("case.recuse", by=Role.REVIEWER, file=Case)
def recuse(on: Occasion, case: Case, deed: Deed, *, reason: str) -> None:
    """Stand aside from a case (回避), for good; it is free for another reviewer from then on.

    Raises:
        OutOfOrder: The decision is taken.
        Malformed: The reason is missing.
        RuledOut: They stand aside already.

    """
    case.ready_for("recuse")
    if not reason.strip():
        raise Malformed.at("reason", "请写明回避的理由")
    require(MAY_STAND_ASIDE, decider(on.actor, case), on=on.today)
    row = Recusal(case=case, at=on.at, who=on.actor, reason=reason.strip()[:LONGEST])
    left = "" if case.assigned_to == on.actor else case.assigned_to
    deed.move(case, "recuse", rows=[row], note={"reason": row.reason}, assigned_to=left)
