"""What the rules of cases come to together, whatever the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases.facts import (
    ANSWERED,
    APPLICATION,
    CALLING,
    CEREMONY,
    CORRECTION,
    DECIDER,
    DECISION,
    DEMANDED,
    ELIGIBILITY,
    EXTENSION,
    FACT,
    LATER,
    NOTICE,
    PLEDGE,
    PROCEDURE,
    SCANNED,
    STATEMENTS,
    TURNED,
)
from tests.rules.hearing import ON, without_tests

from nuocheng.cases import rules
from nuocheng.cases.rules.facts import Application, Decider, DecisionFacts, Eligibility, PledgeText
from nuocheng.kernel.rulings import objections

GROUPS = {
    "MAY_APPLY": ["item_is_for_this_party", "representative_fits_the_party"],
    "MAY_PLEDGE": [
        "good_standing",
        "stands_on_no_excluding_list",
        "pledge_not_given_up",
        "pledging_not_suspended",
    ],
    "NOTICE_IS_CURRENT": ["notice_came_first"],
    "PLEDGE_IS_VALID": [
        "pledge_says_everything",
        "pledge_covers_listed_certificates",
        "facts_are_given",
        "signature_is_the_partys",
    ],
    "IS_SIGNED": ["signer_may_sign", "method_is_accepted", "text_is_what_was_shown", "witness_stands_apart"],
    "SIGNED_ON_PAPER": ["scans_are_complete"],
    "MAY_ENTER_LATER": ["number_is_free", "later_entry_in_time"],
    "MAY_GRANT": [
        "decided_on_the_spot",
        "procedure_is_over",
        "applicant_was_told",
        "still_in_good_standing",
        "certificates_are_complete",
        "checked_before_the_decision",
    ],
    "MAY_REFUSE": ["procedure_is_over", "refusal_gives_reasons"],
    "MAY_HANDLE": [
        "reviewer_is_not_clerk",
        "decider_is_no_party",
        "decider_has_not_recused",
        "decider_is_assigned",
    ],
    "MAY_STAND_ASIDE": ["decider_has_not_recused"],
    "MAY_BE_ASSIGNED": ["assignee_may_decide"],
    "MAY_ASK_CORRECTION": [
        "correction_is_asked_once",
        "correction_comes_in_time",
        "correction_says_what_to_mend",
    ],
    "MAY_DEMAND": ["demand_is_explained"],
    "CORRECTION_IS_ANSWERED": ["answer_meets_every_point"],
    "MAY_BEGIN_PROCEDURE": ["procedure_is_told"],
    "MAY_EXTEND": ["extension_comes_once", "extension_is_approved"],
    "MAY_TURN_ORDINARY": ["turning_gives_reasons"],
    "MAY_CALL_BACK": ["caller_did_not_handle_the_case", "call_says_what_came_of_it"],
}
PROPER = {
    "MAY_APPLY": APPLICATION,
    "MAY_PLEDGE": ELIGIBILITY,
    "NOTICE_IS_CURRENT": NOTICE,
    "PLEDGE_IS_VALID": PLEDGE,
    "IS_SIGNED": CEREMONY,
    "SIGNED_ON_PAPER": SCANNED,
    "MAY_ENTER_LATER": LATER,
    "MAY_GRANT": DECISION,
    "MAY_REFUSE": DECISION,
    "MAY_HANDLE": DECIDER,
    "MAY_STAND_ASIDE": DECIDER,
    "MAY_BE_ASSIGNED": DECIDER,
    "MAY_ASK_CORRECTION": CORRECTION,
    "MAY_DEMAND": DEMANDED,
    "CORRECTION_IS_ANSWERED": ANSWERED,
    "MAY_BEGIN_PROCEDURE": PROCEDURE,
    "MAY_EXTEND": EXTENSION,
    "MAY_TURN_ORDINARY": TURNED,
    "MAY_CALL_BACK": CALLING,
}
flags = st.booleans()
eligibilities = st.builds(
    Eligibility, flags, st.text(max_size=9), pledge_withdrawn=flags, item_bars_after_withdrawal=flags, suspended=flags
)  # fmt: skip
decisions = st.builds(
    DecisionFacts,
    notice_acknowledged=flags,
    pledged=flags,
    barred_now=flags,
    missing=st.sampled_from([(), ("户口簿",)]),
    reason=st.sampled_from(["", "缘由"]),
    basis=st.sampled_from(["", "第三条"]),
    on_the_spot=flags,
    by_system=flags,
    paused=st.sampled_from(["", "听证"]),
)
deciders = st.builds(
    Decider,
    reviewer=st.sampled_from(["a", "b"]),
    number=st.sampled_from(["", "1", "2"]),
    clerk=st.sampled_from(["", "a", "b"]),
    party=st.sampled_from(["1", "3"]),
    representatives=st.frozensets(st.sampled_from(["1", "2"])),
    recused=st.frozensets(st.sampled_from(["a", "b"])),
    assigned_to=st.sampled_from(["", "a", "b"]),
)
pledges = st.builds(
    PledgeText,
    statements=st.frozensets(st.sampled_from([*STATEMENTS, "more"])),
    required=st.just(STATEMENTS),
    signed_as=st.sampled_from(["李守信", "李", ""]),
    party_name=st.just("李守信"),
    pledged=st.frozensets(st.sampled_from(["low_income", "premises", "household"])),
    pledgeable=st.just(PLEDGE.pledgeable),
    facts=st.sampled_from([(), (FACT,), (replace(FACT, value="三"),)]),
)


def against(group: str, facts: object) -> set[str]:
    return {one.rule for one in objections(getattr(rules, group), facts, on=ON)}


def test_every_rule_has_its_file_of_tests_and_no_group_lost_one() -> None:
    every = {one.name: one for group in GROUPS for one in getattr(rules, group)}
    assert without_tests(list(every.values()), "cases") == []
    assert {group: [one.name for one in getattr(rules, group)] for group in GROUPS} == GROUPS
    listed = {name for name in dir(rules) if name.isupper() and isinstance(getattr(rules, name), tuple)}
    assert listed == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_proper_facts_give_no_rule_reason_to_object(group: str) -> None:
    assert against(group, PROPER[group]) == set()


@pytest.mark.req("S2.1")
@given(st.builds(Application, st.sampled_from(["person", "organisation"]), st.just(("person",))))
def test_applying_is_open_to_all_whom_a_published_item_is_for(facts: Application) -> None:
    assert (against("MAY_APPLY", facts) == set()) == (facts.party_kind == "person")


@pytest.mark.req("S2.2")
@given(eligibilities)
def test_adding_a_bad_mark_never_helps_an_applicant(facts: Eligibility) -> None:
    clean, marked = replace(facts, barred=False), replace(facts, barred=True)
    assert against("MAY_PLEDGE", clean) | {"good_standing"} == against("MAY_PLEDGE", marked)
    assert "good_standing" not in against("MAY_PLEDGE", clean)


@pytest.mark.req("S2.2")
@given(decisions)
def test_a_mark_never_helps_when_it_is_decided_on_a_pledge(facts: DecisionFacts) -> None:
    clean, marked = replace(facts, barred_now=False), replace(facts, barred_now=True)
    assert against("MAY_GRANT", clean) <= against("MAY_GRANT", marked)
    assert ("still_in_good_standing" in against("MAY_GRANT", marked)) == facts.pledged


@pytest.mark.req("S2.3")
@given(decisions)
def test_a_mark_is_nothing_to_whoever_hands_in_the_certificates(facts: DecisionFacts) -> None:
    ordinary = replace(facts, pledged=False)
    assert against("MAY_GRANT", replace(ordinary, barred_now=True)) == against("MAY_GRANT", ordinary)


@pytest.mark.req("S7.2")
@given(pledges, st.sampled_from(sorted(STATEMENTS)))
def test_dropping_any_one_of_the_four_founding_statements_is_always_objected_to(
    facts: PledgeText, dropped: str
) -> None:
    lacking = replace(facts, statements=facts.statements - {dropped})
    assert "pledge_says_everything" in against("PLEDGE_IS_VALID", lacking)
    assert against("PLEDGE_IS_VALID", facts) <= against("PLEDGE_IS_VALID", lacking)


@given(deciders)
def test_nobody_ever_handles_what_they_took_in_or_are_party_to_or_left(facts: Decider) -> None:
    assert "reviewer_is_not_clerk" in against("MAY_HANDLE", replace(facts, clerk=facts.reviewer))
    own = replace(facts, number="9")
    assert "decider_is_no_party" in against("MAY_HANDLE", replace(own, party="9"))
    assert "decider_is_no_party" in against("MAY_HANDLE", replace(own, representatives=frozenset({"9"})))
    gone = replace(facts, recused=facts.recused | {facts.reviewer})
    assert "decider_has_not_recused" in against("MAY_HANDLE", gone)


@given(deciders)
def test_whoever_a_case_may_be_given_to_may_handle_it_then(facts: Decider) -> None:
    if not against("MAY_BE_ASSIGNED", facts):
        assert not against("MAY_HANDLE", replace(facts, assigned_to=facts.reviewer))


@given(decisions)
def test_a_refusal_never_asks_for_what_the_applicant_did_not_bring(facts: DecisionFacts) -> None:
    poorer = replace(facts, missing=("户口簿",), notice_acknowledged=False, barred_now=True)
    assert against("MAY_REFUSE", poorer) == against("MAY_REFUSE", facts)
