"""The rules of the catalogue: a table for each clause, and what must hold of every content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.office import DIPLOMA, LAWYER, RECORD
from tests.rules.catalogue.standards import STANDARDS, TODAY

from nuocheng.catalogue import rules
from nuocheng.catalogue.rules import (
    basis_is_sufficient,
    bureau_has_its_say,
    certificate_has_purpose,
    exclusion_names_its_ground,
    facts_are_typed_and_checkable,
    issuer_may_issue,
    item_asks_each_once,
    item_has_department,
    plan_names_time_standard_way,
    pledge_is_not_excluded,
    review_was_passed,
    reviewer_is_not_editor,
)
from nuocheng.catalogue.rules.checking import against, gates, to_mend
from nuocheng.catalogue.rules.content import (
    Basis,
    Certificate,
    Disposition,
    FactField,
    Item,
    ItemKind,
    Plan,
    Step,
    as_json,
    from_json,
)
from nuocheng.catalogue.rules.facts import Asked, ItemFacts, PublicationFacts, ReviewFacts, Standards
from nuocheng.catalogue.rules.facts_are_typed_and_checkable import COMPARISONS
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.verification.rules.compare import ALLOWED

EXEMPT_PLAN = Plan("exempt", exempt_reason="法律规定免予核查")


def objection(rule, certificate: Certificate, standards: Standards = STANDARDS) -> str | None:
    return rule.judge(Asked(certificate, standards))


def pledge(**what) -> Certificate:
    return replace(RECORD, **what)


def submit(**what) -> Certificate:
    return replace(DIPLOMA, **what)


def levelled(*levels: str) -> tuple[Basis, ...]:
    return tuple(Basis("某文件", "第一条", level) for level in levels)


@pytest.mark.req("S1.2")
@pytest.mark.parametrize(
    ("certificate", "objects"),
    [
        (pledge(), False),
        (pledge(bases=levelled("department_rule")), True),
        (pledge(bases=levelled("department_rule", "local_regulation")), False),
        (pledge(bases=()), True),
        (pledge(bases=(Basis("  ", "", "law"),)), True),
        (submit(bases=levelled("")), True),
        (submit(bases=(), disposition=Disposition.CANCEL), False),
        (submit(bases=(), disposition=Disposition.SHARE), False),
        (submit(bases=levelled("department_rule"), disposition=Disposition.CHECK), False),
    ],
)
def test_no_certificate_is_demanded_on_less_than_a_regulation(certificate, objects) -> None:
    assert (objection(basis_is_sufficient, certificate) is not None) is objects


def test_the_objection_names_the_level_that_is_too_low_and_those_that_would_do() -> None:
    text = objection(basis_is_sufficient, pledge(bases=levelled("department_rule")))
    assert text is not None
    assert "部门规章" in text
    assert "法律、地方性法规" in text


@pytest.mark.req("S3.2")
@pytest.mark.parametrize(
    ("certificate", "excluded", "unnamed"),
    [
        (pledge(), False, False),
        (pledge(ground="NS"), True, False),
        (pledge(ground="XX"), True, True),
        (submit(), False, False),
        (submit(reason=""), False, True),
        (submit(reason="", ground="NS"), False, False),
        (submit(ground="XX"), False, True),
        (submit(reason="", disposition=Disposition.CANCEL), False, False),
    ],
)
def test_what_is_excluded_cannot_be_pledged_and_names_a_ground_of_the_closed_list(
    certificate, excluded, unnamed
) -> None:
    assert (objection(pledge_is_not_excluded, certificate) is not None) is excluded
    assert (objection(exclusion_names_its_ground, certificate) is not None) is unnamed


@pytest.mark.req("S3.3", "S8.1")
@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (RECORD.plan, None),
        (None, "核查办法"),
        (Plan(""), "核查办法"),
        (replace(RECORD.plan, workdays=0), None),
        (replace(RECORD.plan, standard=" "), "标准"),
        (replace(RECORD.plan, way=""), "方式"),
        (replace(RECORD.plan, source=""), "向谁核查"),
        (EXEMPT_PLAN, None),
        (Plan("exempt"), "理由"),
    ],
)
def test_a_plan_names_time_standard_and_way(plan, missing) -> None:
    text = objection(plan_names_time_standard_way, pledge(plan=plan))
    assert (text is None) if missing is None else (missing in (text or ""))


def test_a_plan_without_a_time_needs_a_term_in_the_law() -> None:
    without = replace(STANDARDS, default_workdays=0)
    text = objection(plan_names_time_standard_way, pledge(plan=replace(RECORD.plan, workdays=0)), without)
    assert text is not None
    assert "时间" in text


@pytest.mark.parametrize(
    ("fact", "objects"),
    [
        (FactField("a", "收入", FactType.MONEY, Comparison.AT_MOST, "base"), False),
        (FactField("a", "收入", FactType.MONEY, Comparison.IS_TRUE, "base"), True),
        (FactField("a", "收入", FactType.MONEY, Comparison.AT_MOST, ""), True),
        (FactField("", "收入", FactType.MONEY, Comparison.AT_MOST, "base"), True),
        (FactField("a", " ", FactType.MONEY, Comparison.AT_MOST, "base"), True),
        (
            FactField("a", "婚姻", FactType.CHOICE, Comparison.EQUALS, "status", choices=("未婚", "已婚")),
            False,
        ),
        (FactField("a", "婚姻", FactType.CHOICE, Comparison.EQUALS, "status", choices=("未婚",)), True),
    ],
)
def test_a_fact_is_typed_comparable_and_bound_to_a_source(fact, objects) -> None:
    text = objection(facts_are_typed_and_checkable, pledge(facts=(fact,)))
    assert (text is not None) is objects


def test_a_pledge_without_facts_is_refused_unless_it_is_exempt() -> None:
    assert objection(facts_are_typed_and_checkable, pledge(facts=())) is not None
    assert objection(facts_are_typed_and_checkable, pledge(facts=(), plan=EXEMPT_PLAN)) is None
    sourceless = (FactField("a", "品行良好", FactType.BOOLEAN, Comparison.IS_TRUE, ""),)
    assert objection(facts_are_typed_and_checkable, pledge(facts=sourceless, plan=EXEMPT_PLAN)) is None
    assert objection(facts_are_typed_and_checkable, pledge(facts=sourceless)) is not None
    assert objection(facts_are_typed_and_checkable, pledge(facts=RECORD.facts * 2)) is not None


def test_the_catalogue_allows_the_comparisons_that_verification_can_make_and_no_others() -> None:
    assert {str(kind): {str(way) for way in ways} for kind, ways in COMPARISONS.items()} == {
        str(kind): {str(way) for way in ways} for kind, ways in ALLOWED.items()
    }


@pytest.mark.parametrize(
    ("certificate", "objects"),
    [
        (pledge(), False),
        (pledge(name=" "), True),
        (pledge(purpose=""), True),
        (pledge(proves=""), True),
        (submit(proves=""), False),
        (submit(purpose="", disposition=Disposition.CANCEL), True),
    ],
)
def test_every_certificate_says_what_it_is_for(certificate, objects) -> None:
    assert (objection(certificate_has_purpose, certificate) is not None) is objects


@pytest.mark.parametrize(
    ("name", "issuer", "disposition", "objects"),
    [
        ("亲属关系证明", "村民委员会", Disposition.SUBMIT, True),
        ("亲属关系证明", "公安机关", Disposition.SUBMIT, False),
        ("居住证明", "村民委员会", Disposition.SUBMIT, False),
        ("本人无犯罪记录证明原件", "社区居委会", Disposition.PLEDGE, True),
        ("亲属关系证明", "村民委员会", Disposition.CANCEL, False),
    ],
)
def test_a_village_committee_is_not_asked_for_what_it_may_not_issue(
    name, issuer, disposition, objects
) -> None:
    certificate = pledge(name=name, issuer=issuer, disposition=disposition)
    assert (objection(issuer_may_issue, certificate) is not None) is objects


def test_a_wrong_issuer_is_a_warning_and_stands_in_no_ones_way() -> None:
    item = replace(LAWYER, certificates=(pledge(issuer="居民委员会"),))
    facts = ItemFacts(item, item.department, department_known=True)
    assert against(facts, STANDARDS, on=TODAY) == ()
    found = [one for one in to_mend(item, STANDARDS, on=TODAY) if one.rule == "issuer_may_issue"]
    assert [(one.field, one.at) for one in found] == [("record", "issuer")]


@pytest.mark.req("S1.3")
@pytest.mark.parametrize(
    ("department", "known", "objects"),
    [("620402-sfj", True, False), ("620402-sfj", False, True), ("620402-scj", True, True), ("", True, True)],
)
def test_an_item_is_answered_for_by_the_unit_that_edits_it(department, known, objects) -> None:
    facts = ItemFacts(replace(LAWYER, department=department), "620402-sfj", known)
    assert (item_has_department.judge(facts) is not None) is objects


@pytest.mark.req("S4")
@pytest.mark.parametrize(
    ("item", "objects"),
    [
        (LAWYER, False),
        (replace(LAWYER, certificates=()), True),
        (replace(LAWYER, name=" "), True),
        (replace(LAWYER, certificates=(RECORD, replace(DIPLOMA, name=RECORD.name))), True),
        (replace(LAWYER, certificates=(RECORD, replace(DIPLOMA, key=RECORD.key))), True),
    ],
)
def test_an_item_lists_each_certificate_once(item, objects) -> None:
    facts = ItemFacts(item, item.department, department_known=True)
    assert (item_asks_each_once.judge(facts) is not None) is objects


@pytest.mark.req("S14.1")
def test_nobody_reviews_their_own_work_and_nothing_is_published_unreviewed() -> None:
    assert reviewer_is_not_editor.judge(ReviewFacts("wang", frozenset({"li", "wang"}))) is not None
    assert reviewer_is_not_editor.judge(ReviewFacts("wang", frozenset({"li"}))) is None
    for reviewer, objects in (("", True), ("li", True), ("wang", False)):
        facts = PublicationFacts(reviewer, frozenset({"li"}), by_bureau=False, bureau_approves=False)
        assert (review_was_passed.judge(facts) is not None) is objects


@pytest.mark.parametrize(
    ("approves", "by_bureau", "objects"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_where_the_bureau_approves_nobody_else_publishes(approves, by_bureau, objects) -> None:
    facts = PublicationFacts("wang", frozenset({"li"}), by_bureau, approves)
    assert (bureau_has_its_say.judge(facts) is not None) is objects


def test_the_checklist_has_every_gate_in_order_and_says_what_stands_in_the_way() -> None:
    item = replace(LAWYER, certificates=(pledge(plan=None), DIPLOMA))
    shown = gates(ItemFacts(item, item.department, department_known=True), STANDARDS, on=TODAY)
    stopping = (rules.ITEM_IS_COMPLETE, rules.PAPERS_ARE_COMPLETE, rules.CERTIFICATE_IS_LAWFUL)
    assert [gate.rule for gate in shown] == [one.name for group in stopping for one in group]
    shut = [gate for gate in shown if not gate.open]
    assert [gate.title for gate in shut] == ["核查办法写明时间、标准、方式"]
    assert shut[0].objections[0].text.startswith("“无犯罪记录证明”：")
    assert all(gate.clauses for gate in shown)


def test_a_rule_is_not_asked_before_it_was_law() -> None:
    bare = ItemFacts(
        replace(LAWYER, certificates=(pledge(bases=()),)), LAWYER.department, department_known=True
    )
    assert {one.rule for one in against(bare, STANDARDS, on=date(2019, 12, 31))} == set()
    assert {one.rule for one in against(bare, STANDARDS, on=date(2020, 1, 1))} == {"basis_is_sufficient"}


words = st.text(alphabet="证明一二三 ", max_size=6)
bases = st.lists(
    st.builds(Basis, words, words, st.sampled_from(["law", "department_rule", ""])), max_size=2
).map(tuple)
facts_given = st.lists(
    st.builds(
        FactField,
        st.sampled_from(["a", "b", ""]),
        words,
        st.sampled_from(FactType),
        st.sampled_from(Comparison),
        st.sampled_from(["field", ""]),
        choices=st.just(("甲", "乙")),
    ),
    max_size=2,
).map(tuple)
plans = st.none() | st.builds(
    Plan, st.sampled_from(["data_exchange", "exempt", ""]), words, st.integers(0, 60), words, words, words
)
certificates = st.builds(
    Certificate,
    key=st.sampled_from(["a", "b", "c"]),
    name=words,
    disposition=st.sampled_from(Disposition),
    purpose=words,
    proves=words,
    bases=bases,
    reason=words,
    ground=st.sampled_from(["", "NS", "XX"]),
    facts=facts_given,
    plan=plans,
)
items = st.builds(
    Item,
    code=st.just("a-1"),
    name=words,
    kind=st.sampled_from(ItemKind),
    department=st.sampled_from(["620402-sfj", ""]),
    certificates=st.lists(certificates, max_size=3).map(tuple),
    steps=st.lists(st.builds(Step, words), max_size=2).map(tuple),
)


@given(items)
def test_what_passes_every_gate_can_be_pledged_checked_and_explained(item: Item) -> None:
    facts = ItemFacts(item, item.department, department_known=True)
    if against(facts, STANDARDS, on=TODAY):
        return
    assert item.name.strip()
    assert item.certificates
    for one in item.pledgeable:
        assert not one.ground
        assert any(basis.level == "law" for basis in one.bases)
        assert one.plan is not None
        assert one.plan.channel == "exempt" or one.facts
        assert all(field.source_field for field in one.facts) or one.plan.channel == "exempt"
    for one in item.certificates:
        assert one.ground in {"", "NS"}
        assert one.disposition is not Disposition.SUBMIT or one.ground or one.reason.strip()


@given(items)
def test_every_objection_names_a_rule_a_clause_and_a_certificate_of_the_item(item: Item) -> None:
    facts = ItemFacts(item, item.department, department_known=True)
    for one in against(facts, STANDARDS, on=TODAY):
        assert one.clauses
        assert one.text
        assert one.field in {"", *(certificate.key for certificate in item.certificates)}


@given(items)
def test_content_comes_back_from_its_plain_form_unchanged(item: Item) -> None:
    assert from_json(as_json(item)) == item


@given(certificates, certificates)
def test_cancelling_a_certificate_never_adds_an_objection_to_its_basis(one, other) -> None:
    cancelled = replace(one, disposition=Disposition.CANCEL)
    assert objection(basis_is_sufficient, cancelled) is None
    assert objection(plan_names_time_standard_way, cancelled) is None
