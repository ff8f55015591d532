"""Enter an untrue pledge in the party's integrity file."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.credit.models import IntegrityFile, Mark
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a mark is entered: the matter that decided it, its case, grade, reason and law.

    *excludes* says that the decision also bars the party from pledging until its credit is repaired.
    """

    matter: str
    case: str
    department: str
    grade: str
    reason: str
    basis: str
    excludes: bool


@official_act(
    "integrity.enter_mark",
    by=(Role.LEGAL, Role.REVIEWER),
    file=IntegrityFile,
    records=("integrity.enter_mark", "integrity.note_mark"),
)
def enter_mark(on: Occasion, file: IntegrityFile, deed: Deed, *, cause: Cause) -> None:
    """Enter a mark (不良信用记录); if the decision excludes, no pledge is taken until credit is repaired.

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
    note = {"matter": cause.matter, "grade": cause.grade}
    if not cause.excludes:
        deed.move(file, "note_mark", rows=[mark], note=note, marks=file.marks + 1)
        return
    deed.move(
        file,
        "enter_mark",
        rows=[mark],
        note=note,
        reason=cause.reason,
        basis=cause.basis,
        barred_at=on.at,
        marks=file.marks + 1,
    )
