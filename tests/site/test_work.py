"""The job runner: one job's fault is never another's, and a wish to stop is heard."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
import typer
from tests import builders

from nuocheng.journal import official
from nuocheng.kernel.occasion import CHINA
from nuocheng.site import work
from nuocheng.site.cli import work as command
from nuocheng.site.jobs import JOBS
from nuocheng.site.work import Job, run_all, run_forever
from nuocheng.verification import queries as verification

AT = datetime(2026, 11, 3, 10, 0, tzinfo=CHINA)


def broken(_: datetime) -> str | None:
    raise RuntimeError("the source hung up")


@pytest.mark.django_db
def test_a_broken_job_is_logged_and_the_others_are_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    jobs = [Job("one", 1, broken), Job("other", 1, lambda at: done.append(f"{at:%H:%M}"))]
    with caplog.at_level(logging.ERROR):
        assert run_all(jobs, AT) == ["one"]
    assert done == ["10:00"]
    assert "the source hung up" in caplog.text


@pytest.mark.django_db
def test_each_job_comes_at_its_own_pace_until_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "BEAT_S", 0.001)
    stopping, seen = threading.Event(), []

    def often(_: datetime) -> None:
        seen.append("often")
        if seen.count("often") == 7:
            stopping.set()

    run_forever(
        [Job("often", 1, often), Job("seldom", 3, lambda _: seen.append("seldom"))], lambda: AT, stopping
    )
    assert seen.count("often") == 7
    assert seen.count("seldom") == 2


@pytest.mark.django_db
def test_a_verified_case_is_closed_by_itself() -> None:
    time = builders.Hours()
    case = builders.an_answered_case(hours=time)
    for task in verification.tasks_of(case.reference):
        verifier = builders.an_occasion(builders.Role.VERIFIER, at=time.next())
        builders.verification.record_finding(verifier, task.reference, verdict="confirm")
    (job,) = [one for one in JOBS if one.name == "办结已核查的办件"]
    said = job.do(time.next())
    assert builders.case_queries.case(case.reference).state == "closed"
    assert said == "办结1件"
    assert job.do(time.next()) is None


def test_the_worker_stops_when_told(tmp_path: Path) -> None:
    env = {**os.environ, "NUOCHENG_DATA": str(tmp_path), "NUOCHENG_DEMO": "1", "NUOCHENG_DATABASE_URL": ""}
    command = [sys.executable, "-m", "nuocheng.site.cli"]
    subprocess.run([*command, "setup"], env=env, check=True, capture_output=True)
    worker = subprocess.Popen([*command, "work"], env=env, stderr=subprocess.PIPE, text=True)
    assert worker.stderr is not None
    assert "定时工作开始" in worker.stderr.readline()
    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate(timeout=30)
    assert worker.returncode == 0, said


def test_the_worker_gives_way_to_people_and_nobody_else_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "_GIVES_WAY", [])
    monkeypatch.setattr(command, "JOBS", [])
    with pytest.raises(typer.Exit):
        command.work(once=True)
    assert official._GIVES_WAY == [True]
