"""Told, heard, decided by another: only so is a pledge found untrue, and then it has all its consequences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import builders as b
from tests.acts.files_in_state import a_dismissed_matter, an_integrity_file, an_intended_matter, case_of
from tests.builders import Hours, an_occasion

from nuocheng.cases import acts as cases
from nuocheng.consequences import acts, jobs, queries
from nuocheng.consequences.acts import Intention
from nuocheng.consequences.models import Matter
from nuocheng.credit import queries as credit
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.letters.models import Letter
from nuocheng.papers import queries as papers

pytestmark = pytest.mark.django_db

REASON = "多报保障人数，本人承认"


def rules_of(refusal: RuledOut) -> list[str]:
    return [one.rule for one in refusal.objections]


def uphold(matter: Matter, hours: Hours, *, actor: str = "") -> str:
    on = an_occasion(Role.LEGAL, at=hours.next(), actor=actor)
    return acts.uphold(on, matter.reference, reason=REASON).state


def heard(matter: Matter, hours: Hours, measures: tuple[str, ...], intent: str = "deliberate") -> Matter:
    """Announce measures and hear the party."""
    verifier = an_occasion(Role.VERIFIER, at=hours.next())
    acts.serve_intended(verifier, matter.reference, intention=Intention(intent, "serious", measures))
    on = an_occasion(Role.APPLICANT, at=hours.next(), party=matter.party)
    acts.hear_statement(on, matter.reference, text="我记错了")
    return queries.matter(matter.reference)


@pytest.mark.req("S10.3")
def test_nobody_is_suspected_where_nothing_was_found_untrue() -> None:
    hours = Hours()
    case = b.an_answered_case(facts=b.UNTRUE_FACTS, hours=hours)  # the answer contradicts; nobody found yet
    with pytest.raises(RuledOut) as said:
        acts.open_matter(an_occasion(Role.VERIFIER, at=hours.next()), case=case.reference, facts="对不上")
    assert rules_of(said.value) == ["matter_rests_on_findings"]
    assert not Matter.objects.exists()


@pytest.mark.req("S10.2")
def test_the_party_is_told_what_is_intended_and_until_when_it_may_speak() -> None:
    matter = an_intended_matter(Hours())
    assert matter.defence_due_on == date(2026, 11, 9)  # five working days after Monday 2 November
    content = papers.paper(matter.intended_paper).content
    assert "陈述" in content
    assert "2026年11月9日" in content
    [told] = Letter.objects.filter(about=matter.reference)
    assert (told.party, told.title) == (matter.party, "请您说明情况")


@pytest.mark.req("S10.2")
@pytest.mark.parametrize("stage", ["opened", "intended"])
def test_no_matter_is_upheld_without_notice_and_hearing(stage: str) -> None:
    hours = Hours()
    matter = b.a_matter(hours=hours) if stage == "opened" else an_intended_matter(hours)
    with pytest.raises(OutOfOrder):
        uphold(matter, hours)
    assert case_of(matter.case).state == "granted"
    assert not credit.standing(matter.party).barred


@pytest.mark.req("S10.2")
@pytest.mark.parametrize("lacking", ["intended_at", "heard_at", "decided_at"])
def test_not_even_the_database_lets_a_matter_be_upheld_without_notice_hearing_and_date(lacking: str) -> None:
    matter = b.a_heard_matter()
    rows, at = Matter.objects.filter(pk=matter.pk), b.MORNING + timedelta(hours=1)
    whole = {"state": "upheld", "decided_by": "legal-1", "decided_at": at}
    with pytest.raises(IntegrityError, match="matter_upheld_after_hearing"), transaction.atomic():
        rows.update(**{**whole, lacking: None})
    assert rows.update(**whole) == 1  # the control: with all three the CHECK lets it pass


@pytest.mark.req("S10.2")
def test_even_in_a_state_that_allows_it_a_matter_not_heard_is_ruled_out() -> None:
    hours = Hours()
    matter = b.a_heard_matter(hours=hours)
    Matter.objects.filter(pk=matter.pk).update(heard_at=None)
    with pytest.raises(RuledOut) as said:
        uphold(matter, hours)
    assert rules_of(said.value) == ["party_was_heard"]


@pytest.mark.req("S10.3")
def test_the_officer_does_not_decide_a_matter_of_their_own() -> None:
    hours = Hours()
    matter = b.a_heard_matter(hours=hours)
    for act in (acts.uphold, acts.dismiss):
        with pytest.raises(RuledOut) as said:
            act(
                an_occasion(Role.LEGAL, at=hours.next(), actor=matter.officer),
                matter.reference,
                reason=REASON,
            )
        assert rules_of(said.value) == ["decider_is_not_officer"]
    assert uphold(matter, hours, actor="legal-2") == "upheld"


@pytest.mark.req("S10.3")
def test_not_even_the_database_lets_the_officer_decide() -> None:
    matter = b.a_heard_matter()
    rows = Matter.objects.filter(pk=matter.pk)
    whole = {"state": "upheld", "decided_at": b.MORNING + timedelta(hours=1)}
    with pytest.raises(IntegrityError, match="matter_decided_by_another"), transaction.atomic():
        rows.update(**whole, decided_by=matter.officer)
    assert rows.update(**whole, decided_by="legal-1") == 1


@pytest.mark.req("S10.1", "S10.2", "S10.3")
def test_upholding_revokes_the_decision_enters_the_mark_and_bars_all_in_one() -> None:
    hours = Hours()
    matter = b.an_upheld_matter(hours=hours)
    case, file = case_of(matter.case), an_integrity_file(matter.party)
    assert (matter.state, matter.decided_by, matter.decision_reason) == ("upheld", "legal-1", REASON)
    assert (case.state, case.revoked_at) == ("revoked", matter.decided_at)
    assert (file.state, file.marks, file.barred_at) == ("barred", 1, matter.decided_at)
    [mark] = credit.marks(file.reference)
    assert (mark.matter, mark.case, mark.grade) == (matter.reference, case.reference, "serious")
    assert mark.basis
    assert (file.reason, file.basis) == (mark.reason, mark.basis)
    assert [one.title for one in letters_of(matter)] == ["请您说明情况", "承诺不实处理决定"]
    assert "我记错了人数" in papers.paper(matter.decision_paper).content


def letters_of(matter: Matter) -> list[Letter]:
    """Return what the party was written about a matter, in order."""
    return list(Letter.objects.filter(about=matter.reference).order_by("sent_at", "id"))


@pytest.mark.req("S10.2", "S10.3")
def test_if_the_mark_cannot_be_entered_nothing_is_upheld_or_revoked() -> None:
    hours = Hours()
    matter = b.a_heard_matter(hours=hours)
    file = an_integrity_file(matter.party)
    file.entered.create(
        matter=matter.reference, case="x", department="x", grade="x", reason="x", basis="x", at=hours.at
    )
    with pytest.raises(Exception, match="刚刚有变动"):
        uphold(matter, hours)
    assert queries.matter(matter.reference).state == "heard"
    assert case_of(matter.case).state == "granted"
    assert not credit.standing(matter.party).barred


@pytest.mark.req("S2.2", "S10.2")
def test_the_next_application_of_a_barred_party_goes_the_ordinary_path_with_the_reason() -> None:
    hours = Hours()
    matter = b.an_upheld_matter(hours=hours)
    case = b.an_eligible_case(hours=hours)
    assert (case.party, case.path, case.state) == (matter.party, "ordinary", "ordinary")
    assert "认定过一次承诺不实（临时救助金给付）" in case.ineligible_reason
    assert case.ineligible_basis == "白政办发〔2020〕20号三（二）"


@pytest.mark.req("S10.1", "S2.2")
def test_a_mark_without_exclusion_is_noted_and_does_not_bar() -> None:
    hours = Hours()
    matter = heard(b.a_matter(hours=hours), hours, ("revoke", "mark"), intent="negligent")
    uphold(matter, hours)
    file = an_integrity_file(matter.party)
    assert (file.state, file.marks, file.barred_at) == ("clear", 1, None)
    assert b.an_eligible_case(hours=hours).state == "eligible"


@pytest.mark.req("S10.3")
def test_without_the_measure_of_revocation_the_decision_stands_and_the_case_is_settled() -> None:
    hours = Hours()
    matter = heard(b.a_matter(hours=hours), hours, ("mark",), intent="negligent")
    uphold(matter, hours)
    assert case_of(matter.case).state == "closed"


@pytest.mark.req("S10.2")
def test_only_measures_the_law_allows_are_announced() -> None:
    hours = Hours()
    matter = b.a_matter(hours=hours)
    for intention in (
        Intention("negligent", "serious", ("exclude",)),
        Intention("deliberate", "serious", ()),
    ):
        with pytest.raises(RuledOut) as said:
            acts.serve_intended(
                an_occasion(Role.VERIFIER, at=hours.next()), matter.reference, intention=intention
            )
        assert rules_of(said.value) == ["measures_fit"]
    assert queries.matter(matter.reference).state == "opened"


@pytest.mark.req("S10.3")
def test_dismissal_settles_the_case_and_enters_nothing_anywhere() -> None:
    matter = a_dismissed_matter(Hours())
    file = an_integrity_file(matter.party)
    assert case_of(matter.case).state == "closed"
    assert (file.state, file.marks, credit.marks(file.reference)) == ("clear", 0, [])
    assert letters_of(matter)[-1].title == "不予认定"


def test_after_a_dismissal_another_matter_may_be_opened_and_never_two_at_once() -> None:
    hours = Hours()
    first = a_dismissed_matter(hours)
    on = an_occasion(Role.VERIFIER, at=hours.next())
    acts.open_matter(on, case=first.case, facts="又查到新的材料")
    with pytest.raises(Exception, match="刚刚有变动"):
        acts.open_matter(on, case=first.case, facts="又查到新的材料")


@pytest.mark.req("S10.2")
@pytest.mark.parametrize(("day", "counts"), [(2, False), (6, False), (9, False), (10, True)])
def test_silence_counts_only_after_the_term_by_hand_or_by_itself(day: int, counts: bool) -> None:
    matter = an_intended_matter(Hours())
    at = b.MORNING.replace(day=day, hour=18)
    assert jobs.note_silences(an_occasion(Role.SYSTEM, at=at)) == int(counts)
    if counts:
        assert queries.matter(matter.reference).state == "heard"
        return
    with pytest.raises(RuledOut) as said:
        acts.note_silence(an_occasion(Role.VERIFIER, at=at), matter.reference)
    assert rules_of(said.value) == ["silence_after_term"]
    assert queries.matter(matter.reference).heard_at is None


def test_whoever_spoke_in_time_was_not_silent() -> None:
    matter = b.a_heard_matter()
    assert jobs.note_silences(an_occasion(Role.SYSTEM, at=b.MORNING + timedelta(days=30))) == 0
    with pytest.raises(OutOfOrder):
        acts.note_silence(an_occasion(Role.VERIFIER, at=b.MORNING + timedelta(days=30)), matter.reference)
    assert queries.matter(matter.reference).statement == "我记错了人数，已经去街道更正"


def test_a_case_under_suspicion_is_not_closed_by_itself() -> None:
    hours = Hours()
    matter = b.a_matter(hours=hours)
    with pytest.raises(OutOfOrder):
        cases.close(an_occasion(Role.SYSTEM, at=hours.next()), matter.case)
