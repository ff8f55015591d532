"""Decide on a request for credit repair: repair, or refuse with the reason."""

from __future__ import annotations

from nuocheng.credit.models import IntegrityFile
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.letters.official import Letter, letter


@official_act("integrity.repair", by=(Role.LEGAL, Role.BUREAU), file=IntegrityFile)
def repair(on: Occasion, file: IntegrityFile, deed: Deed, *, reason: str) -> None:
    """Repair the party's credit: it may pledge again at once.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: Repair was not asked for.

    """
    why = _said(reason)
    told = _tell(on, file, "信用已修复", f"您的信用修复申请已经同意，现在又可以用承诺办事了。理由：{why}。")
    deed.move(file, "repair", rows=[told], note={"reason": why}, reason="", basis="", repaired_at=on.at)


@official_act("integrity.refuse_repair", by=(Role.LEGAL, Role.BUREAU), file=IntegrityFile)
def refuse_repair(on: Occasion, file: IntegrityFile, deed: Deed, *, reason: str) -> None:
    """Refuse the repair for now; the party may ask again.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: Repair was not asked for.

    """
    why = _said(reason)
    told = _tell(
        on, file, "信用修复暂不同意", f"您的信用修复申请这次没有同意。理由：{why}。改正后可以再申请。"
    )
    deed.move(file, "refuse_repair", rows=[told], note={"reason": why})


def _tell(on: Occasion, file: IntegrityFile, title: str, text: str) -> Letter:
    return letter(on, party=file.party, about=file.reference, title=title, text=text)


def _said(reason: str) -> str:
    if not reason.strip():
        raise Malformed.at("reason", "请写明理由，申请人会看到")
    return reason.strip()
