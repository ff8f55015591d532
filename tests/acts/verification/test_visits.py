"""Visits on the spot: one for all there is to see, counted over all departments, by two people who stand apart."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests import builders as b
from tests.builders import Hours
from tests.verification import assisting, visiting

from nuocheng.cases.models import Case
from nuocheng.journal import queries as journal
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.law import queries as law
from nuocheng.law.models import LawVersion, Provision
from nuocheng.letters.models import Letter
from nuocheng.letters.queries import contact
from nuocheng.verification import acts, queries
from nuocheng.verification.models import Task
from nuocheng.verification.queries import visits

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.6")]
OTHER = "620402-wjj"


def told(hours: Hours, tasks: list[Task]) -> None:
    """Plan a visit for some tasks and tell the party."""
    made = acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(tasks, hours)).reference
    acts.announce_visit(visiting.verifier(hours), made)


def of_the_other(hours: Hours) -> list[Task]:
    """Return the tasks of another department about the same party, of which data knew nothing."""
    item = replace(b.ITEM, code="WJ-001", name="健康扶助", department=OTHER)
    case = b.a_granted_case(item=item, hours=hours)
    for task in queries.tasks_of(case.reference):
        on = b.an_occasion(Role.SYSTEM, at=hours.next())
        acts.record_answer(on, task.reference, heard=assisting.nothing_found(task))
    return queries.tasks_of(case.reference)


def test_a_task_is_on_one_visit_at_a_time_and_waits_again_when_it_is_called_off() -> None:
    hours = Hours()
    first = visiting.announced(hours)
    tasks = [one.task for one in visits.members(first.reference)]
    with pytest.raises(OutOfOrder, match="已经安排了上门"):
        acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(tasks, hours))
    acts.call_off_visit(visiting.verifier(hours), first.reference, **visiting.REASON)
    assert Letter.objects.filter(about=first.reference).count() == 2, "who was told is told again"
    assert {one.visit for one in queries.tasks_of(tasks[0].origin)} == {""}
    acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(tasks, hours))
    assert list(faults()) == []


def test_the_visits_of_all_departments_count_together_and_one_too_many_needs_a_ground() -> None:
    hours = Hours()
    own, others = assisting.asked_in_vain(hours), of_the_other(hours)
    told(hours, own[:1])
    told(hours, others[:1])
    trip = visiting.a_trip([own[1]], hours)
    with pytest.raises(RuledOut, match="今年已经安排过2次上门"):
        acts.plan_visit(visiting.verifier(hours), trip=trip)
    made = acts.plan_visit(visiting.verifier(hours), trip=replace(trip, ground="有人反映多报人口"))
    assert visits.visit(made.reference).ground == "有人反映多报人口"
    [tally] = visits.tallies(2026)
    assert (tally.visits, tally.over_cap, tally.joint) == (3, 1, 1)
    assert visits.parties_by_visits(2026) == {3: 1}


def test_a_place_may_have_its_own_cap() -> None:
    hours = Hours()
    own = assisting.asked_in_vain(hours)
    general = Provision.objects.get(key="code.visit.cap")
    general.pk, general.jurisdiction, general.value = None, "620402", {**general.value, "number": 0}
    general.save()
    LawVersion.renew()
    law.invalidate()
    with pytest.raises(RuledOut, match="每年最多0次"):
        acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(own, hours))
    law.invalidate()


def test_whoever_handled_the_case_does_not_go() -> None:
    hours = Hours()
    tasks = assisting.asked_in_vain(hours)
    b.an_account(Role.VERIFIER, name="clerk-1")
    trip = visiting.a_trip(tasks, hours, officers=("clerk-1", visiting.officers()[1]))
    with pytest.raises(RuledOut, match="要回避"):
        acts.plan_visit(visiting.verifier(hours), trip=trip)


def test_a_party_is_not_told_on_the_day_before() -> None:
    hours = Hours()
    made = visiting.planned(hours)
    hours.at = made.begins_at - timedelta(days=1)
    with pytest.raises(RuledOut, match="要提前2个工作日"):
        acts.announce_visit(visiting.verifier(hours), made.reference)


def test_who_has_no_account_is_told_of_a_visit_as_in_the_case_by_the_department_that_comes() -> None:
    hours = Hours()
    made = visiting.announced(hours)
    task = visits.members(made.reference)[0].task
    Case.objects.filter(reference=task.origin).update(phone="13812340000")
    [letter] = Letter.objects.filter(about=made.reference)
    told = contact(letter)
    assert told is not None
    assert (told.name, told.phone, told.department) == (task.party_name, "13812340000", b.DEPARTMENT)
    assert (told.number, told.page) == (made.reference, f"/desk/visits/{made.reference}")


def test_two_departments_make_one_visit_and_the_other_ones_officer_confirms() -> None:
    hours = Hours()
    own, others = assisting.asked_in_vain(hours), of_the_other(hours)
    b.an_account(Role.VERIFIER, OTHER, name="wjj-verifier")
    first = visiting.officers()[0]
    trip = visiting.a_trip([*own, *others], hours, officers=(first, "wjj-verifier"))
    found, _ = visits.proposals(b.DEPARTMENT, visiting.BY_MACHINE)
    assert {one.reference for one in found[0].tasks} == set(trip.tasks)
    made = acts.plan_visit(visiting.verifier(hours), trip=trip).reference
    acts.announce_visit(visiting.verifier(hours), made)
    [letter] = Letter.objects.filter(about=made)
    assert "白银区民政局、白银区卫生健康局" in letter.text
    for member in visits.members(made):
        acts.note_sight(visiting.verifier(hours), made, seen=visiting.a_sight(member))
    acts.sign_visit(visiting.verifier(hours), made, signed=visiting.SIGNED)
    with pytest.raises(NotInOffice):
        acts.confirm_visit(visiting.verifier(hours, visiting.SECOND), made)
    acts.confirm_visit(visiting.verifier(hours, "wjj-verifier", OTHER), made)
    assert {one.outcome for one in queries.tasks_of(others[0].origin)} == {"consistent"}
    assert [one.verb for one in journal.history("visit", made)][-2:] == ["visit.confirm", "visit.finish"]
    assert [one.reference for one in visits.visits(OTHER, coming=False).rows] == [made]
    assert list(faults()) == []


def test_nobody_met_proves_nothing_and_the_tasks_wait_again() -> None:
    hours = Hours()
    made = visiting.not_met(hours)
    tasks = [one.task for one in visits.members(made.reference)]
    assert {(one.outcome, one.visit, one.is_open) for one in tasks} == {("not_found", "", True)}
    assert visits.waiting(b.DEPARTMENT, visiting.BY_MACHINE).rows


def test_no_visit_is_laid_on_a_day_that_is_over() -> None:
    hours = Hours()
    tasks = assisting.asked_in_vain(hours)
    over = hours.at - timedelta(days=3)
    for changed in ({}, visiting.SURPRISE):
        trip = visiting.a_trip(tasks, hours, begins=over, ends=over + timedelta(hours=1), **changed)
        with pytest.raises(Malformed, match="这一天已经过了"):
            acts.plan_visit(visiting.verifier(hours), trip=trip)
    made = acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(tasks, hours)).reference
    gone = visiting.When(over, over + timedelta(hours=1))
    with pytest.raises(Malformed, match="这一天已经过了"):
        acts.postpone_visit(visiting.verifier(hours), made, when=gone, **visiting.REASON)


def test_only_the_one_who_keeps_the_record_notes_and_signs() -> None:
    hours = Hours()
    made = visiting.announced(hours)
    member = visits.members(made.reference)[0]
    with pytest.raises(NotInOffice, match="记录，请用他的账号登录"):
        acts.note_sight(
            visiting.verifier(hours, visiting.SECOND), made.reference, seen=visiting.a_sight(member)
        )


def by_the_party(hours: Hours, party: str) -> Occasion:
    """Return an occasion of the party itself."""
    return b.an_occasion(Role.APPLICANT, at=hours.next(), party=party)


def test_the_party_asks_once_for_another_time_and_the_visit_moves_by_the_usual_postponement() -> None:
    hours = Hours()
    visit = visiting.asked(hours)
    assert (visit.state, len(visit.slots), visit.times_asked) == ("announced", 1, 1)
    acts.accept_time(visiting.verifier(hours), visit.reference, slot=0)
    moved = visits.visit(visit.reference)
    assert (moved.state, moved.begins_at, moved.slots) == ("postponed", visit.slots[0].begins, ())
    verbs = [one.verb for one in journal.history("visit", visit.reference)]
    assert verbs[-2:] == ["visit.accept_time", "visit.postpone"]
    assert "那天要去医院" in moved.why_postponed
    acts.announce_visit(visiting.verifier(hours), visit.reference)
    with pytest.raises(RuledOut, match="已经要求过1次"):
        acts.ask_time(
            by_the_party(hours, visit.party),
            visit.reference,
            slots=(visiting.a_slot(hours, 11),),
            reason="还是不行",
        )
    assert list(faults()) == []


def test_another_time_is_declined_with_a_reason_that_the_party_is_told() -> None:
    hours = Hours()
    visit = visiting.asked(hours)
    acts.decline_time(visiting.verifier(hours), visit.reference, reason="那天没有人手")
    after = visits.visit(visit.reference)
    assert (after.state, after.begins_at, after.slots) == ("announced", visit.begins_at, ())
    told = Letter.objects.filter(about=visit.reference).latest("sent_at")
    assert "那天没有人手" in told.text
    with pytest.raises(OutOfOrder, match="没有要求改时间"):
        acts.decline_time(visiting.verifier(hours), visit.reference, reason="那天没有人手")
    with pytest.raises(OutOfOrder, match="没有提出这个时间"):
        acts.accept_time(visiting.verifier(hours), visit.reference, slot=0)


def asks(hours: Hours, visit: str, party: str, days: int = 9) -> None:
    """Let one party ask for another time."""
    slots = (visiting.a_slot(hours, days),)
    acts.ask_time(by_the_party(hours, party), visit, slots=slots, reason=f"{party[-4:]}要上班")


def last_told(visit: str) -> dict[str, str]:
    """Return what each party was told last about a visit."""
    rows = Letter.objects.filter(about=visit).order_by("sent_at", "id")
    return {one.party: one.text for one in rows}


def test_every_party_of_a_visit_may_ask_once_and_the_answer_to_one_is_told_to_all() -> None:
    hours = Hours()
    visit = visiting.of_two_parties(hours)
    first, second = visits.parties(visit)
    assert [one.reference for one in visits.announced_to(second)] == [visit.reference]
    asks(hours, visit.reference, second)
    asks(hours, visit.reference, first, days=8)
    with pytest.raises(RuledOut, match="已经要求过1次"):
        asks(hours, visit.reference, second)
    with pytest.raises(NotInOffice):
        asks(hours, visit.reference, "620402199001010018")
    asked = visits.visit(visit.reference).asks
    assert [(one.party, one.name, one.reason) for one in asked] == [
        (second, "王守信", "0026要上班"),
        (first, "李守信", "2031要上班"),
    ]
    acts.decline_time(visiting.verifier(hours), visit.reference, reason="那天没有人手", ask=0)
    said = last_told(visit.reference)
    assert "那天没有人手" in said[second]
    assert "您不用做什么" in said[first]
    assert "那天没有人手" not in said[first], "why one was declined is nobody else's business"
    acts.accept_time(visiting.verifier(hours), visit.reference, ask=1, slot=0)
    moved = visits.visit(visit.reference)
    assert (moved.state, moved.begins_at) == ("postponed", asked[1].slots[0].begins)
    assert all("不再是原来的时间" in text for text in last_told(visit.reference).values())
    assert [str(one.came) for one in moved.asks] == ["declined", "accepted"]
    for ask in (0, 1, 2):
        with pytest.raises(OutOfOrder):
            acts.accept_time(visiting.verifier(hours), visit.reference, ask=ask, slot=0)
    assert list(faults()) == []


def test_what_was_asked_and_overtaken_by_another_time_may_be_asked_again() -> None:
    hours = Hours()
    visit = visiting.of_two_parties(hours)
    first, second = visits.parties(visit)
    asks(hours, visit.reference, first)
    asks(hours, visit.reference, second, days=8)
    acts.accept_time(visiting.verifier(hours), visit.reference, slot=0)
    acts.announce_visit(visiting.verifier(hours), visit.reference)
    assert [str(one.came) for one in visits.visit(visit.reference).asks] == ["accepted", "moved"]
    with pytest.raises(RuledOut, match="已经要求过1次"):
        asks(hours, visit.reference, first, days=10)
    asks(hours, visit.reference, second, days=10)
    assert len(visits.visit(visit.reference).slots) == 1


@pytest.mark.parametrize(
    ("declined", "open_still", "came"),
    [("", True, ""), ("那天没有人手", False, "declined"), ("", False, "accepted")],
)
def test_a_visit_of_an_earlier_release_is_read_as_it_was_meant(
    declined: str, open_still: bool, came: str
) -> None:
    visit = visiting.asked(Hours())
    slot = visit.slots[0]
    kept = [[slot.begins.isoformat(), slot.ends.isoformat()]]
    visit.asked_slots, visit.declined_for = json.dumps(kept) if open_still else "", declined
    assert [(one.party, one.reason, str(one.came)) for one in visit.asks] == [
        (visit.party, "那天要去医院", came)
    ]
    assert len(visit.slots) == open_still


def test_a_time_too_near_too_far_or_outside_the_hours_is_told_and_nothing_is_written() -> None:
    hours = Hours()
    visit = visiting.announced(hours)
    on = by_the_party(hours, visit.party)
    early, late = visiting.a_slot(hours, 1), visiting.a_slot(hours, 40)
    night = visiting.When(
        visiting.in_days(hours, 9).replace(hour=20), visiting.in_days(hours, 9).replace(hour=21)
    )
    for slots in ((), (early,), (late,), (night,)):
        with pytest.raises(RuledOut):
            acts.ask_time(on, visit.reference, slots=slots, reason="那天要去医院")
    with pytest.raises(NotInOffice):
        acts.ask_time(by_the_party(hours, "620402199001010018"), visit.reference, slots=(), reason="x")
    assert visits.visit(visit.reference).times_asked == 0


def test_nobody_is_told_of_an_unannounced_visit_and_nobody_goes_without_leave() -> None:
    hours = Hours()
    visit = visiting.unannounced(hours)
    member = visits.members(visit.reference)[0]
    with pytest.raises(OutOfOrder, match="不打招呼"):
        acts.announce_visit(visiting.verifier(hours), visit.reference)
    with pytest.raises(OutOfOrder):
        acts.note_sight(visiting.verifier(hours), visit.reference, seen=visiting.a_sight(member))
    own = b.an_occasion(Role.REVIEWER, at=hours.next(), actor=visiting.FIRST)
    with pytest.raises(RuledOut, match="不能自己批准"):
        acts.allow_unannounced(own, visit.reference)
    acts.allow_unannounced(b.an_occasion(Role.REVIEWER, at=hours.next()), visit.reference)
    allowed = visits.visit(visit.reference)
    assert (allowed.state_title, allowed.allowed_by) == ("已批准，不打招呼", "reviewer-1")
    acts.note_sight(visiting.verifier(hours), visit.reference, seen=visiting.a_sight(member))
    with pytest.raises(OutOfOrder, match="不能在网上改时间"):
        acts.ask_time(
            by_the_party(hours, visit.party), visit.reference, slots=(visiting.a_slot(hours),), reason="忙"
        )
    acts.call_off_visit(visiting.verifier(hours), visit.reference, **visiting.REASON)
    assert not Letter.objects.filter(about=visit.reference).exists(), "nobody was told, also not of its end"
    assert visits.announced_to(visit.party) == []


def test_an_unannounced_visit_needs_a_ground_and_counts_unless_the_ground_says_otherwise() -> None:
    hours = Hours()
    tasks = assisting.asked_in_vain(hours)
    for surprise, why in (("whim", "想去看看"), ("hidden", " ")):
        trip = visiting.a_trip(tasks, hours, surprise=surprise, surprise_why=why)
        with pytest.raises(RuledOut):
            acts.plan_visit(visiting.verifier(hours), trip=trip)
    first = visiting.a_trip(tasks[:1], hours, surprise="reported", surprise_why="有人举报")
    acts.plan_visit(visiting.verifier(hours), trip=first)
    party, today = tasks[0].party, hours.at.date()
    assert visits.visited(party, 2026, on=today) == 0, "this ground does not count"
    acts.plan_visit(visiting.verifier(hours), trip=visiting.a_trip(tasks[1:], hours, **visiting.SURPRISE))
    assert visits.visited(party, 2026, on=today) == 1
    [tally] = visits.tallies(2026)
    assert (tally.visits, tally.unannounced) == (2, 2)
