"""Whenever the worker that asks sources is killed, nothing is verified twice and nothing is forgotten."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests import builders as b
from tests.builders import Hours
from tests.verification.matching import a_number
from tests.verification.running import FIELD, NAME, SOURCE, a_worker, answers, expected, states, tasks

from nuocheng.journal.verifying import faults
from nuocheng.verification.models import RegisterRow, Task

KILLS = int(os.environ.get("KILLS", "3"))
#: Enough that work is left after every kill, however late each comes.
TASKS = max(40, 10 * KILLS)
#: Each task is two events, and every ten of them one more.
EVENTS = 2 * TASKS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("S8.1")]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.NUOCHENG_DATA = tmp_path


def things_to_ask() -> None:
    """Let tasks wait, and a register of the department hold what most of them are about."""
    tasks(Hours(), range(TASKS))
    RegisterRow.objects.bulk_create(
        RegisterRow(
            register=SOURCE,
            department=b.DEPARTMENT,
            number=a_number(one),
            name=NAME,
            fields={FIELD: f"{one + 5 * (one % 4 == 0)}元"},
            as_of=b.MORNING.date(),
        )
        for one in range(TASKS)
        if one % 5
    )


def asking(kill_at: int = 0, how: str = "") -> int:
    """Let a worker ask until it is killed; return how it ended."""
    return a_worker(kill_at, rig="asking_worker.py", how=how)


def test_killed_at_any_moment_every_task_is_asked_about_and_answered_exactly_once() -> None:
    things_to_ask()
    chance = random.Random(20261130)
    ended = [asking(chance.randint(1, EVENTS // (KILLS + 1))) for _ in range(KILLS)]
    assert ended == [-9] * KILLS
    assert 0 < sum(answers().values()) < TASKS, "it was killed on the way"
    assert asking() == 0
    assert Counter(answers().values()) == {1: TASKS}
    assert states() == {"answered": TASKS}
    assert Counter(Task.objects.values_list("outcome", flat=True)) == expected(TASKS)
    assert not list(faults())
    assert asking() == 0
    assert sum(answers().values()) == TASKS, "a worker that finds nothing to do does nothing"


def test_the_control_that_takes_tasks_off_the_list_first_forgets_some() -> None:
    things_to_ask()
    assert asking(12, "forgetful") == -9
    assert asking(0, "forgetful") == 0
    assert sum(answers().values()) < TASKS
    assert Task.objects.filter(state="answered", outcome="").exists()


def test_the_control_that_begins_anew_answers_twice() -> None:
    things_to_ask()
    assert asking(12) == -9
    assert asking(0, "doubtful") == 0
    assert max(answers().values()) == 2
