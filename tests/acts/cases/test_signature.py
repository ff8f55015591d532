"""Every pledge keeps how it was signed: who, how, over which text, what was shown and ticked (三（五）、（七）)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests import builders as b
from tests.acts.files_in_state import scanned
from tests.builders import Hours, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.acts import Bystander, Signer, SigningGiven
from nuocheng.cases.models import Case
from nuocheng.cases.papers import window
from nuocheng.journal import verifying
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.errors import Malformed, Refusal, RuledOut
from nuocheng.kernel.occasion import Assurance, Door, Occasion, Role, SignIn
from nuocheng.papers import queries as papers

pytestmark = pytest.mark.django_db

SCRIBE = Bystander("李明", "110101198506024127", "邻居")
WITNESS = Bystander("王芳", "110101199003076288", "社区工作人员")


def clerk(case: Case, hours: Hours) -> Occasion:
    """Return the occasion of the clerk at the window, who has the signed notice scanned."""
    scanned(case, window.notice_code(case), hours)
    return replace(b.an_occasion(Role.CLERK, case.department, hours.next()), door=Door.WINDOW)


def rules(refusal: Refusal) -> list[str]:
    """Return the names of the rules that refuse."""
    return [one.rule for one in refusal.objections]


@pytest.mark.req("S7.2")
def test_a_pledge_keeps_what_was_shown_ticked_and_signed_in_its_own_deed() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    known = SignIn("password", hours.at, Assurance.REAL_NAME)
    on = replace(by_party(case, hours.next()), sign_in=known)
    cases.sign_pledge(on, case.reference, given=b.a_pledge(case))
    kept, case = queries.signature_of(case.reference), queries.case(case.reference)
    assert kept is not None
    paper = papers.paper(case.pledge)
    assert (kept.notice_digest, kept.pledge_digest) == (case.notice_digest, paper.digest)
    assert (kept.capacity, kept.signed_as, kept.method) == ("self", case.party_name, "typed_name")
    assert (kept.signed_in_how, kept.assurance, kept.acknowledged_at) == (
        "password",
        "real_name",
        case.acknowledged_at,
    )
    assert kept.notice_shown_at == papers.paper(case.notice).made_at
    said = json.loads(kept.statements)
    assert all(one["ticked"] for one in said if one["code"] in b.required_statements(on.today))
    assert all(one["text"] for one in said)
    assert list(verifying.faults()) == []


@pytest.mark.req("S7.2")
def test_another_hand_on_the_record_of_a_signature_is_noticed() -> None:
    case = b.a_pledged_case()
    kept = queries.signature_of(case.reference)
    assert kept is not None
    type(kept).objects.filter(pk=kept.pk).update(signed_as="别人")
    assert [one.check.name for one in verifying.faults()] == ["ROW_CHANGED"]


@pytest.mark.req("S7.2")
def test_what_is_signed_is_what_was_shown() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    given = replace(b.a_pledge(case), signing=SigningGiven(text="0" * 64))
    with pytest.raises(RuledOut) as refused:
        cases.sign_pledge(by_party(case, hours.next()), case.reference, given=given)
    assert rules(refused.value) == ["text_is_what_was_shown"]


@pytest.mark.req("S2.1")
@pytest.mark.parametrize("capacity", [Capacity.GUARDIAN, Capacity.HANDLER, Capacity.LEGAL_REPRESENTATIVE])
def test_nobody_pledges_for_a_person_unless_the_item_allows_it(capacity: Capacity) -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    signer = Signer(capacity, SCRIBE.name, SCRIBE.number)
    given = replace(b.a_pledge(case), signed_as=SCRIBE.name, signing=SigningGiven(signer=signer))
    with pytest.raises(RuledOut) as refused:
        cases.sign_pledge(clerk(case, hours), case.reference, given=given)
    assert rules(refused.value) == ["signer_may_sign"]
    assert "要由申请人本人签署" in refused.value.text


@pytest.mark.req("S2.1")
def test_a_guardian_signs_where_the_item_allows_it_and_stands_on_the_paper() -> None:
    hours = Hours()
    item = replace(b.ITEM, code="LIC-GUARD", signers=("guardian",))
    case = b.an_acknowledged_case(item=item, hours=hours)
    signer = Signer(Capacity.GUARDIAN, SCRIBE.name, SCRIBE.number, relation="父亲")
    given = replace(b.a_pledge(case), signed_as=SCRIBE.name, signing=SigningGiven(signer=signer))
    cases.sign_pledge(clerk(case, hours), case.reference, given=given)
    kept, content = queries.signature_of(case.reference), pledge_of(case)
    assert kept is not None
    assert (kept.capacity, kept.signer, kept.signer_number) == ("guardian", SCRIBE.name, SCRIBE.number)
    assert (kept.method, kept.assurance) == ("paper", "in_person")
    assert content["applicant"]["agent"]["name"] == SCRIBE.name
    assert SCRIBE.number not in json.dumps(content)


@pytest.mark.req("S7.2")
def test_who_cannot_write_has_a_scribe_and_a_witness_on_the_paper() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    signing = SigningGiven(scribe=SCRIBE, witness=WITNESS)
    cases.sign_pledge(clerk(case, hours), case.reference, given=replace(b.a_pledge(case), signing=signing))
    kept = queries.signature_of(case.reference)
    assert kept is not None
    assert (kept.scribe, kept.witness, kept.witness_number) == ("李明", "王芳", WITNESS.number)
    assert "代书人：李明（邻居），见证人：王芳（社区工作人员）" in pledge_of(case)["signature"]["with_whom"]


@pytest.mark.parametrize(
    ("scribe", "witness", "says"),
    [
        (SCRIBE, None, "见证人在场"),
        (SCRIBE, SCRIBE, "不能就是代书人"),
        (SCRIBE, Bystander("王芳"), "请填写见证人的姓名和身份证号"),
        (Bystander("李明"), WITNESS, "请填写代书人的姓名和身份证号"),
    ],
)
def test_a_scribe_without_another_person_as_witness_is_refused(
    scribe: Bystander, witness: Bystander | None, says: str
) -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    given = replace(b.a_pledge(case), signing=SigningGiven(scribe=scribe, witness=witness))
    with pytest.raises(RuledOut) as refused:
        cases.sign_pledge(clerk(case, hours), case.reference, given=given)
    assert rules(refused.value) == ["witness_stands_apart"]
    assert says in refused.value.text


def test_the_clerk_is_no_witness() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    on = clerk(case, hours)
    signing = SigningGiven(scribe=SCRIBE, witness=Bystander(on.name, WITNESS.number, "窗口"))
    with pytest.raises(RuledOut, match="不能是办理这一件的窗口人员"):
        cases.sign_pledge(on, case.reference, given=replace(b.a_pledge(case), signing=signing))


def test_a_witness_whose_number_cannot_be_one_is_refused() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    signing = SigningGiven(scribe=SCRIBE, witness=Bystander("王芳", "110101199003076287", ""))
    with pytest.raises(Malformed, match="最后一位对不上"):
        cases.sign_pledge(
            clerk(case, hours), case.reference, given=replace(b.a_pledge(case), signing=signing)
        )


def test_an_unknown_method_is_refused() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    given = replace(b.a_pledge(case), signing=SigningGiven(method="telepathy"))
    with pytest.raises(Malformed, match="没有这种签署方式"):
        cases.sign_pledge(by_party(case, hours.next()), case.reference, given=given)


def test_a_method_that_the_item_does_not_accept_is_refused() -> None:
    hours = Hours()
    item = replace(b.ITEM, code="LIC-PAPER", signing_methods=("paper",))
    case = b.an_acknowledged_case(item=item, hours=hours)
    with pytest.raises(RuledOut, match="请用：窗口纸面签名"):
        cases.sign_pledge(by_party(case, hours.next()), case.reference, given=b.a_pledge(case))


def pledge_of(case: Case) -> dict[str, object]:
    """Return what the signed pledge says."""
    content: dict[str, object] = json.loads(papers.paper(queries.case(case.reference).pledge).content)
    return content
