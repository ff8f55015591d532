"""Steps, terms, public-service units and what the public list says of each certificate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.catalogue.standards import SPOTLESS, STANDARDS, TODAY

from nuocheng.catalogue.rules import (
    basis_names_its_article,
    certificate_has_its_legal_name,
    ground_gives_reasons,
    list_entry_is_complete,
    pledge_can_be_signed_on_paper,
    promised_term_is_lawful,
    signers_can_represent,
    steps_are_named,
    steps_fit_the_term,
    steps_say_who_acts,
    unit_has_its_lead,
)
from nuocheng.catalogue.rules.checking import against, to_mend
from nuocheng.catalogue.rules.content import (
    Basis,
    Certificate,
    Disposition,
    Item,
    ItemKind,
    Step,
    StepActor,
    StepPath,
)
from nuocheng.catalogue.rules.facts import Asked, ItemFacts
from nuocheng.kernel.rulings import Rule

RECORD, DIPLOMA = SPOTLESS.certificates
GAS = replace(SPOTLESS, unit="白银燃气公司", kind=ItemKind.SERVICE)


def at_item(rule: Rule[ItemFacts], item: Item, **what: object) -> str | None:
    facts = replace(ItemFacts(item, item.department, department_known=True), **what)
    found = rule.objection(facts)
    return found.at if found else None


def at(rule: Rule[Asked], certificate: Certificate) -> str | None:
    found = rule.objection(Asked(certificate, STANDARDS))
    return found.at if found else None


@pytest.mark.req("S1.3")
@pytest.mark.parametrize(
    ("item", "what", "place"),
    [
        (SPOTLESS, {}, None),
        (GAS, {}, None),
        (GAS, {"lead": SPOTLESS.department}, None),
        (GAS, {"lead": "620402-scj"}, "unit"),
        (GAS, {"department_known": False}, "department"),
        (replace(GAS, department=""), {}, "department"),
        (replace(GAS, kind=ItemKind.LICENSE), {}, "kind"),
        (replace(SPOTLESS, unit=" "), {"lead": "620402-scj"}, None),
    ],
)
def test_a_public_service_unit_is_answered_for_by_the_department_that_leads_it(item, what, place) -> None:
    assert at_item(unit_has_its_lead, item, **what) == place


def test_a_unit_of_the_wrong_kind_stops_the_item() -> None:
    item = replace(GAS, kind=ItemKind.LICENSE)
    found = against(ItemFacts(item, item.department, department_known=True), STANDARDS, on=TODAY)
    assert [one.rule for one in found] == ["unit_has_its_lead"]


@pytest.mark.req("S6.1")
@pytest.mark.parametrize(
    ("steps", "place"),
    [
        (SPOTLESS.steps, None),
        ((), "steps"),
        ((Step("提出申请"), Step(" ")), "steps.2.title"),
        ((Step("提出申请", workdays=-1),), "steps.1.workdays"),
    ],
)
def test_an_item_that_may_be_pledged_names_its_steps(steps, place) -> None:
    assert at_item(steps_are_named, replace(SPOTLESS, steps=steps)) == place


def test_an_item_of_which_nothing_may_be_pledged_may_leave_its_steps_out() -> None:
    item = replace(SPOTLESS, steps=(), certificates=(DIPLOMA,))
    assert at_item(steps_are_named, item) is None
    assert at_item(steps_say_who_acts, item) is None


@pytest.mark.req("S6.1")
def test_the_steps_say_what_the_party_does() -> None:
    theirs = replace(SPOTLESS, steps=(Step("审查决定"), Step("发证", StepActor.WINDOW)))
    assert at_item(steps_say_who_acts, theirs) == "steps.1.actor"
    assert at_item(steps_say_who_acts, SPOTLESS) is None


@pytest.mark.req("S6.1")
@pytest.mark.parametrize(
    ("pledge_days", "paper_days", "promised", "way"),
    [(8, 15, 18, ""), (8, 15, 17, "交证明"), (16, 3, 18, "写承诺"), (50, 50, 0, "")],
)
def test_the_steps_on_either_way_fit_the_promised_term(pledge_days, paper_days, promised, way) -> None:
    steps = (
        Step("补材料", StepActor.PARTY, 30),
        Step("审查", workdays=pledge_days, path=StepPath.PLEDGE),
        Step("审查", workdays=paper_days, path=StepPath.ORDINARY),
        Step("发证", workdays=3),
    )
    item = replace(SPOTLESS, steps=steps, workdays=promised)
    found = steps_fit_the_term.objection(ItemFacts(item, item.department, department_known=True))
    assert (found is None) is (way == "")
    assert found is None or way in found.text


@given(st.integers(0, 90), st.integers(0, 90))
def test_nobody_promises_longer_than_the_law_allows(promised: int, legal: int) -> None:
    item = replace(SPOTLESS, workdays=promised, legal_workdays=legal)
    assert (at_item(promised_term_is_lawful, item) == "workdays") is (0 < legal < promised)


@pytest.mark.req("S2.1")
@pytest.mark.parametrize(
    ("signers", "for_whom", "place"),
    [
        ((), ("person",), None),
        (("guardian", "handler"), ("person", "organisation"), None),
        (("guardian",), ("organisation",), "signers"),
        (("handler",), ("organisation",), None),
        (("neighbour",), ("person",), "signers"),
    ],
)
def test_a_pledge_is_left_to_nobody_who_can_represent_no_applicant(signers, for_whom, place) -> None:
    item = replace(SPOTLESS, signers=signers, for_whom=for_whom)
    assert at_item(signers_can_represent, item) == place
    found = against(ItemFacts(item, item.department, department_known=True), STANDARDS, on=TODAY)
    assert bool([one for one in found if one.rule == "signers_can_represent"]) is (place is not None)


@pytest.mark.req("S2.1")
@pytest.mark.parametrize(
    ("methods", "place"),
    [
        ((), None),
        (("paper",), None),
        (("typed_name", "paper"), None),
        (("typed_name", "eid"), "signing_methods"),
        (("paper", "by_voice"), "signing_methods"),
    ],
)
def test_whoever_does_not_go_online_can_sign_the_pledge(methods, place) -> None:
    assert at_item(pledge_can_be_signed_on_paper, replace(SPOTLESS, signing_methods=methods)) == place
    nothing = replace(SPOTLESS, signing_methods=("typed_name",), certificates=(DIPLOMA,))
    assert at_item(pledge_can_be_signed_on_paper, nothing) is None


@pytest.mark.req("S1.2")
@pytest.mark.parametrize(
    ("basis", "place"),
    [
        (Basis("律师法", "第七条", "law"), None),
        (Basis("律师法第七条", "", "law"), None),
        (Basis("律师法", "", "law", text="有下列情形之一的"), None),
        (Basis("律师法", "", "law"), "bases.1.article"),
        (Basis(" ", "", "law"), None),
    ],
)
def test_a_basis_can_be_looked_up(basis, place) -> None:
    assert at(basis_names_its_article, replace(RECORD, bases=(basis,))) == place
    free = replace(RECORD, bases=(basis,), disposition=Disposition.CANCEL)
    assert at(basis_names_its_article, free) is None


@pytest.mark.req("S3.2")
@pytest.mark.parametrize(
    ("reason", "place"),
    [
        ("持枪的人在岗，查错一次就无法挽回", None),
        ("", "reason"),
        ("国家安全", "reason"),
        ("直接涉及国家安全。", "reason"),
        ("NS", "reason"),
    ],
)
def test_an_exclusion_is_explained_in_words_of_its_own(reason, place) -> None:
    assert at(ground_gives_reasons, replace(DIPLOMA, ground="NS", reason=reason)) == place
    assert at(ground_gives_reasons, replace(DIPLOMA, ground="", reason=reason)) is None


@pytest.mark.req("S1.2")
@pytest.mark.parametrize(
    ("what", "place"),
    [
        ({}, None),
        ({"guide": ""}, "guide"),
        ({"issuer": " "}, "issuer"),
        ({"issuer": "", "guide": ""}, "issuer"),
    ],
)
def test_the_list_says_who_issues_a_certificate_and_how_to_get_it(what, place) -> None:
    assert at(list_entry_is_complete, replace(DIPLOMA, **what)) == place
    assert at(list_entry_is_complete, replace(DIPLOMA, disposition=Disposition.SHARE, **what)) is None


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("不动产权证书", True),
        ("房产证", False),
        ("房产证复印件", False),
        ("不动产权证书（房产证）", True),
        ("出生证明", True),
        ("出生证", False),
        ("毕业证书", True),
        ("残疾证明", True),
        ("身份证明等材料", False),
        ("学历证明", True),
        ("同等学力证明", True),
        ("使用土地的有关证明文件", False),
    ],
)
def test_a_certificate_goes_by_its_legal_name(name: str, *, fine: bool) -> None:
    assert at(certificate_has_its_legal_name, replace(RECORD, name=name)) == (None if fine else "name")


def test_none_of_these_stands_in_the_way_of_publication() -> None:
    poor = replace(
        SPOTLESS,
        steps=(Step("审查", workdays=99),),
        certificates=(replace(RECORD, name="房产证", guide="", bases=(Basis("律师法", "", "law"),)),),
    )
    facts = ItemFacts(poor, poor.department, department_known=True)
    assert against(facts, STANDARDS, on=TODAY) == ()
    assert {one.rule for one in to_mend(poor, STANDARDS, on=TODAY)} == {
        "steps_say_who_acts",
        "steps_fit_the_term",
        "certificate_has_its_legal_name",
        "basis_names_its_article",
        "list_entry_is_complete",
    }
