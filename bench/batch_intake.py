"""What taking in new cases costs while whole sets are matched: CPU and clock of a new case, each beside the same at rest.

One database; cases are opened (opened, eligibility, notice) in one process, a few at rest and a few beside each of these
in turn, so that what else the machine does falls on all of them: matching with as many threads as the product takes by
itself; matching with two; answers entered one after the other by their act, without a pause. The control holds the
write lock for seconds at a time, as somebody would who enters a whole piece in one transaction: the clock must show it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent / "src")]

from bench import batch, case_desk, case_stock, catalogue_stock  # noqa: E402

ROUNDS, CASES = int(os.environ.get("ROUNDS", "6")), 20
#: So many claims are matched again and again; the sets have a fifth of the rows of `bench/batch.py`.
CLAIMS, MILLION = 2_000_000, 200_000
REST = "没有别的"
CONTROL = case_desk.CONTROL
AIM, CLOCK = 1.3, 2.0


def main() -> None:
    """Measure in a process and a database of its own, and print the table."""
    failed = False
    for name, url in catalogue_stock.engines().items():
        found = catalogue_stock.measured_apart(__file__, name, url)
        print(f"\n{name}：新办件（立件、资格核验、告知），{ROUNDS * CASES}件\n")
        print(f"{'':26}{'CPU毫秒p50':>12}{'比平时':>8}{'钟表毫秒p50／p95':>20}{'p95比平时':>10}")
        for label, one in found.items():
            cpu, clock = one["cpu"] / found[REST]["cpu"], one["p95"] / found[REST]["p95"]
            print(
                f"{label:26}{one['cpu']:12.1f}{cpu:8.2f}{one['p50']:12.1f}／{one['p95']:.1f}{clock:10.2f}",
                flush=True,
            )
            control = label.startswith(CONTROL)
            if control and clock <= CLOCK:
                sys.exit("握着写锁也没有变慢：这个测法不可信")
            failed |= not control and cpu > AIM
    sys.exit(int(failed))


def measure() -> None:
    """Open cases beside each thing in turn, and print JSON."""
    import django

    django.setup()
    town = case_stock.Town()
    for _ in range(3):
        town.lived("granted")
    folder = Path(os.environ["NUOCHENG_DATA"]) / "matched"
    folder.mkdir()
    batch.sets(folder, MILLION)
    batch.claims(folder, CLAIMS)
    cost = catalogue_stock.Cost()
    taken: dict[str, list[tuple[float, float]]] = {label: [] for label in BESIDE}
    for _ in range(ROUNDS):
        for label, what in BESIDE.items():
            with beside(what, folder):
                taken[label] += [_one(cost, town) for _ in range(CASES)]
    print(json.dumps({label: _figures(found) for label, found in taken.items()}))


def _one(cost: Any, town: Any) -> tuple[float, float]:
    """Open one case; return its CPU seconds and its seconds on the clock."""
    began = time.perf_counter()
    spent, _ = cost.of(case_desk.Party, town)
    return spent, time.perf_counter() - began


def _figures(taken: list[tuple[float, float]]) -> dict[str, float]:
    clock = catalogue_stock.spread([elapsed for _, elapsed in taken])
    return {"cpu": catalogue_stock.spread([spent for spent, _ in taken])["p50"], **clock}


@contextmanager
def beside(what: str, folder: Path) -> Iterator[None]:
    """Let something run beside, in a process of its own, from when it has begun until the end."""
    if not what:
        yield
        return
    command = [sys.executable, "-W", "ignore", __file__, "--beside", what, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "begun\n"
            yield
            assert running.poll() is None, f"{what}自己先停了：旁边什么都没有"
        finally:
            running.kill()


# --- what runs beside ---------------------------------------------------------------------------------


def matching(threads: int) -> Callable[[Path], None]:
    """Return the way to match with so many threads; none are as many as the product takes by itself."""

    def do(folder: Path) -> None:
        from django.conf import settings

        from nuocheng.verification.channels.batch import engines

        memory, by_itself = settings.NUOCHENG_BATCH[1:]
        engine = engines.engine("", memory=memory, threads=threads or by_itself, spill=folder / "spill")
        results = folder / "results"
        while True:
            for path in results.glob("*.parquet"):
                path.unlink()
            results.mkdir(exist_ok=True)
            batch.product(folder, engine)

    return do


def entering(_folder: Path) -> None:
    """Enter answers one after the other, each by its act."""
    from django.utils import timezone

    from nuocheng.journal import official
    from nuocheng.verification import acts, jobs
    from nuocheng.verification.models import Task

    official.give_way()

    now = timezone.now()
    heard = acts.Heard(
        channel="internal_record",
        source="stated",
        outcome="consistent",
        observed="与承诺一致",
        note="",
        raw=b"{}",
        digest=sha256(b"{}").hexdigest(),
        receipt_no="",
        source_time=now.date(),
        asked_at=now,
        answered_at=now,
        latency_ms=1,
    )
    tasks = list(Task.objects.filter(state__in=("owed", "answered")).values_list("pk", flat=True))
    while True:
        for reference in tasks:
            acts.record_answer(jobs.system(), reference, heard=heard)


def locking(_folder: Path) -> None:
    """Hold the write lock, on SQLite of the database and on PostgreSQL of what a new case writes to."""
    from django.db import connection, transaction

    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("LOCK TABLE cases_case IN EXCLUSIVE MODE")
            time.sleep(1)
        time.sleep(0.05)


DOING: dict[str, Callable[[Path], None]] = {
    "matching": matching(0),
    "matching2": matching(2),
    "entering": entering,
    "locking": locking,
}
BESIDE = {
    REST: "",
    "正在比对": "matching",
    "正在比对，两个线程": "matching2",
    "正在记入结果，一项接一项": "entering",
    f"{CONTROL}：握着写锁": "locking",
}

if __name__ == "__main__":
    if "--beside" in sys.argv:
        import django

        django.setup()
        print("begun", flush=True)
        DOING[sys.argv[2]](Path(sys.argv[3]))
    else:
        measure() if "--measure" in sys.argv else main()
