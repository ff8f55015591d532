"""What the reviewer's queue costs at 1 000, 10 000, 100 000 and (with --full) 1 000 000 cases: pages, chips, counts.

``make bench`` sets NUOCHENG_BENCH_POSTGRES; without it only SQLite is measured. Each size has a database of its
own, and a fifth of all cases waits for a decision in every size: the backlog grows with the cases. The control is the
same queue read by OFFSET, which must grow.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import catalogue_lists, catalogue_stock

SIZES = (1_000, 10_000, 100_000)
FULL = 1_000_000
TIMES = int(os.environ.get("TIMES", "60"))
AIM = 1.5
CHEAP = 3.0
UNITS = 5
UNIT = "620402-d00"
ME = "reviewer-1"
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
#: How many of ten cases are in each state: two wait, whatever the size.
STATES = ("pledged", "submitted", "correcting", "ordinary", *["granted"] * 3, *["closed"] * 3)


def main() -> None:
    """Measure each size on each engine, print one table for each, and say whether the queue is flat."""
    sizes = [*SIZES, FULL] if "--full" in sys.argv else [*SIZES]
    failed = False
    for name, url in catalogue_stock.engines().items():
        results = {size: catalogue_stock.measured_apart(__file__, name, url, str(size)) for size in sizes}
        print(f"\n{name}：每页CPU毫秒的p95（应用进程＋数据库后端），{TIMES}次\n")
        print(f"{'':34}" + "".join(f"{size:>12,}" for size in sizes) + f"{'最大÷最小':>10}")
        for label in results[sizes[0]]:
            cells = [results[size][label] for size in sizes]
            ratio = cells[-1] / cells[0]
            control = label.startswith("对照")
            flat = ratio <= AIM or cells[-1] < CHEAP
            verdict = "" if control else "  达到" if flat else "  未达到"
            failed |= not control and not flat
            print(f"{label:34}" + "".join(f"{cell:>12.2f}" for cell in cells) + f"{ratio:>12.2f}{verdict}")
            if control and ratio <= AIM:
                sys.exit(f"{name}: 对照没有变慢，这个测法不可信")
    sys.exit(int(failed))


def measure(size: int) -> None:
    """Fill the database, turn pages, print JSON."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(size)
    cost = catalogue_stock.Cost()
    print(json.dumps({label: catalogue_lists.p95(cost, do) for label, do in pages().items()}))


def fill(size: int) -> None:
    """Write so many cases, spread over the units, their deadlines and those who handle them."""
    from django.db import connection

    from nuocheng.cases.models import Case

    batch: list[Any] = []
    for row in rows(size):
        batch.append(row)
        if len(batch) == 5_000:
            Case.objects.bulk_create(batch)
            batch = []
    Case.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def rows(size: int) -> Iterator[Any]:
    """Yield the cases, made but not written; no acts are needed to read a queue."""
    from nuocheng.cases.models import Case

    for place in range(size):
        state = STATES[place // UNITS % len(STATES)]
        correcting = state == "correcting"
        yield Case(
            reference=f"2026-{place:07d}",
            department=f"620402-d{place % UNITS:02d}",
            party=f"62040219850312{place % 9999:04d}",
            state=state,
            opened_at=AT,
            moved_at=AT,
            number=f"演示〔2026〕{place:07d}号",
            code=f"C{place:013d}",
            item_code=f"I{place % 97}",
            item_name="临时救助",
            edition="E-1",
            edition_version=1,
            party_kind="person",
            party_name=f"申请人{place % 9999}",
            door="web",
            path="pledge",
            pledged_at=AT,
            decided_at=AT if state in {"granted", "closed"} else None,
            due_on=DAY + timedelta(days=place * 7919 % 60 - 5),
            assigned_to=ME if place % 7 == 0 else "" if place % 2 else "reviewer-2",
            pause="correction" if correcting else "",
            paused_on=DAY if correcting else None,
            answer_due_on=DAY if correcting else None,
        )


def pages() -> dict[str, Callable[[], Any]]:
    """Return every part of the queue page, and the control."""
    from nuocheng.cases import queries
    from nuocheng.cases.models import Case
    from nuocheng.cases.pages.review import ONLY, TABS, Asked

    asked = Asked(UNIT, ME)
    whole = queries.Wanted(UNIT)
    waiting = Case.objects.filter(department=UNIT, state__in=queries.WAITING).order_by("due_on", "reference")
    count = waiting.count()
    mark = deep_mark(waiting[count // 2])
    return {
        "待决定，第一页": lambda: queries.queue(whole),
        "待决定，深处": lambda: queries.queue(whole, mark),
        "已超期": lambda: queries.queue(queries.Wanted(UNIT, before=DAY)),
        "今天到期": lambda: queries.queue(queries.Wanted(UNIT, on=DAY)),
        "分给我的": lambda: queries.queue(queries.Wanted(UNIT, holder=ME)),
        "没人认领": lambda: queries.queue(queries.Wanted(UNIT, holder="")),
        "各状态件数（到999为止）": lambda: queries.counted(
            queries.Wanted(UNIT, states) for _, states in TABS.values()
        ),
        "五个筛选的件数（到999为止）": lambda: queries.counted(asked.part(name) for name in ONLY),
        "补正到期的": lambda: queries.past_correction(DAY + timedelta(days=1), 200),
        "对照：OFFSET翻到深处": lambda: list(waiting[count * 9 // 10 : count * 9 // 10 + 50]),
    }


def deep_mark(row: Any) -> str:
    """Return the mark after which a page deep in the queue begins."""
    from nuocheng.edge.keyset import mark_of

    return mark_of(row, ("due_on", "reference"))


if __name__ == "__main__":
    measure(int(sys.argv[2])) if "--measure" in sys.argv else main()
