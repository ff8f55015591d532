"""What a page of a list costs at 1 000, 10 000, 100 000 and (with --full) 1 000 000 editions: first and deep pages.

``make bench`` sets NUOCHENG_BENCH_POSTGRES; without it only SQLite is measured. Each size has a database of its
own. The control is the same list paged by OFFSET, which must grow with the depth of the page.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import catalogue_stock as stock

SIZES = (1_000, 10_000, 100_000)
FULL = 1_000_000
TIMES = int(os.environ.get("TIMES", "60"))
AIM = 1.5
#: Counters stop at a limit: they grow until they reach it, and cost next to nothing then.
CHEAP = 1.0


def main() -> None:
    """Measure each size on each engine, print one table for each, and say whether lists are flat."""
    sizes = [*SIZES, FULL] if "--full" in sys.argv else [*SIZES]
    for name, url in stock.engines().items():
        results = {size: stock.measured_apart(__file__, name, url, str(size)) for size in sizes}
        print(f"\n{name}：每页CPU毫秒的p95（应用进程＋数据库后端），{TIMES}次\n")
        print(f"{'':38}" + "".join(f"{size:>12,}" for size in sizes) + f"{'最大÷最小':>10}")
        for label in results[sizes[0]]:
            cells = [results[size][label] for size in sizes]
            ratio = cells[-1] / cells[0]
            flat = (
                "  达到"
                if ratio <= AIM
                else "  达到（有上限，不到1毫秒）"
                if cells[-1] < CHEAP
                else "  未达到"
            )
            verdict = "" if label.startswith("对照") else flat
            print(f"{label:38}" + "".join(f"{cell:>12.2f}" for cell in cells) + f"{ratio:>12.2f}{verdict}")
        controls = [
            results[sizes[-1]][one] / results[sizes[0]][one]
            for one in results[sizes[0]]
            if one.startswith("对照")
        ]
        if min(controls) <= AIM:
            sys.exit(f"{name}: 对照没有变慢，这个测法不可信")


def measure(size: int) -> None:
    """Fill the database, turn pages, print JSON."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    stock.units()
    stock.fill(size, words=False)
    cost = stock.Cost()
    print(json.dumps({label: p95(cost, do) for label, do in pages().items()}))


def p95(cost: stock.Cost, do: Callable[[], Any]) -> float:
    """Return the 95th percentile of what a page costs, in milliseconds of CPU."""
    for _ in range(5):
        do()
    return stock.spread([cost.of(do)[0] for _ in range(TIMES)])["p95"]


def pages() -> dict[str, Callable[[], Any]]:
    """Return every list with its first page and one half way down, and the controls."""
    from nuocheng.catalogue import queries
    from nuocheng.catalogue.models import CertificateName, Edition, ItemInForce, ListingInForce
    from nuocheng.catalogue.queries.asking import asked_for, excluded_by_ground, negative, weighed
    from nuocheng.catalogue.queries.search import Only, certificate_name, common, search

    name = CertificateName.objects.order_by("pk")[7]
    unit, states = f"620402-d{7:02}", ["published"]
    down = Edition.objects.count() * 9 // 10
    moved = ("-moved_at", "-reference")
    items = deep(ItemInForce.objects.all(), ("place",))
    narrowed = deep(ItemInForce.objects.filter(department=unit), ("place",))
    listings = ListingInForce.objects.filter(disposition="submit", is_alias=False).exclude(ground="")
    excluded = deep(listings, ("ground", "certificate", "id"))
    desk, own = deep(Edition.objects.all(), moved), deep(Edition.objects.filter(department=unit), moved)
    return {
        "首页常办事项": common,
        "公众事项目录，第一页": lambda: search(""),
        "公众事项目录，深处": lambda: search("", items),
        "公众事项目录，一个单位，深处": lambda: search("", narrowed, only=Only((unit,))),
        "负面清单，第一页": lambda: negative(""),
        "负面清单，深处": lambda: negative("", excluded),
        "负面清单，各情形件数": lambda: excluded_by_ground(stock.GROUNDS),
        "能不能要这份证明，查名称": lambda: certificate_name(name.name),
        "能不能要这份证明，第一页": lambda: asked_for(name),
        "能不能要这份证明，一句话": lambda: weighed(name),
        "目录工作台，全区，第一页": lambda: queries.desk(None, states),
        "目录工作台，全区，深处": lambda: queries.desk(None, states, "", desk),
        "目录工作台，一个单位，深处": lambda: queries.desk([unit], states, "", own),
        "目录工作台，各状态件数": lambda: queries.state_counts(None),
        "一个事项": lambda: queries.publicly(f"E{down:07}"),
        "对照：OFFSET翻到深处": lambda: list(
            ItemInForce.objects.defer("names", "words").order_by("place")[down : down + 20]
        ),
    }


def deep(rows: Any, order: tuple[str, ...]) -> str:
    """Return the mark of a page half way down a list, as the page before it would have given it."""
    from nuocheng.edge import keyset

    fields = [one.lstrip("-") for one in order]
    row = rows.order_by(*order).only(*fields)[rows.count() // 2]
    return keyset._write([getattr(row, one) for one in fields])


if __name__ == "__main__":
    measure(int(sys.argv[2])) if "--measure" in sys.argv else main()
