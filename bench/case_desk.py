"""What the pages that everybody waits for cost at 1 000, 10 000, 100 000 and (with --full) 1 000 000 cases.

The notice page, the pledge as it enters its act, and the reviewer's queue with its filters and its search, each as a
request to the very WSGI application that the server runs: sessions, CSRF, templates and all. Every size has a
database and a process of its own, filled by `case_stock`. ``make bench BENCH="bench/case_desk.py --full"`` measures
both databases; without NUOCHENG_BENCH_POSTGRES only SQLite is measured. The controls page by OFFSET and count to the
end: they must grow.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import case_stock, catalogue_stock
from bench.life import DEPARTMENT, resident_number

SIZES = (1_000, 10_000, 100_000)
FULL = 1_000_000
TIMES = int(os.environ.get("TIMES", "60"))
WARM = 8
AIM = 1.5
NOTICE, PLEDGE = "告知书，打开一件", "承诺，签署提交（POST）"
CONTROL = "对照"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def main() -> None:
    """Measure each size on each engine, print one table for each, and say whether every page is flat."""
    sizes = [*SIZES, FULL] if "--full" in sys.argv else [*SIZES]
    failed = False
    for name, url in catalogue_stock.engines().items():
        results = {size: catalogue_stock.measured_apart(__file__, name, url, str(size)) for size in sizes}
        failed |= not _printed(name, results)
    sys.exit(int(failed))


def _printed(name: str, results: dict[int, dict[str, Any]]) -> bool:
    """Print the table of one engine; say whether all of it is flat."""
    sizes, flat = list(results), True
    print(f"\n{name}：每次请求CPU毫秒p50／p95（应用进程＋数据库后端），{TIMES}次；括号内是一个进程每秒几次\n")
    print(f"{'':34}" + "".join(f"{size:>24,}" for size in sizes) + f"{'p95最大÷最小':>14}")
    for label in results[sizes[0]]:
        found = [results[size][label] for size in sizes]
        cells = [f"{one['p50']:.2f}／{one['p95']:.2f} ({one['rate']:.0f})" for one in found]
        ratio = found[-1]["p95"] / found[0]["p95"]
        control = label.startswith(CONTROL)
        verdict = "" if control else "  达到" if ratio <= AIM else "  未达到"
        flat &= control or ratio <= AIM
        print(
            f"{label:34}" + "".join(f"{cell:>24}" for cell in cells) + f"{ratio:>12.2f}{verdict}", flush=True
        )
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
    town = case_stock.fill(size)
    counter = Counter(catalogue_stock.Cost())
    found = {**_online(town, counter), **_at_the_desk(town, counter)}
    print(json.dumps(found))


class Counter:
    """Asks the application as the server does, and takes what each request costs."""

    def __init__(self, cost: Any) -> None:
        from nuocheng.site.wsgi import application

        self.application = application
        self.cost = cost

    def ask(self, request: Any, status: int = 200) -> tuple[float, float]:
        """Send a request; return its CPU seconds and its seconds on the clock. Another answer ends the run."""
        said: list[str] = []
        began = time.perf_counter()
        spent, body = self.cost.of(self._whole, request.environ, said)
        elapsed = time.perf_counter() - began
        if said != [str(status)]:
            sys.exit(f"{request.path}: {said}\n{body.decode()[:2000]}")
        return spent, elapsed

    def _whole(self, environ: dict[str, Any], said: list[str]) -> bytes:
        answer = self.application(environ, lambda status, _: said.append(status[:3]))
        body = b"".join(answer)
        answer.close()
        return body


def figures(taken: list[tuple[float, float]]) -> dict[str, float]:
    """Return percentiles of the CPU in milliseconds, and how many such requests one process answers a second."""
    spread = catalogue_stock.spread([spent for spent, _ in taken])
    return {**spread, "rate": len(taken) / sum(elapsed for _, elapsed in taken)}


def browser(account: Any) -> Any:
    """Return a browser in which an account is signed in, and which must bring every form's own token."""
    from django.test import Client

    client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def asking(client: Any, path: str, **sent: Any) -> Any:
    """Return the request that a browser would send."""
    from django.test import RequestFactory

    factory = RequestFactory(SERVER_NAME="localhost")
    factory.cookies = client.cookies
    return factory.post(path, sent) if sent else factory.get(path)


def _online(town: case_stock.Town, counter: Counter) -> dict[str, dict[str, float]]:
    """Open the notice of one fresh case after the other, and sign its pledge."""
    notices, pledges = [], []
    for party in _parties(town, WARM + TIMES):
        notices.append(counter.ask(asking(party.client, f"/cases/{party.reference}/notice")))
        party.typed()
        check = f"/cases/{party.reference}/check"
        page = party.client.get(check).content.decode()
        sent = {**dict(HIDDEN.findall(page)), "signed_as": party.name}
        pledges.append(counter.ask(asking(party.client, check, **sent), 303))
    return {NOTICE: figures(notices[WARM:]), PLEDGE: figures(pledges[WARM:])}


class Party:
    """Somebody at home with a case whose notice was served."""

    name = "张建华"

    def __init__(self, town: case_stock.Town) -> None:
        from nuocheng.cases import acts
        from nuocheng.people.models import Account

        town.serial += 1
        number = resident_number(town.serial)
        self.client = browser(
            Account.objects.create(
                username=f"party-{town.serial}", password=None, name=self.name, number=number
            )
        )
        self.on = replace(town.occasion("applicant", number), at=datetime.now(UTC))
        given = acts.PartyGiven(number, "person", self.name, "13800000000", "白银区公园路18号")
        self.reference = acts.open_case(self.on, item_code="BENCH", party=given).reference
        acts.check_eligibility(self.on, self.reference)
        acts.serve_notice(self.on, self.reference)

    def typed(self) -> None:
        """Acknowledge the notice and type the pledge, all but the signature."""
        from nuocheng.cases import acts, official, queries
        from nuocheng.cases.papers import required_statements

        case = queries.case(self.reference)
        acts.acknowledge_notice(self.on, self.reference, shown=case.notice_digest)
        facts = {"premises": {"address": "白银区公园路18号"}}
        said = sorted(required_statements(self.on.today))
        draft = {"pledged": ["premises"], "facts": facts, "typed": facts, "statements": said}
        official.keep_draft(case, draft, self.on.at)


def _parties(town: case_stock.Town, count: int) -> Iterator[Party]:
    for _ in range(count):
        yield Party(town)


def _at_the_desk(town: case_stock.Town, counter: Counter) -> dict[str, dict[str, float]]:
    """Turn the pages of the reviewer's queue, filter it and search it; and the controls."""
    client = browser(town.reviewer)
    found = {}
    for label, path in _pages().items():
        taken = [counter.ask(asking(client, path)) for _ in range(WARM + TIMES)]
        found[label] = figures(taken[WARM:])
    for label, do in _controls().items():
        taken = [(counter.cost.of(do)[0], 1.0) for _ in range(WARM + TIMES)]
        found[label] = figures(taken[WARM:])
    return found


def _pages() -> dict[str, str]:
    """Return the addresses of the queue that are measured."""
    from django.utils.http import urlencode

    from nuocheng.cases.models import Case
    from nuocheng.edge.keyset import mark_of

    mine = Case.objects.filter(department=DEPARTMENT)
    waiting = mine.filter(state__in=("pledged", "submitted")).order_by("due_on", "reference")
    deep = mark_of(waiting[waiting.count() * 4 // 10], ("due_on", "reference"))
    closed = mine.filter(state="closed").order_by("due_on", "reference")
    far = mark_of(closed[closed.count() // 2], ("due_on", "reference"))
    one = closed[closed.count() // 3]
    asked: dict[str, dict[str, str]] = {
        "审查决定，第一页": {},
        "审查决定，深处": {"after": deep},
        "审查决定，已超期": {"only": "overdue"},
        "审查决定，分给我的": {"only": "mine"},
        "审查决定，没人认领": {"only": "free"},
        "已办结，第一页": {"tab": "closed"},
        "已办结，深处": {"tab": "closed", "after": far},
        "搜文号": {"q": one.number},
        "搜姓名": {"q": next(iter(case_stock.ALIKE))},
        "搜姓": {"q": case_stock.SURNAME},
        "搜姓，深处": {"q": case_stock.SURNAME, "after": _second_page(case_stock.SURNAME)},
        "搜不到的": {"q": "没有这个人"},
    }
    found = {label: f"/desk/review?{urlencode(given)}" for label, given in asked.items()}
    newest = mine.order_by("-opened_at", "-reference")
    middle = mark_of(newest[newest.count() // 2], ("opened_at", "reference"))
    return {**found, "接口，列出办件，深处": f"/api/v1/cases?after={middle}"}


def _second_page(words: str) -> str:
    """Return the mark of the second page of a search."""
    from nuocheng.cases import queries
    from nuocheng.edge.clock import today

    return queries.search(DEPARTMENT, words, today()).next


def _controls() -> dict[str, Callable[[], Any]]:
    """Return what a naive list does: it must grow, or nothing here can be believed."""
    from nuocheng.cases.models import Case

    closed = Case.objects.filter(department=DEPARTMENT, state="closed")
    ordered, deep = closed.order_by("due_on", "reference"), closed.count() * 9 // 10
    return {
        f"{CONTROL}：OFFSET翻到深处": lambda: list(ordered[deep : deep + 50]),
        f"{CONTROL}：数到底": closed.count,
    }


if __name__ == "__main__":
    measure(int(sys.argv[2])) if "--measure" in sys.argv else main()
