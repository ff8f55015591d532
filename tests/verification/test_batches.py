"""Batch verification: prepared, matched, entered; stopped and resumed; killed at any moment and still exact."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import running
from tests.verification.running import a_batch, a_worker, answers, carried_on, expected, table

from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.jobs import batches as job
from nuocheng.verification.models import Answer, Snapshot, Task
from nuocheng.verification.queries import batches

KILLS = int(os.environ.get("KILLS", "3"))
TASKS = 60


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.NUOCHENG_DATA = tmp_path


@pytest.mark.django_db
@pytest.mark.req("S10.6")
def test_a_run_enters_one_answer_on_each_task_and_finds_nothing_by_itself() -> None:
    hours = Hours()
    done = carried_on(hours, a_batch(hours, 20))
    assert (done.state, done.claimed, done.mark, done.entered, done.passed, done.differing) == (
        "done", 20, 20, 20, 0, 0,
    )  # fmt: skip
    assert Counter(answers().values()) == {1: 20}
    assert Counter(Task.objects.values_list("outcome", flat=True)) == expected(20)
    assert running.states() == {"answered": 20}
    told = Counter[str]()
    for counts in done.results.values():
        told.update(counts)
    assert (told, set(done.results)) == (expected(20), {"证明0", "证明1"})
    answer = Answer.objects.filter(outcome="contradicted").first()
    assert answer is not None
    assert (answer.channel, answer.source_time) == ("reference_set", b.MORNING.date())
    assert answer.receipt_no.startswith(f"NB-{done.reference}.")
    assert "登记：" in answer.note
    assert not list(faults())
    assert folders.there("batch") == [] or carried_on(hours, done).state == "done"


@pytest.mark.django_db
def test_a_task_found_on_meanwhile_is_passed_over_and_a_silent_source_is_asked_again() -> None:
    hours = Hours()
    batch = a_batch(hours, 6)
    on = an_occasion(Role.SYSTEM, at=hours.next())
    first, second = Task.objects.order_by("reference")[1:3]
    silent = running_heard(first, "source_down")
    acts.record_answer(on, first.reference, heard=silent)
    acts.record_answer(on, second.reference, heard=running_heard(second, "missing"))
    done = carried_on(hours, batch)
    assert (done.state, done.entered, done.passed) == (
        "done",
        5,
        0,
    )  # what was answered was not laid out at all
    assert answers()[first.reference] == 2
    assert answers()[second.reference] == 1


def running_heard(task: Task, outcome: str) -> acts.Heard:
    """Return an answer as it is kept."""
    return acts.Heard(
        "internal_record", "premises", outcome, "", "", b"", "0" * 64, "", None, b.MORNING, b.MORNING, 1
    )


@pytest.mark.django_db
def test_what_is_laid_out_and_answered_by_somebody_before_it_is_entered_is_passed_over() -> None:
    hours = Hours()
    batch = a_batch(hours, 6)
    batch = carried_on(hours, batch, seconds=-1)  # one step: matched one piece, nothing entered
    assert batch.state in {"matching", "entering"}
    task = Task.objects.order_by("reference")[2]
    acts.record_answer(
        an_occasion(Role.SYSTEM, at=hours.next()), task.reference, heard=running_heard(task, "missing")
    )
    done = carried_on(hours, carried_on(hours, batch))
    assert (done.state, done.entered, done.passed) == ("done", 5, 1)
    assert answers()[task.reference] == 1


@pytest.mark.django_db
@pytest.mark.req("S10.6")
def test_a_run_is_stopped_with_a_reason_and_goes_on_from_its_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours()
    monkeypatch.setattr(job, "TOGETHER", 5)
    batch = a_batch(hours, 20)
    for _ in range(20):
        batch = carried_on(hours, batch, seconds=-1)
        if batch.mark:
            break
    assert (batch.state, batch.mark) == ("entering", 5)
    verifier = an_occasion(Role.VERIFIER, at=hours.next())
    with pytest.raises(Malformed):
        acts.stop_batch(verifier, batch.reference, reason=" ")
    acts.stop_batch(verifier, batch.reference, reason="要先看看结果")
    assert carried_on(hours, batch).mark == 5
    acts.resume_batch(an_occasion(Role.VERIFIER, at=hours.next()), batch.reference)
    done = carried_on(hours, batch)
    assert (done.state, done.entered) == ("done", 20)
    assert Counter(answers().values()) == {1: 20}


@pytest.mark.django_db
def test_a_department_has_one_run_and_none_where_nothing_can_be_matched() -> None:
    hours = Hours()
    running.tasks(hours, range(3))
    with pytest.raises(OutOfOrder, match="没有可以批量核查的"):
        running.prepared(hours)
    running.loaded(hours, table(range(3)), as_of=hours.at.date() - timedelta(days=600))
    with pytest.raises(OutOfOrder, match="够新"):
        running.prepared(hours)
    running.loaded(hours, table(range(3)))
    running.prepared(hours)
    with pytest.raises(OutOfOrder, match="还没有做完"):
        running.prepared(hours)


@pytest.mark.django_db
def test_what_a_set_covers_is_left_to_the_night_unless_it_is_due() -> None:
    hours = Hours()
    running.loaded(hours, table(range(3)))
    running.tasks(hours, range(3))
    assert jobs.ask_due() == 0
    by_day, by_night = (an_occasion(Role.SYSTEM, at=hours.at.replace(hour=hour)) for hour in (14, 2))
    assert jobs.prepare_batches(by_day) == 0
    assert jobs.prepare_batches(by_night) == 1
    assert jobs.prepare_batches(by_night) == 0
    assert queries.to_ask(["internal_record"], hours.at, 10)


@pytest.mark.django_db
def test_a_run_that_breaks_off_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours()
    batch = a_batch(hours, 6)
    folders.content(batches.snapshots().rows[0].reference).write_bytes(b"no table")
    stopped = carried_on(hours, batch)
    assert (stopped.state, stopped.entered) == ("stopped", 0)
    assert "没有记错任何结果" in stopped.stopped_for


@pytest.mark.django_db
@pytest.mark.req("S10.6")
def test_bad_rows_are_refused_by_row_column_and_reason_and_the_others_are_loaded() -> None:
    hours = Hours()
    bad = "\n".join(
        [
            f"620402199001010019,{running.NAME},1",
            f"{running.a_number(3)},,2",
            f"{running.a_number(4)},甲,很多",
        ]
    )
    snapshot = running.loaded(hours, table(range(2), extra=bad))
    assert (snapshot.state, snapshot.taken, snapshot.refused) == ("loaded", 2, 3), snapshot.fault
    told = batches.advance(snapshot.reference).faults
    for said in ('"row": 4', "身份证号", "没有姓名或者名称", "看不懂"):
        assert said in told
    assert running.NAME not in told
    assert not folders.incoming(snapshot.reference).exists()


@pytest.mark.django_db
def test_a_load_goes_on_where_it_was_and_a_set_is_removed_with_its_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hours = Hours()
    monkeypatch.setattr("nuocheng.verification.channels.batch.loading.SEGMENT", 7)
    row = running.described(hours, table(range(40)))
    on = an_occasion(Role.SYSTEM, at=hours.next())
    assert [jobs.load_snapshots(on, timedelta(seconds=-1)) for _ in range(7)] == [0] * 6 + [1]
    loaded = batches.snapshot(row.reference)
    assert (loaded.state, loaded.taken) == ("loaded", 40)
    whole = running.loaded(hours, table(range(40)), source="another")
    assert whole.content_digest == loaded.content_digest
    again = running.loaded(hours, table(range(40)))
    assert (again.state, "同一天的数据已经装过" in again.fault) == ("refused", True)
    acts.remove_snapshot(an_occasion(Role.ADMINISTRATOR, at=hours.next()), row.reference, reason="有了新的")
    jobs.load_snapshots(on)
    assert row.reference not in folders.there("reference")
    assert Snapshot.load(row.reference).content_digest == loaded.content_digest


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("S10.6")
def test_killed_at_any_moment_every_task_is_answered_exactly_once() -> None:
    hours = Hours()
    batch = a_batch(hours, TASKS)
    chance = random.Random(20260402)
    ended = [a_worker(chance.randint(1, 16)) for _ in range(KILLS)]
    assert -9 in ended, ended
    assert a_worker() == 0
    done = batches.batch(batch.reference)
    assert (done.state, done.mark, done.entered + done.passed) == ("done", TASKS, TASKS)
    assert Counter(answers().values()) == {1: TASKS}
    assert Counter(Task.objects.values_list("outcome", flat=True)) == expected(TASKS)
    assert not list(faults())


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_thinks_of_no_kill_answers_twice() -> None:
    hours = Hours()
    a_batch(hours, TASKS)
    assert a_worker(14, how="careless") == -9
    a_worker(how="careless")
    assert max(answers().values()) > 1
