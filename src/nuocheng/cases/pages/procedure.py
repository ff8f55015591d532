"""Acts that follow one another without anybody waiting: eligibility and notice, a new notice, the spot decision."""

from __future__ import annotations

from nuocheng.cases import acts, queries
from nuocheng.cases.channels import credit_standing
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages.access import keyless
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.occasions import system_occasion
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion

#: Rules whose objection means that this party cannot pledge this time, whatever the form says.
MAY_NOT_PLEDGE = frozenset(
    {"good_standing", "stands_on_no_excluding_list", "pledge_not_given_up", "pledging_not_suspended"}
)
STALE_NOTICE = "notice_came_first"


def begin(on: Occasion, reference: str) -> Case:
    """Check who may pledge and serve the notice, as far as that is not done yet; return the case."""
    case = queries.case(reference)
    if case.state == CaseState.OPENED:
        acts.check_eligibility(keyless(on), reference, heard=credit_standing.ask(case, on.at))
        case = queries.case(reference)
    if case.state == CaseState.ELIGIBLE:
        acts.serve_notice(keyless(on), reference)
        case = queries.case(reference)
    return case


def is_stale(case: Case) -> bool:
    """Say whether a new edition was published since the notice of this case was served."""
    return bool(case.notice) and catalogue.reference_in_force(case.item_code) != case.edition


def decide_on_the_spot(on: Occasion, reference: str) -> Case:
    """Grant a full pledge at once where the item is decided on the spot; else leave it to the reviewer."""
    case = queries.case(reference)
    if case.state != CaseState.PLEDGED or not catalogue.item_of(case.edition).on_the_spot:
        return case
    try:
        acts.grant(system_occasion(on.door), reference)
    except Refusal:
        # What keeps the system from granting (somebody was faster, credit changed) is for the reviewer to see.
        return queries.case(reference)
    return queries.case(reference)
