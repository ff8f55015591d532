"""Enter an untrue pledge in the party's integrity file."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.credit.models import IntegrityFile, Mark
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a mark is entered: the matter that decided it, its case, grade, reason and law."""

    matter: str
    case: str
    department: str
    grade: str
    reason: str
    basis: str


@official_act("integrity.enter_mark", by=(Role.LEGAL, Role.REVIEWER), file=IntegrityFile)
def enter_mark(on: Occasion, file: IntegrityFile, deed: Deed, *, cause: Cause) -> None:
    """Enter a mark (不良信用记录): from now the party may not pledge until its credit is repaired.

    Raises:
        Overtaken: The matter has a mark already.

    """
    mark = Mark(
        file=file,
        matter=cause.matter,
        case=cause.case,
        department=cause.department,
        grade=cause.grade,
        reason=cause.reason,
        basis=cause.basis,
        at=on.at,
    )
    deed.move(
        file,
        "enter_mark",
        rows=[mark],
        note={"matter": cause.matter, "grade": cause.grade},
        reason=cause.reason,
        basis=cause.basis,
        barred_at=on.at,
        marks=file.marks + 1,
    )
