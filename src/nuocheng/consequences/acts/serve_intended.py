"""Tell the party what is intended, and that it may answer."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.consequences.models import Matter
from nuocheng.consequences.papers import intended, known_measures, number_of
from nuocheng.consequences.rules import MAY_INTEND
from nuocheng.consequences.rules.facts import Intended
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.papers.official import Heading, issue


@dataclass(frozen=True, slots=True)
class Intention:
    """What the officer intends: how deliberate, how grave, and which measures by their codes."""

    intent: str
    grade: str
    measures: tuple[str, ...]


@official_act("matter.serve_intended", by=Role.VERIFIER, file=Matter)
def serve_intended(on: Occasion, matter: Matter, deed: Deed, *, intention: Intention) -> None:
    """Serve the notice of intended measures (拟处理告知书) with the right to statement and defence.

    Raises:
        OutOfOrder: It was served already, or the matter is decided.
        RuledOut: A measure has no basis for what was done.

    """
    matter.ready_for("serve_intended")
    known = known_measures(on.today)
    chosen = Intended(intention.intent, intention.grade, matter.party_kind, intention.measures, known)
    require(MAY_INTEND, chosen, on=on.today)
    days = law.term("term.finding.defence", on.today).workdays
    due_on = term_end(law.calendar(), on.today, days).on
    matter.measures = canonical(list(intention.measures))
    heading = Heading(
        "intended_measures", "拟处理告知书", number_of(matter, "告"), matter.department, matter.party
    )
    paper = issue(on, matter.reference, heading, intended(matter, due_on, on.today))
    told = letter(
        on,
        party=matter.party,
        about=matter.reference,
        title="请您说明情况",
        text=f"查到的和您在{matter.case_number}里承诺的不一样。请您在{cn_date(due_on)}前说明情况，我们先听您说，再作决定。",
        paper=paper.pk.hex,
    )
    deed.move(
        matter,
        "serve_intended",
        rows=[paper, told],
        note={"paper": paper.digest, "measures": list(intention.measures), "due_on": due_on},
        intent=intention.intent,
        grade=intention.grade,
        measures=matter.measures,
        intended_paper=paper.pk.hex,
        intended_at=on.at,
        defence_due_on=due_on,
    )
