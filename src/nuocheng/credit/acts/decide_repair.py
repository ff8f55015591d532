"""Decide on a request for credit repair: repair, or refuse with the reason."""

from __future__ import annotations

from nuocheng.credit.models import IntegrityFile
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@official_act("integrity.repair", by=(Role.LEGAL, Role.BUREAU), file=IntegrityFile)
def repair(on: Occasion, file: IntegrityFile, deed: Deed, *, reason: str) -> None:
    """Repair the party's credit: it may pledge again at once.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: Repair was not asked for.

    """
    deed.move(file, "repair", note={"reason": _said(reason)}, reason="", basis="", repaired_at=on.at)


@official_act("integrity.refuse_repair", by=(Role.LEGAL, Role.BUREAU), file=IntegrityFile)
def refuse_repair(on: Occasion, file: IntegrityFile, deed: Deed, *, reason: str) -> None:
    """Refuse the repair for now; the party may ask again.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: Repair was not asked for.

    """
    deed.move(file, "refuse_repair", note={"reason": _said(reason)})


def _said(reason: str) -> str:
    if not reason.strip():
        raise Malformed.at("reason", "请写明理由，申请人会看到")
    return reason.strip()
