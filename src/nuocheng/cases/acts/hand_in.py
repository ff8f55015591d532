"""The party says that all certificates are in."""

from __future__ import annotations

from nuocheng.cases import queries
from nuocheng.cases.acts.demands import meet_demand
from nuocheng.cases.acts.signed_on_paper import require_notice_signed
from nuocheng.cases.models import Case
from nuocheng.cases.rules.certificates_are_complete import certificates_are_complete
from nuocheng.cases.rules.facts import DecisionFacts
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Door, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law


@official_act("case.hand_in", by=(Role.APPLICANT, Role.CLERK), file=Case)
def hand_in(on: Occasion, case: Case, deed: Deed) -> None:
    """Hand the case in for decision (提交) once nothing is missing; the term counts from this day.

    Raises:
        OutOfOrder: The case takes no certificates now.
        RuledOut: A certificate is neither pledged nor handed in, or the signed notice is not on file.

    """
    case.ready_for("hand_in")
    if case.door == Door.WINDOW and case.path == "ordinary" and case.acknowledged_at and not case.pledged_at:
        require_notice_signed(on, case, notice_only=True)
    item = catalogue.item_of(case.edition)
    facts = DecisionFacts(notice_acknowledged=True, pledged=False, barred_now=False, missing=missing(case))
    require((certificates_are_complete,), facts, on=on.today)
    days = item.workdays or law.term("term.application.decision", on.today).workdays
    for reference in queries.standing_demands(case.reference):
        meet_demand.within(deed, reference)
    due_on = term_end(law.calendar(), on.today, days).on
    deed.move(case, "hand_in", due_on=due_on, handed_in_at=on.at, excluded_days=0)


def missing(case: Case) -> tuple[str, ...]:
    """Return the names of the certificates neither pledged (in force) nor handed in."""
    given = queries.handed_in(case.reference)
    pledged = {one.certificate_key for one in queries.facts_of(case.reference)}
    if case.pledge_withdrawn_at is not None or case.path == "ordinary":
        pledged = set()
    asked = catalogue.item_of(case.edition).to_prove
    return tuple(one.name for one in asked if one.key not in given and one.key not in pledged)
