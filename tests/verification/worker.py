"""A worker that goes on with runs of batch verification until it is killed, by itself and for good (SIGKILL).

Every moment that matters is an event: a piece half written and written, a deed written but not committed, and
committed. The event numbered KILL_AT is the last. A CARELESS worker is the control: it enters each result in a
transaction of its own, sets the mark afterwards, and does not look whether a task still waits.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "nuocheng.settings"
django.setup()

from nuocheng.journal import official  # noqa: E402
from nuocheng.verification import acts, jobs  # noqa: E402
from nuocheng.verification.channels.batch import engines  # noqa: E402
from nuocheng.verification.jobs import batches as running  # noqa: E402
from nuocheng.verification.models import Batch  # noqa: E402
from nuocheng.verification.queries import batches  # noqa: E402

KILL_AT = int(os.environ["KILL_AT"])
HAPPENED = [0]


def event() -> None:
    """Something that matters has just happened."""
    HAPPENED[0] += 1
    if HAPPENED[0] == KILL_AT:
        os.kill(os.getpid(), signal.SIGKILL)


def slow_write(engine: Any, expression: Any, path: Path) -> None:
    """Write a piece as the engine does, in two steps that a kill may fall between."""
    path.with_name(f"{path.name}.part").write_bytes(b"half")
    event()
    written(engine, expression, path)
    event()


def through_the_door(deed: Any, beside: Any = ()) -> None:
    """Write a deed; a kill may fall before it is committed."""
    wrote(deed, beside)
    event()


def one_after_the_other(on: Any, reference: str, *, first: int, said: Any) -> None:
    """Enter results as somebody would who thinks of no kill."""
    for one in said:
        acts.record_answer(on, one.reference, heard=one.heard)
        event()
    Batch.objects.filter(pk=reference).update(mark=first + len(said))


written, wrote = engines.Embedded.write, official.write
engines.Embedded.write = slow_write  # type: ignore[method-assign]
engines.Embedded.piece = 30
official.write = through_the_door  # type: ignore[assignment]
running.TOGETHER = 10
if os.environ["HOW"] == "careless":
    acts.enter_batch = one_after_the_other  # type: ignore[assignment]
while batches.at_work():
    jobs.carry_on_batches(jobs.system(), timedelta(minutes=5))
    event()
assert "pandas" not in sys.modules, "DuckDB has been given values beside a statement"
