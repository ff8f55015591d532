"""A pledge is taken only whole, on the right notice, from a party that may pledge (三（二）、（五）、（七）)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests import builders as b
from tests.acts.files_in_state import a_supplementing_case, bar
from tests.builders import Hours, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.papers import queries as papers

pytestmark = pytest.mark.django_db

PLAN = "白政办发〔2020〕20号"
FOUR = ("knows_notice", "meets_conditions", "accepts_liability", "genuine_intent")


def refused(case: Case, hours: Hours, **changes: Any) -> list[tuple[str, str]]:
    """Sign a pledge with changes; return which rules refuse it, by which first clause; nothing is kept."""
    given = replace(b.a_pledge(case), **changes)
    with pytest.raises(RuledOut) as said:
        cases.sign_pledge(by_party(case, hours.next()), case.reference, given=given)
    after = queries.case(case.reference)
    assert (after.state, after.pledge, after.pledged_at) == ("acknowledged", "", None)
    assert queries.facts_of(case.reference) == []
    return [(one.rule, one.clauses[0]) for one in said.value.objections]


@pytest.mark.req("S7.2")
def test_the_statements_of_the_law_tables_contain_the_four() -> None:
    assert b.required_statements(b.MORNING.date()) >= set(FOUR)


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("dropped", FOUR)
def test_a_pledge_without_any_one_of_the_four_statements_is_refused(dropped: str) -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    left = b.a_pledge(case).statements - {dropped}
    assert refused(case, hours, statements=left) == [("pledge_says_everything", f"{PLAN}三（七）")]


@pytest.mark.req("S5.3")
def test_a_pledge_on_another_notice_is_refused() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    assert refused(case, hours, shown="0" * 64) == [("notice_came_first", f"{PLAN}三（五）")]


@pytest.mark.req("S2.2")
def test_a_party_marked_since_the_check_may_not_pledge() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    bar(case.party, hours)
    assert refused(case, hours) == [("good_standing", f"{PLAN}三（二）")]


@pytest.mark.req("S7.2")
@pytest.mark.parametrize(
    ("changes", "rule", "clause"),
    [
        ({"signed_as": "王堃"}, "signature_is_the_partys", "三（七）"),
        ({"facts": {}}, "pledge_covers_listed_certificates", "三（四）"),
        ({"facts": {"household": {}}}, "pledge_covers_listed_certificates", "三（四）"),
        ({"facts": {"low_income": {"status": "享受中"}}}, "facts_are_given", "三（七）"),
        ({"facts": {"low_income": {"status": "领着", "household": "3"}}}, "facts_are_given", "三（七）"),
    ],
)
def test_a_pledge_that_lacks_something_is_refused_by_its_rule_and_clause(
    changes: dict[str, Any], rule: str, clause: str
) -> None:
    hours = Hours()
    case = b.an_acknowledged_case(item=b.MIXED_ITEM, hours=hours)
    assert refused(case, hours, **changes) == [(rule, f"{PLAN}{clause}")]


def test_everything_that_is_wrong_with_a_pledge_is_said_at_once() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    found = refused(case, hours, statements=frozenset(), facts={}, signed_as="")
    assert [rule for rule, _ in found] == [
        "pledge_says_everything",
        "pledge_covers_listed_certificates",
        "signature_is_the_partys",
    ]


@pytest.mark.req("S7.2")
def test_a_proper_pledge_is_kept_with_its_facts_and_its_paper() -> None:
    case = b.a_pledged_case()
    case = queries.case(case.reference)
    assert (case.state, case.path, case.pledged_certificates) == ("pledged", "pledge", 1)
    assert {one.key: one.value for one in queries.facts_of(case.reference)} == b.TRUE_FACTS["low_income"]
    assert "承诺" in papers.paper(case.pledge).content


@pytest.mark.req("S2.3")
def test_a_pledge_of_a_part_leaves_the_rest_to_be_handed_in() -> None:
    hours = Hours()
    case = a_supplementing_case(hours)
    case = queries.case(case.reference)
    assert (case.state, case.path, case.pledged_certificates) == ("supplementing", "mixed", 1)
    with pytest.raises(RuledOut) as said:
        cases.hand_in(by_party(case, hours.next()), case.reference)
    assert [one.rule for one in said.value.objections] == ["certificates_are_complete"]
    assert "户口簿" in said.value.text
    assert "低收入证明" not in said.value.text


def test_a_second_pledge_on_the_same_case_is_refused() -> None:
    hours = Hours()
    case = b.a_pledged_case(hours=hours)
    with pytest.raises(OutOfOrder):
        cases.sign_pledge(by_party(case, hours.next()), case.reference, given=b.a_pledge(case))
    assert len(queries.facts_of(case.reference)) == 2
