"""What the verification desk costs at 1 000, 10 000 and 100 000 open tasks of one department.

The queue in its lanes, deep pages, search and counts, each as a request to the very WSGI application that the server
runs; the run that asks sources, which takes the most urgent fifty and records each answer by its act; and the sweep
for what is settled; and, with as many rows handed to a platform, finding the days to compare. Every size has a database and a process of its own, filled by `case_stock`. With
NUOCHENG_BENCH_POSTGRES both databases are measured. The control counts to the end and sorts: it must grow.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import case_desk, case_stock, catalogue_stock
from bench.life import DEPARTMENT

SIZES = (1_000, 10_000, 100_000)
TIMES = int(os.environ.get("TIMES", "40"))
#: At the smallest size so many runs find fifty each; the first of them is not counted.
RUNS = 4
AIM = 1.3
CONTROL = case_desk.CONTROL
#: One party in ten is called so: the name fills a page at every size.
ALIKE = "欧阳建国"
#: The platform that rows are handed to, and how many a day.
PLATFORM, A_DAY = "市监管平台", 100
#: How the open tasks stand, by the last digit of their number: state, outcome, and days since they were asked.
STANDING = {
    **dict.fromkeys("01", ("owed", "")),
    **dict.fromkeys("2345", ("answered", "consistent")),
    "6": ("answered", "contradicted"),
    "7": ("answered", "not_found"),
    "8": ("answered", "source_down"),
    "9": ("answered", "stale"),
}

PRESSED, TO_PRESS = "提醒和催办，最早的100项", "找要提醒的200项"
#: From which size on a thing is compared, where the smallest has too little of it to fill a run.
FROM = {PRESSED: 1, TO_PRESS: 1}


def main() -> None:
    """Measure each size on each engine, print one table for each, and say whether everything is flat."""
    failed = False
    for name, url in catalogue_stock.engines().items():
        results = {size: catalogue_stock.measured_apart(__file__, name, url, str(size)) for size in SIZES}
        failed |= not _printed(name, results)
    sys.exit(int(failed))


def _printed(name: str, results: dict[int, dict[str, Any]]) -> bool:
    """Print the table of one engine; say whether all of it is flat."""
    flat = True
    print(f"\n{name}：CPU毫秒p50／p95（应用进程＋数据库后端）\n")
    print(f"{'':30}" + "".join(f"{size:>20,}" for size in results) + f"{'p50最大÷最小':>14}")
    for label in results[SIZES[0]]:
        found = [results[size][label] for size in results]
        ratio = found[-1]["p50"] / found[FROM.get(label, 0)]["p50"]
        control = label.startswith(CONTROL)
        flat &= control or ratio <= AIM
        cells = "".join(f"{one['p50']:>11.2f}／{one['p95']:.2f}" for one in found)
        verdict = "" if control else "  达到" if ratio <= AIM else "  未达到"
        print(f"{label:30}{cells}{ratio:>12.2f}{verdict}", flush=True)
        if control and ratio <= AIM:
            sys.exit(f"{name}: {label} 没有变慢，这个测法不可信")
    return flat


# --- inside the measured process --------------------------------------------------------------------


def measure(size: int) -> None:
    """Fill the database, ask, print JSON."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    waiting = max(case_stock.LEAST_WAITING, round(size * case_stock.SHARE_WAITING)) * case_stock.DEPARTMENTS
    town = case_stock.fill(size + waiting, {"granted": 1.0})
    _spread()
    _hand_over(size)
    cost = catalogue_stock.Cost()
    counter = case_desk.Counter(cost)
    client = case_desk.browser(_officer(town))
    found = {}
    for label, path in _pages().items():
        taken = [counter.ask(case_desk.asking(client, path)) for _ in range(case_desk.WARM + TIMES)]
        found[label] = case_desk.figures(taken[case_desk.WARM :])
    for label, (do, times) in {**_jobs(), **_controls()}.items():
        found[label] = case_desk.figures([(cost.of(do)[0], 1.0) for _ in range(times)][1:])
    print(json.dumps(found))


def _spread() -> None:
    """Let the open tasks stand as they do in a department: some unasked, most answered, due over three months."""
    from django.db import connection

    from nuocheng.edge.clock import now, today
    from nuocheng.verification.models import Task

    rows = Task.objects.exclude(state="exempt")
    rows.update(department=DEPARTMENT, channel="internal_record", source="bench_register")
    for digit, (state, outcome) in STANDING.items():
        asked = None if state == "owed" else now() - timedelta(days=2)
        rows.filter(reference__endswith=digit).update(
            state=state, outcome=outcome, asked_at=asked, due_on=today() + timedelta(days=9 * int(digit) - 6)
        )
    rows.filter(reference__endswith="4").update(party_name=ALIKE)
    for ending in range(100):
        rows.filter(reference__endswith=f"{ending:02d}").update(due_on=today() + timedelta(days=ending - 9))
    # Of every hundred open tasks a few are to be reminded of today, and one waits for its expiry, which has come.
    rows.update(remind_on=today() + timedelta(days=30))
    for ending in range(4):
        rows.filter(reference__endswith=f"{ending:02d}").update(remind_on=today() - timedelta(days=ending))
    rows.filter(reference__endswith="99").update(
        state="awaiting", outcome="", opens_on=today(), remind_on=None
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _hand_over(size: int) -> None:
    """Let as many rows be handed to a platform, a hundred a day, all days compared but the last."""
    from django.db import connection

    from nuocheng.edge.clock import now, today
    from nuocheng.handover.models import ACCEPTED, Destination, Handed, Reconciliation

    told = {"name": PLATFORM, "way": "push", "tables": "case", "region": "620402", "made_by": "bench"}
    one = Destination.objects.create(**told, made_at=now())
    days = [today() - timedelta(days=back) for back in range(size // A_DAY, 0, -1)]
    for start in range(0, len(days), 100):
        rows = [
            Handed(destination=one, table="case", key=f"{day}-{n}", state=ACCEPTED, day=day, changed_at=now())
            for day in days[start : start + 100]
            for n in range(A_DAY)
        ]
        Handed.objects.bulk_create(rows, batch_size=2_000)
    kept = [Reconciliation(destination=one, table="case", day=day, at=now(), open=False) for day in days]
    kept[-1].open = True
    Reconciliation.objects.bulk_create(kept, batch_size=1_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _officer(town: case_stock.Town) -> Any:
    """Return somebody who verifies here."""
    from nuocheng.people.models import PostHeld

    held = {"account": town.reviewer, "role": "verifier", "department_id": DEPARTMENT}
    PostHeld.objects.create(**held, since=PostHeld.objects.order_by("since")[0].since)
    return town.reviewer


def _pages() -> dict[str, str]:
    """Return the addresses of the queue that are measured."""
    from django.utils.http import urlencode

    from nuocheng.edge.keyset import mark_of
    from nuocheng.verification.models import Task

    mine = Task.objects.filter(department=DEPARTMENT, state="answered").order_by("due_on", "reference")
    deep = mark_of(mine[mine.count() // 2], ("due_on", "reference"))
    one = mine[mine.count() // 3]
    asked: dict[str, dict[str, str]] = {
        "核查，第一页": {},
        "核查，深处": {"after": deep},
        "核查，数据一致": {"lane": "consistent"},
        "核查，查无数据": {"lane": "not_found"},
        "核查，没有回应，深处": {"lane": "source_down", "after": deep},
        "搜编号": {"q": one.reference},
        "搜姓": {"q": ALIKE[:2]},
        "搜不到的": {"q": "没有这个人"},
    }
    return {
        **{label: f"/desk/verify?{urlencode(given)}" for label, given in asked.items()},
        "打开一项": f"/desk/verify/{one.reference}",
    }


def _jobs() -> dict[str, tuple[Callable[[], Any], int]]:
    """Return what happens by itself, with how often it is measured."""
    from nuocheng.edge.clock import now, today
    from nuocheng.handover import queries as handover
    from nuocheng.verification import jobs, queries
    from nuocheng.verification.jobs import timely

    return {
        "自动查询，最急的50项": (jobs.ask_due, RUNS),
        "挑最急的50项": (lambda: queries.to_ask(jobs.channels(), now(), 50), TIMES),
        PRESSED: (lambda: timely.press_tasks(jobs.system(), limit=100), 2),
        TO_PRESS: (lambda: queries.to_press(today(), 200), TIMES),
        "找到期要查的200项": (lambda: queries.to_open(today(), 200), TIMES),
        "找已核查完的办件": (lambda: queries.settled_since(now() - timedelta(days=1)), TIMES),
        "找还没对账的日子": (lambda: handover.to_reconcile(handover.destinations()[0], today()), TIMES),
    }


def _controls() -> dict[str, tuple[Callable[[], Any], int]]:
    """Return what must grow: counting to the end, and looking for days in all that was handed over."""
    from django.db.models import Count, Q

    from nuocheng.handover.models import Handed
    from nuocheng.verification.models import Task

    handed = Handed.objects.order_by().values_list("table", "day").distinct()

    def counted() -> Any:
        return Task.objects.filter(department=DEPARTMENT).aggregate(
            consistent=Count("pk", filter=Q(outcome="consistent"))
        )

    return {
        f"{CONTROL}：数到底": (counted, TIMES),
        f"{CONTROL}：在所有报过的里找日子": (lambda: list(handed.all()), TIMES),
    }


if __name__ == "__main__":
    measure(int(sys.argv[2])) if "--measure" in sys.argv else main()
