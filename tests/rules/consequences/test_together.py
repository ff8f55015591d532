"""What the rules of consequences come to together, whatever the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.consequences.facts import KNOWN
from tests.rules.hearing import ON, without_tests

from nuocheng.consequences import rules
from nuocheng.consequences.rules.facts import FINDING_OF_INTENT, Deciding, Intended, Silence, Suspicion
from nuocheng.kernel.rulings import objections

GROUPS = {
    "MAY_OPEN": ["matter_rests_on_findings"],
    "MAY_INTEND": ["measures_fit"],
    "MAY_NOTE_SILENCE": ["silence_after_term"],
    "MAY_DECIDE": ["decider_is_not_officer", "decision_gives_reasons"],
    "MAY_UPHOLD": ["party_was_heard", "decider_is_not_officer", "decision_gives_reasons"],
}
flags = st.booleans()
people = st.sampled_from(["a", "b"])
decisions = st.builds(Deciding, people, people, st.sampled_from(["", " ", "理由"]), told=flags, heard=flags)
codes = st.sampled_from([*(one.code for one in KNOWN), "unknown"])
intentions = st.builds(
    Intended,
    intent=st.sampled_from([*FINDING_OF_INTENT, ""]),
    grade=st.sampled_from(["minor", "general", "serious", ""]),
    party_kind=st.sampled_from(["person", "organisation"]),
    measures=st.lists(codes, max_size=4, unique=True).map(tuple),
    known=st.just(KNOWN),
)


def against(group: str, facts: object) -> set[str]:
    return {one.rule for one in objections(getattr(rules, group), facts, on=ON)}


def test_every_rule_has_its_file_of_tests_and_no_group_lost_one() -> None:
    every = {one.name: one for group in GROUPS for one in getattr(rules, group)}
    assert without_tests(list(every.values()), "consequences") == []
    assert {group: [one.name for one in getattr(rules, group)] for group in GROUPS} == GROUPS
    listed = {name for name in dir(rules) if name.isupper() and isinstance(getattr(rules, name), tuple)}
    assert listed == set(GROUPS)


@pytest.mark.req("S10.2", "S10.3")
@given(decisions)
def test_nobody_is_found_untrue_unless_told_heard_and_decided_on_by_another_with_reasons(
    facts: Deciding,
) -> None:
    proper = facts.told and facts.heard and facts.decider != facts.officer and facts.reason.strip()
    assert (against("MAY_UPHOLD", facts) == set()) == bool(proper)


@given(decisions)
def test_letting_somebody_off_is_never_harder_than_finding_against_them(facts: Deciding) -> None:
    assert against("MAY_DECIDE", facts) <= against("MAY_UPHOLD", facts)
    unheard = replace(facts, told=False, heard=False)
    assert against("MAY_DECIDE", unheard) == against("MAY_DECIDE", facts)


@given(st.integers(0, 5), st.text(max_size=9))
def test_a_matter_is_opened_on_findings_and_written_facts_only(refuted: int, facts: str) -> None:
    assert (against("MAY_OPEN", Suspicion(refuted, facts)) == set()) == bool(refuted and facts.strip())


@given(st.dates(), st.dates())
def test_silence_counts_after_the_last_day_only(today: object, due: object) -> None:
    passes = against("MAY_NOTE_SILENCE", Silence(today, due)) == set()  # type: ignore[arg-type]
    assert passes == (today > due)  # type: ignore[operator]


@pytest.mark.req("S10.2")
@given(intentions)
def test_only_a_deliberate_untruth_ever_keeps_anybody_from_pledging(facts: Intended) -> None:
    if "exclude" in facts.measures and not against("MAY_INTEND", facts):
        assert (facts.intent, facts.grade in {"general", "serious"}) == ("deliberate", True)


@given(intentions, codes)
def test_announcing_one_measure_more_never_makes_a_wrong_list_right(facts: Intended, more: str) -> None:
    if facts.measures and against("MAY_INTEND", facts):
        assert against("MAY_INTEND", replace(facts, measures=(*facts.measures, more)))
