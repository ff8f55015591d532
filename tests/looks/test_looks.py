"""An authorised officer looks a party up with purpose and basis, and every look is on file (三（八）)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests import builders as b
from tests.looks import situations as s

from nuocheng.journal.models import Entry
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.looks import acts, jobs, queries
from nuocheng.looks.models import Look
from nuocheng.looks.queries import watching
from nuocheng.papers import queries as papers
from nuocheng.verification.channels import at_hand
from nuocheng.verification.channels.protocol import Answer, Outcome, Question

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.8")]


def taken(case: str, **changed: object) -> Look:
    """Take a look, and return it."""
    return queries.look(jobs.take(s.an_officer(), s.wanted(case, **changed)).reference)


@pytest.fixture
def case() -> str:
    """Return a case in hand whose party is in the register, and clear the officer."""
    s.in_the_register()
    reference = s.a_case().reference
    s.an_officer()
    s.a_clearance()
    return reference


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ((("household", "3"),), "same"),
        ((("household", "3"), ("status", "享受中")), "same"),
        ((("household", "5"),), "differs"),
        ((("household", "说不清"),), "unclear"),
    ],
)
def test_a_look_tells_whether_what_was_stated_agrees_and_not_what_is_on_record(
    case: str, stated: object, outcome: str
) -> None:
    look = taken(case, stated=stated)
    assert (look.state, look.outcome) == ("answered", outcome)
    assert all(one["shown"] == "" for one in look.asked_facts)
    assert "享受" not in json.dumps([one["shown"] for one in look.asked_facts], ensure_ascii=False)
    assert (look.origin, look.purpose, look.basis_kind) == (case, "handling", "case")
    assert look.receipt_no
    assert (look.source_time, len(look.digest)) == (s.NOW.date(), 64)


def test_what_is_on_record_is_shown_only_where_the_plan_of_the_certificate_says_so() -> None:
    plan = replace(b.LOW_INCOME.plan, shows=True)  # type: ignore[type-var]
    item = replace(b.ITEM, certificates=(replace(b.LOW_INCOME, plan=plan),))
    b.a_published_item(item, at=s.NOW - timedelta(days=30))
    s.in_the_register()
    reference = s.a_case().reference
    s.an_officer()
    s.a_clearance()
    look = taken(reference, stated=(("household", "5"),))
    assert [one["shown"] for one in look.asked_facts] == ["3"]


def test_somebody_who_is_not_in_the_register_is_no_untruth(case: str) -> None:
    other = b.a_party("王小明", "620402197908052057")
    said = "他在3号窗口口头同意"
    look = taken(
        case, number=other.number, name=other.name, basis_kind="consent", basis=said, consent_way="spoken"
    )
    assert look.outcome == "none"
    assert "不等于不实" in look.remark


class Dead:
    """A source that never answers."""

    key = "internal_record"
    title = "没有回应的来源"

    def ask(self, question: Question, *, at: object) -> Answer:
        """Answer that nothing came."""
        return Answer(
            outcome=Outcome.SOURCE_DOWN,
            source=question.source,
            channel=self.key,
            asked_at=s.NOW,
            answered_at=s.NOW,
            latency_ms=1,
            note="来源没有回应，这次不作结论",
        )


def test_a_dead_source_is_on_file_as_not_reached(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_hand, "channels", lambda *_: {"internal_record": Dead()})
    assert taken(case).outcome == "silent"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"basis": "2026-99999"}, "没有这个办件"),
        ({"number": "620402197908052057", "name": "王小明"}, "不是要查的人"),
        ({"purpose": "handling", "basis_kind": "duty", "basis": "某法第一条"}, "不能用这种依据"),
        ({"basis_kind": "consent", "basis": "", "consent_way": "spoken"}, "怎么同意的"),
        ({"basis_kind": "consent", "basis": "他同意了", "consent_way": ""}, "怎么同意的"),
        ({"basis_kind": "consent", "basis": "当面签的", "consent_way": "paper"}, "上传同意书"),
        ({"purpose": "verifying", "basis_kind": "duty", "basis": " "}, "法定职责"),
    ],
)
def test_without_a_basis_that_holds_no_question_goes_out_and_the_try_is_on_file(
    case: str, changed: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody_is_asked(*_: object) -> None:
        raise AssertionError("a question went out")

    monkeypatch.setattr(at_hand, "channels", nobody_is_asked)
    with pytest.raises(RuledOut, match=says):
        taken(case, **changed)
    look = Look.objects.get()
    assert (look.state, look.outcome, look.answered_at) == ("refused", "", None)
    assert says in look.refused_for
    assert papers.papers_of(look.reference) == []


def test_who_has_no_clearance_is_held_back_and_one_for_another_certificate_does_not_help() -> None:
    s.in_the_register()
    reference = s.a_case().reference
    s.an_officer()
    for _ in range(2):
        with pytest.raises(RuledOut, match="没有查这份证明的授权"):
            taken(reference)
        s.a_clearance(certificates=["户口簿"])
    s.a_clearance(certificates=["低收入证明"])
    assert taken(reference).outcome == "same"


def test_a_clearance_that_was_taken_back_or_is_over_opens_nothing(case: str) -> None:
    held = queries.clearances_of(s.OFFICER, b.DEPARTMENT, s.NOW.date())[0]
    assert not queries.clearances_of(s.OFFICER, b.DEPARTMENT, held.until + timedelta(days=1))
    acts.end_clearance(s.bureau(), held.reference, reason="不再负责核查")
    with pytest.raises(RuledOut, match="授权"):
        taken(case)
    with pytest.raises(OutOfOrder):
        acts.end_clearance(s.bureau(), held.reference, reason="再收一次")


def test_a_signed_consent_is_kept_with_the_look(case: str) -> None:
    look = taken(
        case,
        basis_kind="consent",
        basis="在3号窗口当面签的",
        consent_way="paper",
        scan=b"%PDF-1.4 fictional consent",
        filename="同意书.pdf",
    )
    assert look.outcome == "same"
    assert look.consent
    assert len(look.consent_digest) == 64


def test_nobody_looks_more_often_than_the_law_allows(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "most_a_day", lambda _: 2)
    taken(case)
    taken(case)
    with pytest.raises(RuledOut, match="一天最多2次"):
        taken(case)
    with pytest.raises(RuledOut, match="一天最多2次"):
        taken(case)  # what was held back does not count against the day
    assert queries.taken_today(s.OFFICER, s.NOW) == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": "620402198503122032"}, "number"),
        ({"name": " "}, "name"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"basis_kind": "hunch"}, "basis_kind"),
        ({"stated": (("household", " "),)}, "stated"),
        ({"certificate": "none"}, "certificate"),
    ],
)
def test_what_cannot_be_asked_is_no_look(case: str, changed: dict[str, str], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        taken(case, **changed)
    assert [one.field for one in refused.value.objections] == [field]
    assert not Look.objects.exists()


def test_officers_cannot_look_at_themselves_and_looks_at_colleagues_are_marked(case: str) -> None:
    colleague = b.a_party("王小明", "620402197908052057")
    account = b.an_account(Role.CLERK, name="clerk-9")
    account.number = colleague.number
    account.save(update_fields=["number"])
    consent = {"basis_kind": "consent", "basis": "口头同意", "consent_way": "spoken"}
    assert taken(case, number=colleague.number, name=colleague.name, **consent).colleague
    assert not taken(case).colleague
    s.a_clearance("clerk-9")
    own = s.an_officer(Role.CLERK, "clerk-9")
    with pytest.raises(RuledOut, match="自己的证件号码"):
        jobs.take(own, s.wanted(case, number=colleague.number, name=colleague.name, **consent))  # type: ignore[arg-type]


def test_every_look_leaves_its_entries_and_the_chain_holds(case: str) -> None:
    look = taken(case)
    verbs = list(Entry.objects.filter(kind="look").order_by("number").values_list("verb", flat=True))
    assert verbs == ["look.ask", "look.record"]
    assert not [one for one in Entry.objects.filter(kind="look") if look.party in one.note]
    assert [str(one) for one in faults()] == []


def test_a_look_has_its_slip_with_the_number_masked(case: str) -> None:
    look = taken(case)
    slip = papers.papers_of(look.reference)[0]
    said = json.loads(slip.content)
    assert said["check_code"] == look.code
    assert look.party not in slip.content
    assert "不是证明" in slip.content


def test_a_look_without_a_case_is_noticed_after_a_while_and_one_that_was_followed_is_not() -> None:
    s.in_the_register()
    b.a_published_item(at=s.NOW - timedelta(days=30))
    s.an_officer()
    s.a_clearance()
    consent = {"basis_kind": "consent", "basis": "口头同意", "consent_way": "spoken"}
    other = b.a_party("王小明", "620402197908052057")
    alone = taken("", number=other.number, name=other.name, **consent)
    followed = taken("", **consent)
    later = b.an_open_case(hours=b.Hours(s.NOW + timedelta(days=3)))
    system = b.an_occasion(Role.SYSTEM, at=s.NOW + timedelta(days=31))
    assert jobs.settle_due(replace(system, at=s.NOW + timedelta(days=29))) == 0
    assert jobs.settle_due(system) == 2
    assert queries.look(followed.reference).later_case == later.reference
    assert queries.look(alone.reference).later_case == ""
    since = s.NOW - timedelta(days=1)
    assert [one.reference for one in watching.unusual("without_case", since).rows] == [alone.reference]
    assert watching.kind_counts(since)["without_case"] == 1


def test_looking_at_one_party_again_and_again_is_noticed(case: str) -> None:
    for _ in range(3):
        taken(case)
    since = s.NOW - timedelta(days=1)
    assert [(one.times, one.party) for one in watching.repeated(since, 3)] == [(3, b.a_party().number)]
    assert watching.repeated(since, 4) == []
    assert [(one.total, one.refused) for one in watching.counted(since)] == [(3, 0)]


def test_a_look_that_was_interrupted_ends_as_not_reached(case: str) -> None:
    reference = acts.ask_look(s.an_officer(), wanted=s.wanted(case)).reference
    system = b.an_occasion(Role.SYSTEM, at=s.NOW + timedelta(hours=1))
    assert jobs.end_interrupted(system, s.NOW + timedelta(minutes=5)) == 0
    assert jobs.end_interrupted(system, s.NOW + timedelta(hours=1)) == 1
    assert queries.look(reference).outcome == "silent"


def test_the_same_request_twice_is_one_look(case: str) -> None:
    on = replace(s.an_officer(), key="again")
    first = jobs.take(on, s.wanted(case))
    assert jobs.take(on, s.wanted(case)) == first
    assert Look.objects.count() == 1


def test_the_party_complains_once_and_the_bureau_answers(case: str) -> None:
    look = taken(case)
    party = b.an_occasion(Role.APPLICANT, at=s.NOW, party=look.party)
    stranger = replace(party, party="620402197908052057")
    with pytest.raises(NotInOffice):
        acts.complain(stranger, look.reference, text="不是我")
    acts.complain(party, look.reference, text="我没有办过这件事")
    with pytest.raises(OutOfOrder):
        acts.complain(party, look.reference, text="再说一次")
    assert [one.reference for one in watching.complaints()] == [look.reference]
    acts.answer_complaint(s.bureau(), look.reference, answer="查过了，是办理您的申请")
    assert watching.complaints() == []
    with pytest.raises(OutOfOrder):
        acts.answer_complaint(s.bureau(), look.reference, answer="再答一次")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"account": "nobody"}, "没有岗位"),
        ({"department": "620402-wjj"}, "没有岗位"),
        ({"until": s.NOW.date() - timedelta(days=1)}, "截止日期"),
        ({"until": s.NOW.date() + timedelta(days=800)}, "最长授权"),
        ({"reason": " "}, "为什么要授权"),
    ],
)
def test_a_clearance_is_given_to_somebody_who_works_there_for_a_time_with_a_reason(
    changed: dict[str, object], says: str
) -> None:
    s.an_officer()
    given = acts.ClearanceGiven(s.OFFICER, b.DEPARTMENT, s.NOW.date() + timedelta(days=9), "核查低保")
    acts.give_clearance(s.bureau(), given=given)
    with pytest.raises(RuledOut, match=says):
        acts.give_clearance(s.bureau(), given=replace(given, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.BUREAU])
def test_nobody_but_the_bureau_clears_anybody(role: Role) -> None:
    s.an_officer()
    given = acts.ClearanceGiven(s.OFFICER, b.DEPARTMENT, s.NOW.date() + timedelta(days=9), "核查低保")
    with pytest.raises(NotInOffice):
        acts.give_clearance(b.an_occasion(role, at=s.NOW, party=b.a_party().number), given=given)
