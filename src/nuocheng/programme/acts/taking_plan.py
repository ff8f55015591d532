"""What the Bureau does with a plan: take it on file and publish it, or send it back."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.programme import queries
from nuocheng.programme.models import ImplementationPlan
from nuocheng.programme.rules import MAY_RETURN
from nuocheng.programme.rules.facts import SendingBack


@official_act("programme_plan.publish", by=Role.BUREAU, file=ImplementationPlan)
def publish_plan(on: Occasion, plan: ImplementationPlan, deed: Deed) -> None:
    """Take a plan on file and publish it (备案并公布); the version before is superseded.

    Raises:
        OutOfOrder: It was not filed, or is published already.

    """
    plan.ready_for("publish")
    before = queries.published_plans(plan.round).get(plan.department)
    if before is not None:
        supersede_plan.within(deed, before.reference)
    deed.move(plan, "publish", note={"version": plan.version, "items": plan.items}, published_at=on.at)


@official_act("programme_plan.supersede", by=Role.BUREAU, file=ImplementationPlan)
def supersede_plan(on: Occasion, plan: ImplementationPlan, deed: Deed) -> None:
    """Let a newer version take the place of a published plan; it stays readable.

    Raises:
        OutOfOrder: It is not published.

    """
    deed.move(plan, "supersede")


@official_act("programme_plan.return", by=Role.BUREAU, file=ImplementationPlan)
def return_plan(on: Occasion, plan: ImplementationPlan, deed: Deed, *, reason: str) -> None:
    """Send a plan back to its department to be mended (退回修改), with the reason.

    Raises:
        OutOfOrder: It was not filed, or is published already.
        RuledOut: No reason is given.

    """
    plan.ready_for("return")
    require(MAY_RETURN, SendingBack(reason), on=on.today)
    deed.move(plan, "return", note={"reason": reason.strip()}, returned_reason=reason.strip())
