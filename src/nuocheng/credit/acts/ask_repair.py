"""A party asks for its credit to be repaired."""

from __future__ import annotations

from nuocheng.credit.models import IntegrityFile
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@official_act("integrity.ask_repair", by=(Role.APPLICANT, Role.CLERK), file=IntegrityFile)
def ask_repair(on: Occasion, file: IntegrityFile, deed: Deed, *, text: str) -> None:
    """Ask for credit repair (信用修复), saying what was put right.

    Raises:
        Malformed: Nothing is said.
        OutOfOrder: There is nothing to repair, or a request is under way.

    """
    if not text.strip():
        raise Malformed.at("text", "请写明已经改正了什么，例如哪天补交了哪份证明")
    deed.move(file, "ask_repair", repair_text=text.strip(), repair_asked_at=on.at)
