"""A visit that comes unannounced (不打招呼的检查) needs the leave of somebody who neither planned it nor goes."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification.models import Visit
from nuocheng.verification.rules import MAY_ALLOW
from nuocheng.verification.rules.facts import Allowing


@official_act("visit.allow_unannounced", by=Role.REVIEWER, file=Visit)
def allow_unannounced(on: Occasion, visit: Visit, deed: Deed) -> None:
    """Give leave (批准) to come unannounced: nobody is told, and the record may be made.

    Raises:
        OutOfOrder: It is a visit that is announced, was allowed before, or is over.
        RuledOut: Whoever gives leave planned it or goes.

    """
    visit.ready_for("allow_unannounced")
    if not visit.surprise:
        raise OutOfOrder("这次上门要提前通知当事人，不用批准")
    own = on.actor == visit.planned_by or on.actor in {one.account for one in visit.team}
    require(MAY_ALLOW, Allowing(own=own), on=on.today)
    note = {"ground": visit.surprise, "reason": visit.surprise_why}
    deed.move(visit, "allow_unannounced", note=note, allowed_by=on.actor, allowed_at=on.at)
