"""Runs of batch verification for tests: a loaded reference set, tasks that wait, and workers that are killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification.matching import a_number

from nuocheng.journal.canonical import sha256
from nuocheng.journal.files import File
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification import acts, jobs
from nuocheng.verification.acts import Described, Duty, HandedIn
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.channels.batch.tables import headings
from nuocheng.verification.models import Answer, Batch, Snapshot, Task
from nuocheng.verification.queries import batches

SOURCE, FIELD = "premises", "rent"
NAME = "李守信"
COLUMNS = Described(0, 1, ((2, FIELD, FactType.MONEY),))


def table(serials: Iterable[int], *, extra: str = "") -> str:
    """Return a register as a CSV: every fourth party's amount is another than it pledges."""
    rows = (f"{a_number(one)},{NAME},{one + 5 * (one % 4 == 0)}" for one in serials)
    return "\n".join(["身份证号,姓名,月租金", *rows, *([extra] if extra else [])]) + "\n"


def received(hours: Hours, text: str, *, source: str = SOURCE, as_of: date | None = None) -> Snapshot:
    """Return a snapshot whose file was handed in."""
    raw = text.encode()
    path = Path(settings.NUOCHENG_DATA) / "handed-in.csv"
    path.write_bytes(raw)
    given = HandedIn(
        source, as_of or hours.at.date(), False, "租赁.csv", len(raw), sha256(text), tuple(headings(path))
    )
    on = an_occasion(Role.ADMINISTRATOR, at=hours.next())
    reference = acts.receive_snapshot(on, handed_in=given).reference
    path.replace(folders.incoming(reference))
    return batches.snapshot(reference)


def described(hours: Hours, text: str, **given: object) -> Snapshot:
    """Return a snapshot of which it is known what the columns are."""
    row = received(hours, text, **given)  # type: ignore[arg-type]
    acts.describe_snapshot(an_occasion(Role.ADMINISTRATOR, at=hours.next()), row.reference, described=COLUMNS)
    return batches.snapshot(row.reference)


def loaded(hours: Hours, text: str, **given: object) -> Snapshot:
    """Return a snapshot that can be matched with."""
    row = described(hours, text, **given)
    jobs.load_snapshots(an_occasion(Role.SYSTEM, at=hours.next()), timedelta(minutes=5))
    return batches.snapshot(row.reference)


def tasks(hours: Hours, serials: Iterable[int], certificates: int = 2) -> list[str]:
    """Return tasks that wait: each party pledged the amount that is its serial number."""
    b.some_departments()
    return [a_task(hours, serial, f"证明{serial % certificates}") for serial in serials]


def a_task(hours: Hours, serial: int, certificate: str = "证明0", claimed: str = "") -> str:
    """Return a task that waits."""
    at = hours.next()
    duty = Duty(
        reference=f"2026-{serial:05d}-1",
        origin=f"2026-{serial:05d}",
        department=b.DEPARTMENT,
        item_name="公租房补贴",
        party=a_number(serial),
        party_kind="person",
        party_name=NAME,
        certificate=certificate,
        certificate_key="lease",
        fact_key=FIELD,
        label="月租金",
        fact_type="money",
        comparison="equals",
        claimed=claimed or f"{serial}元",
        channel="internal_record",
        source=SOURCE,
        source_field=FIELD,
        standard="",
        exempt_reason="",
        decided_at=at,
        due_on=at.date() + timedelta(days=200),
        due_provisional=False,
    )
    return acts.owe(an_occasion(Role.SYSTEM, at=at), duty=duty).reference


def a_batch(hours: Hours, count: int = 12) -> Batch:
    """Return a prepared run over so many tasks; every fifth party is not in the set."""
    loaded(hours, table(one for one in range(count) if one % 5))
    tasks(hours, range(count))
    return prepared(hours)


def prepared(hours: Hours) -> Batch:
    """Return a prepared run over what waits."""
    on = an_occasion(Role.VERIFIER, at=hours.next())
    return batches.batch(acts.prepare_batch(on, department=b.DEPARTMENT).reference)


def carried_on(hours: Hours, batch: Batch, seconds: float = 300) -> Batch:
    """Go on with a run; return it as it stands."""
    jobs.carry_on_batches(an_occasion(Role.SYSTEM, at=hours.next()), timedelta(seconds=seconds))
    return batches.batch(batch.reference)


def expected(count: int) -> Counter[str]:
    """Return the outcomes of a run over so many tasks, worked out by hand."""
    return Counter(
        "not_found" if one % 5 == 0 else "contradicted" if one % 4 == 0 else "consistent"
        for one in range(count)
    )


def answers() -> Counter[str]:
    """Return how many answers were entered on each task."""
    return Counter(str(one) for one in Answer.objects.values_list("task_id", flat=True))


def states() -> Counter[str]:
    """Return how many tasks stand in each state."""
    return Counter(str(one) for one in Task.objects.values_list("state", flat=True))


def a_worker(kill_at: int = 0, *, rig: str = "worker.py", how: str = "") -> int:
    """Let a worker of its own go on with what is there; it is killed at so many events. Return how it ended.

    *rig* says which worker, and *how* whether it is one of its controls.
    """
    base = connection.settings_dict
    url = f"sqlite:///{base['NAME']}"
    if connection.vendor == "postgresql":
        whom, where = f"{base['USER']}:{base['PASSWORD']}", f"{base['HOST']}:{base['PORT']}/{base['NAME']}"
        url = f"postgresql://{whom}@{where}?{urlencode(base['OPTIONS'])}"
    told = {
        "NUOCHENG_DATABASE_URL": url,
        "NUOCHENG_DATA": str(settings.NUOCHENG_DATA),
        "NUOCHENG_DEMO": "1",
        "KILL_AT": str(kill_at),
        "HOW": how,
    }
    worker = Path(__file__).with_name(rig)
    return subprocess.run([sys.executable, str(worker)], env={**os.environ, **told}, check=False).returncode


HANDED_IN = HandedIn(
    SOURCE, b.MORNING.date(), False, "租赁.csv", 100, "0" * 64, ("身份证号", "姓名", "月租金")
)
LAID_OUT = acts.LaidOut(3, 0, "0" * 64)
MATCHED = acts.Matched("DuckDB", "0" * 64, {"consistent": 0})


def a_snapshot(hours: Hours, *verbs: str) -> Snapshot:
    """Return a snapshot after what these verbs do to it, without any file."""
    on = an_occasion(Role.ADMINISTRATOR, at=hours.next())
    reference = acts.receive_snapshot(on, handed_in=HANDED_IN).reference
    for verb in verbs:
        SNAPSHOT_DOES[verb](hours, reference)
    return batches.snapshot(reference)


def something_waits(hours: Hours) -> dict[str, str]:
    """Lay out what a run is prepared for, and return with what it is."""
    if not Snapshot.objects.exists():
        a_snapshot(hours, "describe", "load")
        tasks(hours, range(70_001, 70_003))  # far from the numbers of cases
    return {"department": b.DEPARTMENT}


def a_run(hours: Hours, *verbs: str) -> Batch:
    """Return a run after what these verbs do to it; nothing is laid out for it."""
    something_waits(hours)
    row = prepared(hours)
    for verb in verbs:
        BATCH_DOES[verb](hours, row.reference)
    return batches.batch(row.reference)


def _by_system(hours: Hours) -> Occasion:
    return an_occasion(Role.SYSTEM, at=hours.next())


SNAPSHOT_DOES: Mapping[str, Callable[[Hours, str], Any]] = {
    "describe": lambda hours, reference: acts.describe_snapshot(
        an_occasion(Role.ADMINISTRATOR, at=hours.next()), reference, described=COLUMNS
    ),
    "load": lambda hours, reference: acts.load_snapshot(_by_system(hours), reference, laid_out=LAID_OUT),
    "refuse": lambda hours, reference: acts.refuse_snapshot(_by_system(hours), reference, fault="文件坏了"),
    "remove": lambda hours, reference: acts.remove_snapshot(
        an_occasion(Role.ADMINISTRATOR, at=hours.next()), reference, reason="有了新的"
    ),
}
BATCH_DOES: Mapping[str, Callable[[Hours, str], Any]] = {
    "begin": lambda hours, reference: acts.begin_batch(_by_system(hours), reference, strands=()),
    "match": lambda hours, reference: acts.match_batch(_by_system(hours), reference, matched=MATCHED),
    "finish": lambda hours, reference: acts.finish_batch(_by_system(hours), reference),
    "stop": lambda hours, reference: acts.stop_batch(_by_system(hours), reference, reason="要先看看"),
}
IN_STATE: Mapping[str, Mapping[str, Callable[[Hours], File]]] = {
    "snapshot": {
        "received": a_snapshot,
        "loading": lambda hours: a_snapshot(hours, "describe"),
        "loaded": lambda hours: a_snapshot(hours, "describe", "load"),
        "refused": lambda hours: a_snapshot(hours, "describe", "refuse"),
        "removed": lambda hours: a_snapshot(hours, "remove"),
    },
    "batch": {
        "prepared": a_run,
        "matching": lambda hours: a_run(hours, "begin"),
        "entering": lambda hours: a_run(hours, "begin", "match"),
        "done": lambda hours: a_run(hours, "begin", "match", "finish"),
        "stopped": lambda hours: a_run(hours, "stop"),
    },
}
