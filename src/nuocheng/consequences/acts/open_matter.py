"""Open a matter on what was found untrue in a case."""

from __future__ import annotations

from nuocheng.cases import queries as cases
from nuocheng.consequences.models import Matter
from nuocheng.consequences.rules import MAY_OPEN
from nuocheng.consequences.rules.facts import Suspicion
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification import queries as verification


@founding_act("matter.open", by=Role.VERIFIER, file=Matter)
def open_matter(on: Occasion, deed: Deed, *, case: str, facts: str) -> Matter:
    """Open a matter (疑似承诺不实) on the facts of a case that were found untrue.

    Raises:
        NotFound: There is no such case.
        RuledOut: Nothing was found untrue, or the facts are not written down.
        Overtaken: A matter on this case is open already.

    """
    found = cases.case(case)
    refuted = [task.reference for task in verification.tasks_of(case) if task.state == "refuted"]
    require(MAY_OPEN, Suspicion(len(refuted), facts), on=on.today)
    matter = Matter(
        reference=f"M{on.today.year}-{next_number(f'matter/{on.today.year}'):04d}",
        department=found.department,
        party=found.party,
        case=found.reference,
        case_number=found.number,
        item_name=found.item_name,
        party_name=found.party_name,
        party_kind=found.party_kind,
        tasks=canonical(refuted),
        facts=facts.strip(),
        officer=on.actor,
    )
    return deed.found(matter, "open", note={"case": case, "tasks": refuted})
