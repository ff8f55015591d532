"""Races: whoever comes at the same moment, one decision is made, one case is opened, no number is missing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest
from bench.life import resident_number
from django.db import connection
from django.db.models import Max
from tests.journal.rig import ITEM, Hours, granted, heard, pledged, publish, someone, the_law

from nuocheng.cases import acts as cases
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.credit.models import IntegrityFile
from nuocheng.journal import official
from nuocheng.journal.models import Answered, Entry, Series
from nuocheng.journal.official import Receipt
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import OutOfOrder, Overtaken, Refusal
from nuocheng.kernel.occasion import Door, Occasion, Role
from nuocheng.verification import acts as verification
from nuocheng.verification.lifecycle import TaskState
from nuocheng.verification.models import Task
from nuocheng.verification.queries import tasks_of

pytestmark = pytest.mark.django_db(transaction=True)

RACERS = 8
T = TypeVar("T")


@pytest.fixture
def house() -> Hours:
    """A house with the law loaded and one item published."""
    the_law()
    publish(ITEM)
    return Hours()


def race(run: Callable[[int], T], racers: int = RACERS) -> list[T | Refusal]:
    """Let so many threads, each with a connection of its own, start at the same moment."""
    start = Barrier(racers)

    def lane(place: int) -> T | Refusal:
        try:
            connection.ensure_connection()
            start.wait(30)
            return run(place)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(racers) as pool:
        return list(pool.map(lane, range(racers)))


def receipts(answers: list[Receipt | Refusal]) -> list[Receipt]:
    return [one for one in answers if isinstance(one, Receipt)]


def officer(house: Hours, place: int) -> Occasion:
    return someone(Role.REVIEWER, house.at, actor=f"reviewer-{place}")


@pytest.mark.parametrize("turn", range(5))
def test_eight_officers_at_once_make_exactly_one_decision(house: Hours, turn: int) -> None:
    case = pledged(house)
    answers = race(lambda place: cases.grant(officer(house, place), case))
    assert len(receipts(answers)) == 1
    losers = {type(one) for one in answers if isinstance(one, Refusal)}
    assert losers <= {OutOfOrder, Overtaken}
    assert Entry.objects.filter(subject=case, verb="case.grant").count() == 1
    assert Task.objects.filter(origin=case).count() == 3
    assert list(faults()) == []


def test_grant_and_refuse_at_once_are_never_both(house: Hours) -> None:
    case = pledged(house)

    def run(place: int) -> Receipt:
        if place % 2:
            return cases.grant(officer(house, place), case)
        return cases.refuse(officer(house, place), case, reason="材料不符", basis="实施细则第二十三条")

    [won] = receipts(race(run))
    assert Case.objects.get(pk=case).state == won.state
    assert Entry.objects.filter(subject=case, verb__in=["case.grant", "case.refuse"]).count() == 1


def test_a_pledge_taken_back_while_it_is_decided_on_is_one_or_the_other(house: Hours) -> None:
    case = pledged(house)

    def run(place: int) -> Receipt:
        if place % 2:
            return cases.grant(officer(house, place), case)
        return cases.withdraw_pledge(someone(Role.APPLICANT, house.at), case)

    [won] = receipts(race(run))
    assert Task.objects.filter(origin=case).exists() == (won.verb == "case.grant")


def test_the_control_without_compare_and_set_decides_more_than_once(house: Hours) -> None:
    """Reading first and writing after lets all eight through: the race above is a real one."""
    case = pledged(house)
    read = Barrier(RACERS)

    def naively(place: int) -> str:
        seen = Case.objects.get(pk=case)
        read.wait(30)
        if seen.state != CaseState.PLEDGED:
            raise OutOfOrder("已经决定")
        Case.objects.filter(pk=case).update(
            state=CaseState.GRANTED, decided_at=house.at, decided_by=str(place)
        )
        return str(place)

    decided = [one for one in race(naively) if isinstance(one, str)]
    assert len(decided) == RACERS


def test_the_same_request_sent_many_times_at_once_opens_one_case(house: Hours) -> None:
    party = cases.PartyGiven("620402199001010018", "person", "张建华")
    on = someone(Role.APPLICANT, house.at, key="k-1")

    def run(place: int) -> Receipt:
        return cases.open_case(on, item_code=ITEM.code, party=party)

    answers = race(run)
    assert len(set(receipts(answers))) == 1
    assert {type(one) for one in answers if isinstance(one, Refusal)} <= {Overtaken}
    assert Case.objects.count() == IntegrityFile.objects.count() == Answered.objects.count() == 1
    assert {run(0)} == set(receipts(answers)), "whoever was overtaken and asks again gets the one answer"
    assert Series.objects.get(name="case/2026").last == 1
    assert list(faults()) == []


def test_eight_parties_at_once_get_numbers_without_gap_or_repeat(house: Hours) -> None:
    def run(place: int) -> Receipt:
        number = resident_number(place)
        on = Occasion(number, "某某", someone(Role.APPLICANT).post, house.at, number)
        party = cases.PartyGiven(number, "person", f"申请人{place}")
        return cases.open_case(on, item_code=ITEM.code, party=party)

    opened = sorted(one.reference for one in receipts(race(run)))
    assert opened == [f"2026-{place:05d}" for place in range(1, RACERS + 1)]
    files = sorted(IntegrityFile.objects.values_list("reference", flat=True))
    assert files == [f"P{place:08d}" for place in range(1, RACERS + 1)]
    assert list(faults()) == []


def test_the_control_of_numbers_by_the_highest_so_far_repeats_itself(house: Hours) -> None:
    Series.objects.create(name="naive", last=0)
    read = Barrier(RACERS)

    def naively(place: int) -> int:
        number = int(Series.objects.aggregate(most=Max("last", default=0))["most"]) + 1
        read.wait(30)
        Series.objects.filter(name="naive").update(last=number)
        return number

    assert len(set(race(naively))) == 1


def test_the_same_party_at_two_windows_gets_one_integrity_file(house: Hours) -> None:
    party = cases.PartyGiven("620402199001010018", "person", "张建华")

    def run(place: int) -> Receipt:
        on = someone(Role.CLERK, house.at, actor=f"clerk-{place}")
        return cases.open_case(on, item_code=ITEM.code, party=party)

    answers = race(run)
    assert receipts(answers)
    assert {type(one) for one in answers if isinstance(one, Refusal)} <= {Overtaken}
    assert IntegrityFile.objects.count() == 1
    assert Case.objects.count() == len(receipts(answers))
    assert list(faults()) == []


def test_a_job_lets_others_write_between_two_acts_where_there_is_one_writer(
    house: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    monkeypatch.setattr(official, "sleep", rests.append)
    monkeypatch.setattr(official, "_GIVES_WAY", [])
    official.give_way()
    case = granted(house)
    assert rests == []  # nobody rests who has people before them
    owed = [task for task in tasks_of(case) if task.state == TaskState.OWED]
    for task in owed:
        by_itself = replace(someone(Role.SYSTEM, house.next()), door=Door.JOB)
        verification.record_answer(by_itself, task.reference, heard=heard(house.at, "consistent"))
    assert rests == [official.REST_S] * len(owed) * (connection.vendor == "sqlite")
    assert len(owed) > 1
