"""Check whether the party may pledge, and keep the answer with its sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from nuocheng.cases.models import Case, EligibilityCheck
from nuocheng.cases.rules import MAY_PLEDGE
from nuocheng.cases.rules.facts import Eligibility
from nuocheng.cases.rules.standing import OnList, StandingHeard
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import objections
from nuocheng.law import queries as law

#: The law's list of lists: which of those on the credit platform exclude from pledging.
LISTS = "code.credit_list."
SHORT = 60


@official_act(
    "case.check_eligibility",
    by=(Role.APPLICANT, Role.CLERK, Role.SYSTEM),
    file=Case,
    records=("case.find_eligible", "case.find_ineligible"),
)
def check_eligibility(on: Occasion, case: Case, deed: Deed, *, heard: StandingHeard | None = None) -> None:
    """Check the party's standing (资格核验): eligible, or not, with the reason told; either is kept.

    *heard* is what the credit platform said before; where it said nothing, our own register decides.

    Raises:
        OutOfOrder: The case is past the point where it matters, or was found eligible already.

    """
    standing = credit.standing(case.party, lock=True)
    listed = catalogue.in_force(case.item_code)
    excluded = excluded_by(heard, on.today) if heard else ""
    facts = eligibility(case, listed, standing, excluded)
    found = objections(MAY_PLEDGE, facts, on=on.today)
    verb = "find_ineligible" if found else "find_eligible"
    case.ready_for(verb)
    first = found[0] if found else None
    own = {"source": "诚信档案", "record": standing.reference, "at": on.at, "barred": standing.barred}
    check = EligibilityCheck(
        case=case,
        at=on.at,
        eligible=not found,
        rule=first.rule if first else "",
        reason=first.text if first else "",
        basis="；".join(first.clauses) if first else "",
        sources=canonical([own, *([_kept(heard)] if heard else [])]),
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


def eligibility(
    case: Case, listed: catalogue.InForce, standing: credit.Standing, excluded: str = ""
) -> Eligibility:
    """Gather what the rules on who may pledge look at; *excluded* says on which list outside the party stands."""
    return Eligibility(
        barred=standing.barred,
        reason=standing.reason,
        pledge_withdrawn=case.pledge_withdrawn_at is not None,
        item_bars_after_withdrawal=listed.item.bars_after_withdrawal,
        suspended=not listed.published,
        listed=excluded,
    )


def excluded_by(heard: StandingHeard, today: date) -> str:
    """Say by which entry the law excludes the party from pledging; nothing where none does."""
    excluding = {
        one.code for one in law.provisions(LISTS, today, kind="code").values() if one.value["excludes"]
    }
    for one in heard.entries:
        if one.list in excluding:
            day = cn_date(date.fromisoformat(one.listed_on))
            by = f"{one.authority[:SHORT]}，{one.document_no[:SHORT]}"
            return f"{heard.source}上，{day}起列入{one.title}（{by}）"
    return ""


def _kept(heard: StandingHeard) -> dict[str, Any]:
    """Return an answer of the platform as it is kept: what it said, and what proves it."""
    return {
        "source": heard.source,
        "record": heard.receipt_no,
        "at": heard.asked_at,
        "answered": heard.answered,
        "outcome": heard.outcome,
        "trouble": heard.trouble,
        "note": heard.note,
        "digest": heard.digest,
        "latency_ms": heard.latency_ms,
        "lists": [{name: getattr(one, name) for name in OnList.__slots__} for one in heard.entries],
    }
