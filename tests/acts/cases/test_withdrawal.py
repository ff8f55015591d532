"""A pledge or an application is taken back before the decision, and not after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders as b
from tests.acts.files_in_state import IN_STATE, a_supplementing_case
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.lifecycle import UNDECIDED, CaseState
from nuocheng.credit import queries as credit
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.verification import queries as verification

pytestmark = pytest.mark.django_db


@pytest.mark.req("S2.3")
def test_a_pledge_taken_back_leads_to_the_ordinary_path_and_leaves_credit_alone() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    before = credit.standing(case.party)
    cases.withdraw_pledge(by_party(case, hours.next()), case.reference, reason="想交证明")
    after = queries.case(case.reference)
    assert (after.state, after.path, after.pledged_certificates) == ("ordinary", "ordinary", 0)
    assert after.pledge_withdrawn_at == hours.at
    assert credit.standing(case.party) == before
    with pytest.raises(RuledOut, match="低收入证明"):
        cases.hand_in(by_party(case, hours.next()), case.reference)


def test_what_was_pledged_and_taken_back_is_never_verified() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    cases.withdraw_pledge(by_party(case, hours.next()), case.reference)
    upload = cases.Upload("低保证.pdf", "application/pdf", b"%PDF")
    cases.submit_certificate(
        by_party(case, hours.next()), case.reference, certificate="low_income", upload=upload
    )
    cases.hand_in(by_party(case, hours.next()), case.reference)
    cases.grant(an_occasion(Role.REVIEWER, at=hours.next()), case.reference)
    assert verification.tasks_of(case.reference) == []


def test_a_pledge_cannot_be_taken_back_twice() -> None:
    hours = Hours()
    case = a_supplementing_case(hours)
    cases.withdraw_pledge(by_party(case, hours.next()), case.reference)
    with pytest.raises(OutOfOrder):
        cases.withdraw_pledge(by_party(case, hours.next()), case.reference)


@pytest.mark.parametrize("state", [one for one in CaseState if one not in UNDECIDED])
@pytest.mark.parametrize("act", [cases.withdraw, cases.withdraw_pledge])
def test_after_the_decision_nothing_is_taken_back(state: CaseState, act: object) -> None:
    hours = Hours()
    case = IN_STATE["case"][state](hours)
    with pytest.raises(OutOfOrder):
        act(by_party(case, hours.next()), case.reference)  # type: ignore[operator, arg-type]
    assert queries.case(case.reference).state == state


@pytest.mark.parametrize("state", UNDECIDED)
def test_an_application_is_given_up_at_any_time_before_the_decision(state: CaseState) -> None:
    hours = Hours()
    case = IN_STATE["case"][state](hours)
    cases.withdraw(by_party(case, hours.next()), case.reference)  # type: ignore[arg-type]
    assert queries.case(case.reference).state == "withdrawn"
    with pytest.raises(OutOfOrder):
        cases.grant(an_occasion(Role.REVIEWER, at=hours.next()), case.reference)


@pytest.mark.req("S2.3")
def test_where_the_item_says_so_a_party_that_took_its_pledge_back_is_not_asked_for_another() -> None:
    hours = Hours()
    strict = replace(b.ITEM, code="MZ-005", name="教育救助", bars_after_withdrawal=True)
    case = b.a_pledged_case(item=strict, hours=hours)
    cases.withdraw_pledge(by_party(case, hours.next()), case.reference)
    with pytest.raises(OutOfOrder):
        cases.sign_pledge(by_party(case, hours.next()), case.reference, given=b.a_pledge(case))
