"""Correct a mark that should not be in the integrity file."""

from __future__ import annotations

from nuocheng.credit import queries
from nuocheng.credit.lifecycle import ObjectionState
from nuocheng.credit.models import Correction, IntegrityFile, Mark
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role


@official_act(
    "integrity.correct",
    by=(Role.LEGAL, Role.BUREAU),
    file=IntegrityFile,
    records=("integrity.correct_mark", "integrity.note_correction"),
)
def correct_mark(on: Occasion, file: IntegrityFile, deed: Deed, *, objection: str, reason: str) -> None:
    """Correct a mark (更正): it counts no more, and if nothing else bars the party, it may pledge at once.

    Only ever part of the answer to an objection.

    Raises:
        NotFound: There is no such objection.
        OutOfOrder: The objection is not about this file, or it is answered, or nothing bars the party.

    """
    about = queries.objection(objection)
    if about.integrity != file.reference or about.state != ObjectionState.FILED:
        raise OutOfOrder("这份异议不是关于这份档案的，或者已经答复过了")
    mark = queries.mark(about.mark)
    row = Correction(mark=mark, objection=objection, reason=reason, at=on.at)
    note = {"matter": mark.matter, "objection": objection}
    before = queries.barring(file.reference)
    left = [matter for matter in before if matter != mark.matter]
    count = max(file.marks - 1, 0)
    if left or not before:
        remaining = _newest(file, left)
        said = {"reason": remaining.reason, "basis": remaining.basis} if remaining else {}
        deed.move(file, "note_correction", rows=[row], note=note, marks=count, **said)
        return
    deed.move(file, "correct_mark", rows=[row], note=note, marks=count, reason="", basis="", barred_at=None)


def _newest(file: IntegrityFile, matters: list[str]) -> Mark | None:
    """Return the newest of the marks that still bar the party, if any does."""
    found = (mark for mark in queries.marks(file.reference) if mark.matter in matters)
    return next(found, None)
