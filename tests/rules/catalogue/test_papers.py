"""Nothing is published whose notice or pledge form would leave something out (domain.md §d.1, §d.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.catalogue.standards import SPOTLESS, STANDARDS, TODAY, WORDINGS
from tests.rules.hearing import says

from nuocheng.catalogue.rules import PAPERS_ARE_COMPLETE, issuer_is_named, notice_says_everything
from nuocheng.catalogue.rules.checking import against, anchor
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.catalogue.rules.facts import Asked, ItemFacts, Papers
from nuocheng.catalogue.rules.form_has_the_four_statements import FOUR
from nuocheng.catalogue.rules.form_says_everything import PARTS
from nuocheng.catalogue.rules.notice_says_everything import ELEMENTS
from nuocheng.kernel.rulings import objections

NOTHING_TO_PLEDGE = replace(
    SPOTLESS,
    certificates=tuple(replace(one, disposition=Disposition.SUBMIT) for one in SPOTLESS.certificates),
)


def against_papers(papers: Papers) -> dict[str, str]:
    return {one.rule: one.text for one in objections(PAPERS_ARE_COMPLETE, papers, on=TODAY)}


def stopping(without: str) -> set[str]:
    facts = ItemFacts(SPOTLESS, SPOTLESS.department, department_known=True)
    less = replace(STANDARDS, wordings=WORDINGS - {without})
    return {one.rule for one in against(facts, less, on=TODAY)}


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("code", FOUR)
def test_a_pledge_form_without_one_of_the_four_statements_stops_the_item(code: str) -> None:
    assert stopping(f"wording.pledge.statement.{code}") == {"form_has_the_four_statements"}
    papers = Papers(SPOTLESS, contact=True, wordings=WORDINGS - {f"wording.pledge.statement.{code}"})
    assert FOUR[code] in against_papers(papers)["form_has_the_four_statements"]


@pytest.mark.req("S5.1", "S7.1")
@pytest.mark.parametrize("slot", ELEMENTS)
def test_a_notice_without_one_of_its_seventeen_elements_stops_the_item(slot: str) -> None:
    assert stopping(f"wording.notice.{slot}") == {"notice_says_everything"}
    papers = Papers(SPOTLESS, contact=True, wordings=WORDINGS - {f"wording.notice.{slot}"})
    assert ELEMENTS[slot] in against_papers(papers)["notice_says_everything"]


def test_the_notice_has_seventeen_elements() -> None:
    assert len(ELEMENTS) == 17


@pytest.mark.req("S7.1")
@pytest.mark.parametrize("key", PARTS)
def test_a_pledge_form_without_one_of_its_other_parts_stops_the_item(key: str) -> None:
    assert stopping(f"wording.pledge.{key}") == {"form_says_everything"}


@pytest.mark.req("S5.1")
def test_a_notice_needs_a_code_and_a_telephone() -> None:
    assert "事项编码" in says(notice_says_everything, Papers(replace(SPOTLESS, code=" "), True, WORDINGS))
    assert "电话" in says(notice_says_everything, Papers(SPOTLESS, False, WORDINGS))
    assert says(notice_says_everything, Papers(SPOTLESS, True, WORDINGS)) == ""


@pytest.mark.req("S5.1")
def test_a_notice_says_who_would_issue_what_the_pledge_replaces() -> None:
    record, diploma = SPOTLESS.certificates
    assert says(issuer_is_named, Asked(record, STANDARDS)) == ""
    assert "开具" in says(issuer_is_named, Asked(replace(record, issuer=" "), STANDARDS))
    assert says(issuer_is_named, Asked(replace(diploma, issuer=""), STANDARDS)) == ""


@given(st.sets(st.sampled_from(sorted(WORDINGS))), st.booleans())
def test_an_item_of_which_nothing_can_be_pledged_needs_no_such_papers(
    wordings: set[str], contact: bool
) -> None:
    assert against_papers(Papers(NOTHING_TO_PLEDGE, contact, frozenset(wordings))) == {}


@given(st.sets(st.sampled_from(sorted(WORDINGS))))
def test_papers_are_complete_exactly_when_nothing_is_missing(missing: set[str]) -> None:
    found = against_papers(Papers(SPOTLESS, True, WORDINGS - missing))
    assert bool(found) is bool(missing)


def test_a_missing_issuer_is_shown_at_its_field() -> None:
    record, diploma = SPOTLESS.certificates
    item = replace(SPOTLESS, certificates=(replace(record, issuer=""), diploma))
    facts = ItemFacts(item, item.department, department_known=True)
    assert [anchor(one) for one in against(facts, STANDARDS, on=TODAY)] == ["record.issuer"]
