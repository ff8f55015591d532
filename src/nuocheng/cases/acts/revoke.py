"""Take back what was granted on an untrue pledge."""

from __future__ import annotations

from nuocheng.cases.models import Case
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("case.revoke", by=(Role.LEGAL, Role.REVIEWER), file=Case)
def revoke(on: Occasion, case: Case, deed: Deed, *, matter: str) -> None:
    """Revoke the decision (撤销决定) because of the matter that found the pledge untrue.

    Raises:
        OutOfOrder: There is no decision to revoke.

    """
    deed.move(case, "revoke", note={"matter": matter}, revoked_at=on.at)
