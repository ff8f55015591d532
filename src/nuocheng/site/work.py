"""The job runner: what happens by itself, each job at its own pace, one job's fault never another's."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import close_old_connections

log = logging.getLogger("nuocheng.work")

#: Libraries that write a line for every question they carry; what matters is in the journal.
TALKATIVE = ("httpx2", "httpcore2")
BEAT_S = 1.0
MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: what it is called, every how many seconds it is done, and what does it.

    *do* gets the moment, is idempotent, and returns a sentence about what it did, or nothing.
    """

    name: str
    every: int
    do: Callable[[datetime], str | None]


def hush() -> None:
    """Keep the log to what an administrator has to know."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def run_job(job: Job, at: datetime) -> bool:
    """Do one job once; a fault is logged and stays with the job. Say whether it went well."""
    close_old_connections()
    try:
        said = job.do(at)
    except Exception:
        log.exception("job %s broke; it is tried again in %d s", job.name, job.every)
        return False
    if said:
        log.info("%s：%s", job.name, said)
    return True


def run_all(jobs: Sequence[Job], at: datetime) -> list[str]:
    """Do every job once, in order; return the names of those that broke."""
    return [job.name for job in jobs if not run_job(job, at)]


def run_forever(jobs: Sequence[Job], clock: Callable[[], datetime], stopping: threading.Event) -> None:
    """Do each job at its own pace until told to stop; the job under way is always finished.

    Paces are counted in beats of one second, so that a server clock set back stops nothing.
    """
    log.info("定时工作开始：%s", "、".join(job.name for job in jobs))
    for beat in itertools.count():
        for job in jobs:
            if beat % job.every == 0 and not stopping.is_set():
                run_job(job, clock())
        if stopping.wait(BEAT_S):
            return
