"""Check whether the party may pledge, and keep the answer with its sources."""

from __future__ import annotations

from nuocheng.cases.models import Case, EligibilityCheck
from nuocheng.cases.rules import MAY_PLEDGE
from nuocheng.cases.rules.facts import Eligibility
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import objections


@official_act(
    "case.check_eligibility",
    by=(Role.APPLICANT, Role.CLERK, Role.SYSTEM),
    file=Case,
    records=("case.find_eligible", "case.find_ineligible"),
)
def check_eligibility(on: Occasion, case: Case, deed: Deed) -> None:
    """Check the party's standing (资格核验): eligible, or not, with the reason told; either is kept.

    Raises:
        OutOfOrder: The case is past the point where it matters, or was found eligible already.

    """
    standing = credit.standing(case.party, lock=True)
    listed = catalogue.in_force(case.item_code)
    facts = eligibility(case, listed, standing)
    found = objections(MAY_PLEDGE, facts, on=on.today)
    verb = "find_ineligible" if found else "find_eligible"
    case.ready_for(verb)
    first = found[0] if found else None
    source = {"source": "诚信档案", "record": standing.reference, "at": on.at, "barred": standing.barred}
    check = EligibilityCheck(
        case=case,
        at=on.at,
        eligible=not found,
        rule=first.rule if first else "",
        reason=first.text if first else "",
        basis="；".join(first.clauses) if first else "",
        sources=canonical([source]),
    )
    deed.move(
        case,
        verb,
        rows=[check],
        note={"rules": [one.rule for one in found]},
        path="ordinary" if found else case.path,
        ineligible_reason=check.reason,
        ineligible_basis=check.basis,
    )


def eligibility(case: Case, listed: catalogue.InForce, standing: credit.Standing) -> Eligibility:
    """Gather what the rules on who may pledge look at."""
    return Eligibility(
        barred=standing.barred,
        reason=standing.reason,
        pledge_withdrawn=case.pledge_withdrawn_at is not None,
        item_bars_after_withdrawal=listed.item.bars_after_withdrawal,
        suspended=not listed.published,
    )
