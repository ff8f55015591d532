"""What the rules of verification come to together, whatever a source says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.hearing import ON, without_tests

from nuocheng.kernel.rulings import objections
from nuocheng.verification.acts.record_finding import VERDICTS
from nuocheng.verification.channels.protocol import Outcome
from nuocheng.verification.rules import (
    FINDING_IS_SOUND,
    GIVES_REASONS,
    MAY_ASK_FURTHER,
    MAY_REQUEST,
    MAY_SEND_BACK,
    MAY_SIGN,
    MAY_USE,
    REPLY_IS_SOUND,
    FindingFacts,
)
from nuocheng.verification.rules.compare import Verdict

#: Every word an answer can leave on a task: how the question ended, or how the comparison did.
HEARD = sorted({*map(str, Outcome), *map(str, Verdict), ""} - {"found"})
notes = st.one_of(st.just(""), st.just(" \n"), st.text(max_size=20))
facts = st.builds(
    FindingFacts, st.sampled_from(VERDICTS), st.sampled_from(HEARD), notes, decided=st.booleans()
)


def against(given_facts: FindingFacts) -> set[str]:
    return {one.rule for one in objections(FINDING_IS_SOUND, given_facts, on=ON)}


ASSISTANCE = (
    *MAY_REQUEST,
    *GIVES_REASONS,
    *MAY_SEND_BACK,
    *REPLY_IS_SOUND,
    *MAY_SIGN,
    *MAY_ASK_FURTHER,
    *MAY_USE,
)


def test_every_rule_has_its_file_of_tests_and_none_was_lost() -> None:
    assert without_tests([*ASSISTANCE], "verification") == []
    assert [one.name for one in ASSISTANCE] == [
        "online_comes_first",
        "asked_body_is_another",
        "request_says_what_and_why",
        "step_gives_reasons",
        "wrong_body_is_returned_in_time",
        "reply_says_what_is_on_record",
        "reply_on_paper_is_scanned",
        "reply_is_signed_by_another",
        "further_question_comes_once",
        "used_reply_says_something",
    ]
    assert without_tests(list(FINDING_IS_SOUND), "verification") == []
    assert [one.name for one in FINDING_IS_SOUND] == [
        "reopened_is_found_by_a_third",
        "untrue_comes_after_the_decision",
        "finding_rests_on_evidence",
        "finding_says_why",
    ]


@pytest.mark.req("S8.1", "S8.2", "S8.4")
@given(outcome=st.text(max_size=12).filter(lambda one: one != "contradicted"), note=notes)
def test_nothing_but_a_contradiction_ever_lets_a_refutation_through(outcome: str, note: str) -> None:
    assert "finding_rests_on_evidence" in against(FindingFacts("refute", outcome, note))


@pytest.mark.req("S8.1")
@given(st.sampled_from(["source_down", "stale", "not_found", "ambiguous", "missing"]), notes)
def test_a_silent_source_never_lets_a_refutation_through_but_may_be_left_unresolved(
    outcome: str, note: str
) -> None:
    assert against(FindingFacts("refute", outcome, note))
    assert bool(against(FindingFacts("leave_unresolved", outcome, note))) == (not note.strip())


@given(facts, st.text(min_size=1, max_size=9).filter(str.strip))
def test_saying_why_never_harms(finding: FindingFacts, reason: str) -> None:
    said = FindingFacts(finding.verdict, finding.outcome, finding.note + reason, decided=finding.decided)
    assert against(said) <= against(finding)


@given(facts)
def test_what_is_allowed_is_exactly_what_the_law_allows(finding: FindingFacts) -> None:
    reasoned = bool(finding.note.strip())
    allowed = {
        "refute": finding.decided and reasoned and finding.outcome == "contradicted",
        "find_other": not finding.decided and reasoned and finding.outcome == "contradicted",
        "confirm": reasoned or finding.outcome == "consistent",
        "leave_unresolved": reasoned,
    }
    assert (against(finding) == set()) == allowed[finding.verdict]
