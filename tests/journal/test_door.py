"""The one door: no act without an entry, none from the wrong post, none twice, none by halves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection, models
from tests.journal.rig import (
    FACTS,
    ITEM,
    MORNING,
    PARTY,
    PREMISES,
    Hours,
    given,
    granted,
    pledged,
    publish,
    someone,
    the_law,
    told,
)

from nuocheng.cases import acts as cases
from nuocheng.cases.models import Case
from nuocheng.credit import acts as credit
from nuocheng.credit.models import IntegrityFile
from nuocheng.journal import official
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.files import File, Record
from nuocheng.journal.models import Answered, Entry, Outbox, Series
from nuocheng.journal.official import founding_act, official_act, through
from nuocheng.journal.verifying import faults
from nuocheng.journal.writing import write
from nuocheng.kernel.errors import KeyReused, NotInOffice, Overtaken, Refusal, RuledOut, SilentAct
from nuocheng.kernel.occasion import Occasion, Post, Role
from nuocheng.verification.models import Task
from nuocheng.verification.queries import tasks_of

pytestmark = pytest.mark.django_db

FILE = "P00000001"


@pytest.fixture(autouse=True)
def _acts_of_these_tests_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "ACTS", dict(official.ACTS))


@pytest.fixture
def house() -> Iterator[Hours]:
    """A house with the law loaded and one item published."""
    the_law()
    publish(ITEM)
    return Hours()


def integrity(at: datetime = MORNING) -> str:
    return credit.open_file(someone(Role.CLERK, at), party=PARTY, name="张建华").reference


def everything() -> dict[str, int]:
    """Count the rows of every table that the door writes."""
    doors = [
        model
        for model in apps.get_models()
        if issubclass(model, File | Record) or model in {Entry, Outbox, Answered}
    ]
    return {model._meta.label: model._default_manager.count() for model in doors}


# --- no act without an entry ---------------------------------------------------------------------------


def test_an_act_that_enters_nothing_is_refused_as_a_fault_of_ours() -> None:
    file = integrity()

    @official_act("integrity.dawdle", by=Role.CLERK, file=IntegrityFile)
    def dawdle(on: Occasion, file: IntegrityFile, deed: Deed) -> None:
        """Do nothing."""

    with pytest.raises(SilentAct, match="left no entry"):
        dawdle(someone(Role.CLERK), file)


def test_what_an_act_wrote_beside_the_door_is_undone_when_it_enters_nothing() -> None:
    file = integrity()

    @official_act("integrity.scribble", by=Role.CLERK, file=IntegrityFile)
    def scribble(on: Occasion, file: IntegrityFile, deed: Deed) -> None:
        """Write without an entry, as no act may."""
        file.reason = "写在门外"
        file.save()

    with pytest.raises(SilentAct):
        scribble(someone(Role.CLERK), file)
    assert IntegrityFile.objects.get(pk=file).reason == ""


def test_an_act_that_enters_a_verb_it_did_not_declare_is_undone() -> None:
    file = integrity()
    before = everything()

    @official_act("integrity.annul_mark", by=Role.CLERK, file=IntegrityFile)
    def annul(on: Occasion, file: IntegrityFile, deed: Deed) -> None:
        """Say one thing and do another."""
        deed.move(file, "enter_mark")

    with pytest.raises(SilentAct, match="without declaring"):
        annul(someone(Role.CLERK), file)
    assert everything() == before


def test_an_act_without_a_word_on_what_it_is_for_cannot_be_made() -> None:
    def bare(on: Occasion, file: IntegrityFile, deed: Deed) -> None:
        deed.move(file, "ask_repair")

    with pytest.raises(ValueError, match="no docstring"):
        official_act("integrity.bare", by=Role.CLERK, file=IntegrityFile)(bare)


# --- who may act ---------------------------------------------------------------------------------------


def test_another_post_may_not_act(house: Hours) -> None:
    case = pledged(house)
    with pytest.raises(NotInOffice, match="审查"):
        cases.grant(someone(Role.CLERK, house.next()), case)


def test_another_department_may_not_act(house: Hours) -> None:
    case = pledged(house)
    stranger = replace(someone(Role.REVIEWER, house.next()), post=Post(Role.REVIEWER, "minzheng"))
    with pytest.raises(NotInOffice, match="别的单位"):
        cases.grant(stranger, case)


@pytest.mark.parametrize("party", ["", "620402199001010026"])
def test_an_applicant_may_not_act_on_the_case_of_another(house: Hours, party: str) -> None:
    case = told(house)
    stranger = replace(someone(Role.APPLICANT, house.next()), party=party)
    with pytest.raises(NotInOffice, match="不是您本人的"):
        cases.decline_pledge(stranger, case)


def test_a_post_of_the_whole_district_is_bound_to_no_department(house: Hours) -> None:
    file = integrity()

    @official_act("integrity.enter_mark", by=Role.BUREAU, file=IntegrityFile)
    def enter(on: Occasion, file: IntegrityFile, deed: Deed) -> None:
        """Enter a mark."""
        deed.move(file, "enter_mark")

    assert enter(someone(Role.BUREAU), file).state == "barred"


def test_a_founding_act_asks_for_the_post_as_well() -> None:
    before = everything()
    with pytest.raises(NotInOffice):
        credit.open_file(someone(Role.LEGAL), party=PARTY, name="张建华")
    assert everything() == before


# --- the same request twice ----------------------------------------------------------------------------


def test_the_same_request_twice_is_answered_twice_and_done_once() -> None:
    on = someone(Role.CLERK, key="k-1")
    first = credit.open_file(on, party=PARTY, name="张建华")
    after = everything()
    later = replace(on, at=on.at + timedelta(hours=3))
    assert credit.open_file(later, party=PARTY, name="张建华") == first
    assert everything() == after


def test_another_request_under_the_same_key_is_refused() -> None:
    on = someone(Role.CLERK, key="k-1")
    credit.open_file(on, party=PARTY, name="张建华")
    after = everything()
    with pytest.raises(KeyReused):
        credit.open_file(on, party="620402199001010026", name="李晓梅")
    assert everything() == after


def test_the_same_key_on_another_file_is_another_request() -> None:
    first = integrity()
    on = someone(Role.CLERK, key="k-1")
    second = credit.open_file(on, party="620402199001010026", name="李晓梅").reference
    for file in (first, second):
        IntegrityFile.objects.filter(pk=file).update(state="barred")
    asked = replace(on, key="k-2")
    credit.ask_repair(asked, first, text="已补交")
    with pytest.raises(KeyReused):
        credit.ask_repair(asked, second, text="已补交")


def test_the_same_key_of_another_actor_is_another_request() -> None:
    first = credit.open_file(someone(Role.CLERK, actor="a", key="k-1"), party=PARTY, name="张建华")
    second = credit.open_file(
        someone(Role.CLERK, actor="b", key="k-1"), party="620402199001010026", name="李晓梅"
    )
    assert first.reference != second.reference


def test_without_a_key_nothing_is_kept_and_the_second_is_a_second() -> None:
    integrity()
    with pytest.raises(Overtaken):
        integrity()
    assert Answered.objects.count() == 0


def test_a_refused_request_leaves_its_key_free(house: Hours) -> None:
    case = told(house)
    on = someone(Role.APPLICANT, house.next(), key="k-1")
    nothing = replace(given(case, "premises", "training"), statements=frozenset())
    with pytest.raises(RuledOut):
        cases.sign_pledge(on, case, given=nothing)
    assert cases.sign_pledge(on, case, given=given(case, "premises", "training")).state == "pledged"


# --- all of it, or nothing -----------------------------------------------------------------------------


class Cut:
    """A database that breaks at one of the statements that write, counted from one."""

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.seen: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE", "WITH")):
            self.seen.append(sql)
            if len(self.seen) == self.at:
                raise OperationalError("the disk is full")
        return execute(sql, params, many, context)


def test_wherever_the_database_breaks_a_decision_leaves_nothing_behind(house: Hours) -> None:
    case = pledged(house)
    before, state = everything(), Case.objects.values().get(pk=case)
    on = someone(Role.REVIEWER, house.next(), key="k-1")
    places = 0
    while True:
        cut = Cut(places + 1)
        try:
            with connection.execute_wrapper(cut):
                cases.grant(on, case)
        except OperationalError:
            places += 1
            assert everything() == before
            assert Case.objects.values().get(pk=case) == state
        else:
            break
    assert places >= (6 if connection.vendor == "sqlite" else 1)
    assert [sql for sql in cut.seen if "journal_outbox" in sql], "the outbox is written in the same act"
    assert everything() != before
    assert list(faults()) == []


def test_entry_state_and_leaf_come_together(house: Hours) -> None:
    case = pledged(house)
    receipt = cases.grant(someone(Role.REVIEWER, house.next()), case)
    entry = Entry.objects.get(subject=case, kind="case", number=receipt.number)
    assert (entry.verb, entry.digest) == ("case.grant", receipt.digest)
    assert entry.outbox.leaf_digest
    assert Case.objects.get(pk=case).state == receipt.state == "granted"


def test_no_leaf_tells_who_or_what(house: Hours) -> None:
    granted(house)
    leaves = "".join(Outbox.objects.values_list("leaf", flat=True))
    for word in (PARTY, "张建华", "13800000000", "公园路", "2026-00001", "applicant@", "weijian"):
        assert word not in leaves


def test_two_facts_of_one_name_are_both_kept_and_both_owed(
    house: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a fact is called is the catalogue's business; it must never be mistaken for which row it is."""
    fact = PREMISES.facts[0]
    lease = replace(PREMISES, key="lease", name="租赁合同", facts=(fact,))
    item = replace(ITEM, code="WJ-009", certificates=(replace(PREMISES, facts=(fact,)), lease))
    publish(item)
    monkeypatch.setitem(FACTS, "lease", {"address": "公园路20号"})
    case = granted(house, item=item)
    assert {one.claimed for one in tasks_of(case)} == {"公园路18号1层", "公园路20号"}
    assert list(faults()) == []


# --- time ----------------------------------------------------------------------------------------------


def test_every_time_stored_is_the_time_of_the_occasion(house: Hours) -> None:
    granted(house)
    first, last = MORNING - timedelta(days=31), house.at + timedelta(seconds=5)
    seen = 0
    for model in apps.get_models():
        if not issubclass(model, File | Record | Entry):
            continue
        for name in _moments(model):
            for value in model._default_manager.exclude(**{name: None}).values_list(name, flat=True):
                seen += 1
                assert first <= value <= last, f"{model._meta.label}.{name}"
    assert seen > 30


def _moments(model: type[models.Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields if isinstance(one, models.DateTimeField)]


def test_a_clock_set_back_does_not_turn_a_file_back(house: Hours) -> None:
    case = pledged(house)
    back = someone(Role.REVIEWER, house.at - timedelta(days=2))
    cases.grant(back, case)
    times = list(
        Entry.objects.filter(kind="case", subject=case).order_by("number").values_list("at", flat=True)
    )
    assert times == sorted(times)


def test_an_occasion_without_a_zone_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="aware"):
        someone(Role.CLERK, datetime(2026, 11, 3, 9, 0))  # noqa: DTZ001 - that is what is refused


# --- who was first -------------------------------------------------------------------------------------


def test_the_second_of_two_deeds_on_one_reading_is_overtaken(house: Hours) -> None:
    case = pledged(house)
    first, second = Deed(someone(Role.REVIEWER, house.next())), Deed(someone(Role.REVIEWER, house.next()))
    one, other = first.take(Case, case), second.take(Case, case)
    first.move(one, "withdraw")
    second.move(other, "withdraw")
    write(first)
    with pytest.raises(Overtaken):
        write(second)


def test_a_deed_is_overtaken_even_when_the_state_is_the_same_again(house: Hours) -> None:
    """A move that stays in its state is a move: what the second one read has changed."""
    the_same = told(house)
    cases.decline_pledge(someone(Role.APPLICANT, house.next()), the_same)
    first, second = Deed(someone(Role.CLERK, house.next())), Deed(someone(Role.CLERK, house.next()))
    one, other = first.take(Case, the_same), second.take(Case, the_same)
    first.move(one, "submit_certificate")
    second.move(other, "submit_certificate")
    write(first)
    with pytest.raises(Overtaken):
        write(second)


def test_founding_what_is_there_already_is_overtaken() -> None:
    integrity()

    @founding_act("integrity.open", by=Role.CLERK, file=IntegrityFile)
    def again(on: Occasion, deed: Deed) -> IntegrityFile:
        """Open the same file again."""
        return deed.found(IntegrityFile(reference=FILE, party="x", party_name="x"), "open")

    with pytest.raises(Overtaken):
        again(someone(Role.CLERK))


class Changed(Refusal):
    """Somebody thought better of it."""


def test_a_number_drawn_by_an_act_that_failed_is_drawn_again() -> None:
    drawn: list[int] = []

    def do(deed: Deed) -> File:
        drawn.append(next_number("try"))
        raise Changed("算了")

    for _ in range(3):
        with pytest.raises(Changed):
            through(someone(Role.CLERK), lambda: "", do)
    assert drawn == [1, 1, 1]
    assert not Series.objects.filter(name="try").exists()


def test_a_case_that_could_not_be_opened_leaves_no_gap(house: Hours) -> None:
    party = cases.PartyGiven(PARTY, "person", "张建华")
    with connection.execute_wrapper(Cut(3)), pytest.raises(OperationalError):
        cases.open_case(someone(Role.APPLICANT, house.next()), item_code=ITEM.code, party=party)
    opened = [
        cases.open_case(someone(Role.APPLICANT, house.next()), item_code=ITEM.code, party=party)
        for _ in range(3)
    ]
    assert [one.reference for one in opened] == ["2026-00001", "2026-00002", "2026-00003"]
    assert Task.objects.count() == 0
