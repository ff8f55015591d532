"""The demonstration: every state is there, every step was a real act, and preparing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.consequences.lifecycle import MatterState
from nuocheng.consequences.models import Matter
from nuocheng.credit.lifecycle import StandingState
from nuocheng.credit.models import IntegrityFile
from nuocheng.journal.models import Entry
from nuocheng.journal.verifying import faults
from nuocheng.kernel.occasion import CHINA
from nuocheng.oversight import queries
from nuocheng.oversight.lifecycle import ReportState
from nuocheng.oversight.models import Report
from nuocheng.people import queries as people
from nuocheng.platforms import queries as platforms
from nuocheng.platforms.channels.pace import PACE
from nuocheng.platforms.models import STATES
from nuocheng.programme import queries as programme
from nuocheng.programme.reports.board import board
from nuocheng.site.demo import cast, preparing
from nuocheng.site.demo.stories import PHRASES, spelt_out, stories
from nuocheng.site.demo.verbs import STEPS
from nuocheng.verification.models import Answer, Task

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=CHINA)

pytestmark = pytest.mark.django_db


def silent(_title: str, _done: int, _of: int) -> None:
    return


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """Prepare the demonstration once for this module, and take it all back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield preparing.prepare(NOW, silent)
        transaction.set_rollback(True)


def test_every_story_is_told_once_and_leaves_every_state_behind(told: int) -> None:
    assert told == len(stories()) == Case.objects.count()
    assert set(Case.objects.values_list("state", flat=True)) == set(CaseState)
    assert set(Matter.objects.values_list("state", flat=True)) >= set(MatterState) - {MatterState.HEARD}
    assert set(IntegrityFile.objects.values_list("state", flat=True)) == set(StandingState)
    outcomes = {"consistent", "contradicted", "not_found", "ambiguous", "source_down"}
    assert outcomes <= set(Task.objects.values_list("outcome", flat=True))
    assert Listing.objects.count() >= 200
    entries = Entry.objects.count()
    assert preparing.prepare(NOW + timedelta(hours=1), silent) == 0
    assert Entry.objects.count() == entries


def test_time_runs_through_two_months_and_never_beyond_now(told: int) -> None:
    times = list(Case.objects.values_list("opened_at", flat=True))
    assert max(Entry.objects.values_list("at", flat=True)) <= NOW
    assert min(times) < NOW - timedelta(days=50)
    october = [at for at in times if at.astimezone(CHINA).month == 10]
    assert len(october) >= 15
    by_number = list(Case.objects.order_by("reference").values_list("opened_at", flat=True))
    assert by_number == sorted(by_number)
    assert not Answer.objects.filter(asked_at__gt=NOW).exists()


def test_its_journal_is_whole(told: int) -> None:
    assert list(faults()) == []


def test_last_months_reports_stand_in_every_state_and_their_figures_are_not_all_zero(told: int) -> None:
    october = Report.objects.filter(month=date(2026, 10, 1))
    assert set(october.values_list("state", flat=True)) == set(ReportState)
    assert october.filter(late=True).count() == 1
    frozen = [queries.frozen_figures(row) for row in october.exclude(state="drafted")]
    assert any(value.number for values in frozen for value in values)


@pytest.mark.req("S12.3")
def test_summaries_are_told_in_every_state_with_one_that_came_late(told: int) -> None:
    row = programme.current_round()
    assert row is not None
    summaries = programme.summaries(row)
    assert {str(one.state) for one in summaries.values()} == {"drafted", "handed_in", "returned", "taken"}
    assert [one.department for one in summaries.values() if one.late] == ["620402-sfj"]
    assert all(part.text for one in summaries.values() for part in programme.summary(one.reference).parts)


@pytest.mark.req("S12.1", "S12.2", "S14.2", "S14.3")
def test_the_programme_of_work_is_told_with_what_is_late_and_what_waits(told: int) -> None:
    row = programme.current_round()
    assert row is not None
    units = board(row, NOW.date())
    words = {cell.word for one in units for cell in one.cells}
    assert words >= {"已公布", "待备案", "退回修改", "已完成", "待确认", "正在做", "退回补充", "没开始"}
    assert sum(one.overdue for one in units) > 5
    assert not [one.name for one in units if one.missing_contacts]
    told_states = {one.state for unit in units for one in programme.explanations_of(row, unit.code)}
    assert told_states == {"filed", "accepted", "withdrawn"}
    assert len(programme.contacts_of("620402-mzj")) == 3  # one was followed by another
    assert programme.reminders(row)


def test_the_editors_have_work_in_hand(told: int) -> None:
    states = set(Edition.objects.values_list("state", flat=True))
    assert states == set(EditionState) - {EditionState.SUPERSEDED}


def test_an_untrue_pledge_bars_and_a_repaired_one_does_not(told: int) -> None:
    states = dict(IntegrityFile.objects.values_list("party_name", "state"))
    assert states["王堃"] == StandingState.BARRED
    assert states["吴敏"] == StandingState.CLEAR
    barred = Case.objects.get(party_name="王堃", item_name="临时救助")
    assert (barred.path, barred.state) == ("ordinary", CaseState.CLOSED)
    assert "承诺不实" in barred.ineligible_reason


def test_every_player_has_an_account_that_opens_with_the_printed_password(told: int) -> None:
    for player in cast.players():
        account = people.account(player.account)
        assert account is not None
        assert bool(people.posts(account, NOW.date()))
    first = people.account("citizen1")
    assert first is not None
    assert first.check_password(cast.PASSWORD)


def test_the_table_of_accounts_lists_only_the_demonstrations_own() -> None:
    table = cast.accounts_table()
    assert table.count(cast.PASSWORD) == sum(one.listed for one in cast.players()) >= 8
    assert all(one.account in table for one in cast.players() if one.listed)


def test_every_word_of_a_story_is_a_step() -> None:
    known = set(STEPS)
    assert all(set(spelt_out(phrase)) <= known for phrase in PHRASES)
    assert all(set(story.steps) <= known for story in stories())
    pairs = [(story.party, story.item) for story in stories()]
    assert len(pairs) == len(set(pairs))


@pytest.mark.req("S6.4")
def test_a_portal_is_registered_and_a_subscriber_was_told_taken_refused_and_tried_again(told: int) -> None:
    (portal,) = platforms.portals()
    assert portal.live
    assert len(portal.origins.split()) == 2
    (one,) = platforms.subscribers()
    assert not one.live  # nobody receives anything in the demonstration
    tries = {state: {row.tries for row in platforms.dispatches(one.pk, state).rows} for state, _ in STATES}
    assert tries == {"sent": {1, 2}, "waiting": {1}, "parked": {len(PACE.again_s)}}
