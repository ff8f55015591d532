"""Whether a party may pledge is looked up, and the answer is kept with its source, whichever way it falls."""

from __future__ import annotations

import json

import pytest
from tests import builders as b
from tests.acts.files_in_state import bar
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.catalogue import acts as catalogue
from nuocheng.catalogue import queries as catalogue_queries
from nuocheng.credit import queries as credit
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db


@pytest.mark.req("S2.1", "S2.2")
def test_a_party_of_good_standing_is_eligible_and_the_look_up_is_kept() -> None:
    case = b.an_eligible_case()
    assert (case.state, case.path, case.ineligible_reason) == ("eligible", "", "")
    [check] = queries.checks_of(case.reference)
    assert (check.eligible, check.rule, check.reason, check.basis) == (True, "", "", "")
    [source] = json.loads(check.sources)
    assert source["source"] == "诚信档案"
    assert source["record"] == credit.standing(case.party).reference
    assert (source["barred"], source["at"]) == (False, "2026-11-02T01:02:00.000000Z")


@pytest.mark.req("S2.2", "S2.3", "S10.2")
def test_a_barred_party_is_told_why_and_by_which_clause_and_goes_the_ordinary_path() -> None:
    hours = Hours()
    party = b.a_blacklisted_person(hours=hours)
    case = b.an_eligible_case(party, hours=hours)
    assert (case.state, case.path) == ("ordinary", "ordinary")
    assert "2026年11月2日认定过一次承诺不实（临时救助金给付）" in case.ineligible_reason
    assert "信用修复" in case.ineligible_reason
    assert case.ineligible_basis == "白政办发〔2020〕20号三（二）"
    [check] = queries.checks_of(case.reference)
    assert (check.eligible, check.rule) == (False, "good_standing")
    assert (check.reason, check.basis) == (case.ineligible_reason, case.ineligible_basis)
    [source] = json.loads(check.sources)
    assert (source["source"], source["barred"]) == ("诚信档案", True)
    assert source["record"] == credit.standing(party.number).reference


@pytest.mark.req("S2.2")
def test_somebody_else_of_the_same_name_is_not_taken_for_the_barred_one() -> None:
    hours = Hours()
    barred = b.a_blacklisted_person(hours=hours)
    namesake = b.a_party(barred.name, "620402197908052057")
    assert b.an_eligible_case(namesake, hours=hours).state == "eligible"


@pytest.mark.req("S2.2")
def test_a_party_marked_between_notice_and_pledge_is_found_ineligible_on_the_same_case() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    bar(case.party, hours)
    cases.check_eligibility(by_party(case, hours.next()), case.reference)
    after = queries.case(case.reference)
    assert (after.state, after.path) == ("ordinary", "ordinary")
    assert [one.eligible for one in queries.checks_of(case.reference)] == [False, True]


def test_looking_again_without_anything_new_is_no_second_finding() -> None:
    hours = Hours()
    case = b.an_eligible_case(hours=hours)
    with pytest.raises(OutOfOrder):
        cases.check_eligibility(by_party(case, hours.next()), case.reference)
    assert len(queries.checks_of(case.reference)) == 1


@pytest.mark.req("S2.1")
def test_an_item_suspended_since_leads_to_the_ordinary_path_with_that_reason() -> None:
    hours = Hours()
    case = b.an_open_case(hours=hours)
    edition = catalogue_queries.in_force(case.item_code).reference
    catalogue.suspend(an_occasion(Role.EDITOR, at=hours.next()), edition, reason="数据接口在检修")
    cases.check_eligibility(by_party(case, hours.next()), case.reference)
    after = queries.case(case.reference)
    assert (after.state, after.ineligible_reason) == (
        "ordinary",
        "这个事项刚刚暂停告知承诺，这次请提交证明办理",
    )
    assert queries.checks_of(case.reference)[0].rule == "pledging_not_suspended"
