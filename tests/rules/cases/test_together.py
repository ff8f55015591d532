"""What the rules of cases come to together, whatever the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases.facts import (
    APPLICATION,
    CEREMONY,
    DECISION,
    ELIGIBILITY,
    FACT,
    NOTICE,
    PLEDGE,
    STATEMENTS,
)
from tests.rules.hearing import ON, without_tests

from nuocheng.cases import rules
from nuocheng.cases.rules.facts import Application, DecisionFacts, Eligibility, PledgeText
from nuocheng.kernel.rulings import objections

GROUPS = {
    "MAY_APPLY": ["item_is_for_this_party"],
    "MAY_PLEDGE": ["good_standing", "pledge_not_given_up", "pledging_not_suspended"],
    "NOTICE_IS_CURRENT": ["notice_came_first"],
    "PLEDGE_IS_VALID": [
        "pledge_says_everything",
        "pledge_covers_listed_certificates",
        "facts_are_given",
        "signature_is_the_partys",
    ],
    "IS_SIGNED": ["signer_may_sign", "method_is_accepted", "text_is_what_was_shown", "witness_stands_apart"],
    "MAY_GRANT": [
        "decided_on_the_spot",
        "reviewer_is_not_clerk",
        "applicant_was_told",
        "still_in_good_standing",
        "certificates_are_complete",
    ],
    "MAY_REFUSE": ["reviewer_is_not_clerk", "refusal_gives_reasons"],
}
PROPER = {
    "MAY_APPLY": APPLICATION,
    "MAY_PLEDGE": ELIGIBILITY,
    "NOTICE_IS_CURRENT": NOTICE,
    "PLEDGE_IS_VALID": PLEDGE,
    "IS_SIGNED": CEREMONY,
    "MAY_GRANT": DECISION,
    "MAY_REFUSE": DECISION,
}
flags = st.booleans()
eligibilities = st.builds(
    Eligibility, flags, st.text(max_size=9), pledge_withdrawn=flags, item_bars_after_withdrawal=flags, suspended=flags
)  # fmt: skip
decisions = st.builds(
    DecisionFacts,
    reviewer=st.sampled_from(["a", "b"]),
    clerk=st.sampled_from(["", "a", "b"]),
    notice_acknowledged=flags,
    pledged=flags,
    barred_now=flags,
    missing=st.sampled_from([(), ("户口簿",)]),
    reason=st.sampled_from(["", "缘由"]),
    basis=st.sampled_from(["", "第三条"]),
    on_the_spot=flags,
    by_system=flags,
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


@given(decisions)
def test_nobody_ever_decides_what_they_took_in(facts: DecisionFacts) -> None:
    own = replace(facts, clerk=facts.reviewer)
    assert "reviewer_is_not_clerk" in against("MAY_GRANT", own) & against("MAY_REFUSE", own)


@given(decisions)
def test_a_refusal_never_asks_for_what_the_applicant_did_not_bring(facts: DecisionFacts) -> None:
    poorer = replace(facts, missing=("户口簿",), notice_acknowledged=False, barred_now=True)
    assert against("MAY_REFUSE", poorer) == against("MAY_REFUSE", facts)
