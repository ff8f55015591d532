"""A point that the party need not mend after all, because the demand in it was lifted."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.acts.clock import restarted
from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act(
    "case.drop_point",
    by=(Role.LEGAL, Role.BUREAU),
    file=Case,
    records=("case.drop_point", "case.end_correction"),
)
def drop_point(on: Occasion, case: Case, deed: Deed, *, point: str) -> None:
    """Drop one point of a correction (不用补); where it was the last one, the clock runs again at once.

    Only ever part of lifting a demand.

    Raises:
        OutOfOrder: Nothing is asked of the party now.

    """
    case.ready_for("drop_point")
    row = queries.correction(case.reference)
    assert row is not None, case.reference
    deed.move(case, "drop_point", note={"point": point})
    if any(str(one.number) != point and not one.dropped for one in queries.points_of(row)):
        return
    clock = restarted(case, on.today, "补正")
    deed.move(case, "end_correction", rows=clock.rows, note={"dropped": True}, **clock.columns)
