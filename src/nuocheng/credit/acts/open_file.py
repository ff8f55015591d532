"""Open the integrity file of a party that applies for the first time."""

from __future__ import annotations

from nuocheng.credit.models import IntegrityFile
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act
from nuocheng.kernel.occasion import Occasion, Role


@founding_act("integrity.open", by=(Role.APPLICANT, Role.CLERK, Role.SYSTEM), file=IntegrityFile)
def open_file(on: Occasion, deed: Deed, *, party: str, name: str) -> IntegrityFile:
    """Open the integrity file (诚信档案) of a party, clear of marks."""
    reference = f"P{next_number('integrity'):08d}"
    file = IntegrityFile(reference=reference, party=party, party_name=name)
    return deed.found(file, "open")
