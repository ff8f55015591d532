"""What one pledge costs: CPU and statements per act and per whole life, beside the floor of a bare driver.

Run with ``make bench``. Every figure of one engine comes from one process and one run; the floor writes
the very same rows, statement by statement, with the database's own driver and nothing else.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

LIVES = int(os.environ.get("LIVES", "150"))
CAPTURED = int(os.environ.get("CAPTURED", "60"))
WARM = 15
ACTS = (
    "open_case",
    "check_eligibility",
    "serve_notice",
    "acknowledge_notice",
    "sign_pledge",
    "grant",
    "record_answer",
    "record_finding",
    "close",
)
TARGETS = {"open_case": 8.0, "life": 40.0}
DEPARTMENT = "620402-wjj"


def main() -> None:
    """Run each engine in a process of its own and print one table."""
    engines = {"SQLite": ""}
    url = os.environ.get("NUOCHENG_BENCH_POSTGRES", "")
    if url:
        engines["PostgreSQL"] = url
    results = {name: _run(name, url) for name, url in engines.items()}
    _print(results)
    if not url:
        print("\n没有测PostgreSQL：请用 make bench（它会自己启动一个），或设 NUOCHENG_BENCH_POSTGRES")


def _run(name: str, url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "NUOCHENG_DEMO": "1",
            "NUOCHENG_HOSTS": "testserver",
            "NUOCHENG_DATA": folder,
            "NUOCHENG_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "nuocheng.settings",
        }
        done = subprocess.run(
            [sys.executable, __file__, "--measure"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        sys.exit(f"{name}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _print(results: dict[str, dict[str, Any]]) -> None:
    print(f"每件CPU毫秒（应用进程＋数据库后端），{LIVES}件平均；括号内是语句数（含BEGIN、COMMIT）\n")
    names = list(results)
    print(f"{'':24}" + "".join(f"{name:>24}" for name in names))
    for act in ACTS:
        cells = [
            f"{results[name]['acts'][act]:.2f} ({results[name]['statements'][act]:.0f})" for name in names
        ]
        print(f"{act:24}" + "".join(f"{cell:>24}" for cell in cells))
    rows = {
        "whole life, by acts": "life",
        "whole life, over the API": "http",
        "floor: same rows, driver": "floor",
    }
    for label, key in rows.items():
        print(f"{label:24}" + "".join(f"{results[name][key]:>24.2f}" for name in names))
    for label, key in (("acts ÷ floor", "life"), ("API ÷ floor", "http")):
        cells = [f"{results[name][key] / results[name]['floor']:.1f}×" for name in names]
        print(f"{label:24}" + "".join(f"{cell:>24}" for cell in cells))
    print()
    for name in names:
        create, life = results[name]["acts"]["open_case"], results[name]["life"]
        most = max(results[name]["statements"].values())
        print(
            f"{name}: 立件 {create:.2f} ms（目标≤{TARGETS['open_case']:.0f}）{_verdict(create, TARGETS['open_case'])}；"
            f"全程 {life:.1f} ms（目标≤{TARGETS['life']:.0f}）{_verdict(life, TARGETS['life'])}；"
            f"每项行为最多{most:.0f}条语句（目标≤12）{_verdict(most, 12)}"
        )


def _verdict(value: float, target: float) -> str:
    return "达到" if value <= target else "未达到"


# --- inside the measured process -----------------------------------------------------------------


def measure() -> None:
    """Prepare a database, measure lives, replay their rows with the bare driver, print JSON."""
    import django

    django.setup()
    from django.db import connection

    stage = Stage()
    floor = stage.fork()
    for _ in range(WARM):
        stage.life()
    captured = [stage.captured_life() for _ in range(CAPTURED)]
    statements = stage.counted_life()
    cost: dict[str, float] = defaultdict(float)
    for _ in range(LIVES):
        stage.life(cost)
    http = stage.http_lives(max(20, LIVES // 5))
    connection.close()
    per_act = {name: spent / LIVES * 1000 for name, spent in cost.items()}
    result = {
        "acts": per_act,
        "life": sum(per_act.values()),
        "statements": statements,
        "http": http,
        "floor": floor(captured),
    }
    print(json.dumps(result))


class Meter:
    """CPU of this process and of its database backend, in seconds."""

    def __init__(self) -> None:
        from django.db import connection

        self.backend: Backend | None = None
        if connection.vendor == "postgresql":
            connection.ensure_connection()
            self.backend = Backend(connection.connection.info.backend_pid)

    def now(self) -> float:
        """Return the CPU spent so far."""
        return time.process_time() + (self.backend.cpu() if self.backend else 0.0)


class Backend:
    """The CPU of one database backend, by the kernel's own account, read from a file kept open."""

    def __init__(self, pid: int) -> None:
        self.account = os.open(f"/proc/{pid}/schedstat", os.O_RDONLY)

    def cpu(self) -> float:
        """Return the CPU seconds spent so far."""
        return int(os.pread(self.account, 64, 0).split()[0]) / 1e9


def resident_number(serial: int) -> str:
    """Return a valid resident number, another for each serial."""
    from nuocheng.simulator.registers import id_check_digit

    body = f"62040219{50 + serial // 280000:02d}{1 + serial // 28000 % 10:02d}{1 + serial // 1000 % 28:02d}{serial % 1000:03d}"
    return body + id_check_digit(body)


class Stage:
    """A database with one published item, and the people who act."""

    def __init__(self) -> None:
        from django.core.management import call_command

        from nuocheng.law import loading
        from nuocheng.people.models import Department

        call_command("migrate", verbosity=0)
        for preset in ("national-2026", "baiyin-2020"):
            loading.load_preset(preset)
        loading.seed_calendar(range(2025, 2028))
        Department.objects.create(code=DEPARTMENT, name="白银区卫生健康局", short="区卫健局", mark="卫")
        self.at = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
        self.serial = 0
        self._publish()

    def _publish(self) -> None:
        """Put one edition in force; how it got there is not what is measured here."""
        from nuocheng.catalogue.models import Edition
        from nuocheng.catalogue.rules import content as c
        from nuocheng.journal.canonical import canonical, sha256
        from nuocheng.kernel.facts import Comparison, FactType

        certificate = c.Certificate(
            key="premises",
            name="营业场所使用权证明",
            disposition=c.Disposition.PLEDGE,
            proves="您有权使用这处场所",
            issuer="不动产登记中心",
            bases=(c.Basis("公共场所卫生管理条例实施细则", "第二十三条", "department_rule"),),
            facts=(
                c.FactField("address", "场所地址", FactType.TEXT, Comparison.CONTAINS_ADDRESS, "address"),
            ),
            plan=c.Plan("data_exchange", "real_estate", 30, "地址一致", "不动产登记数据比对"),
        )
        item = c.Item("BENCH", "公共场所卫生许可", c.ItemKind.LICENSE, DEPARTMENT, (certificate,))
        text = canonical(c.as_json(item))
        Edition.objects.create(
            reference="BENCH.1", code="BENCH", version=1, name=item.name, item_kind=item.kind, content=text,
            digest=sha256(text), department=item.department, state="published", opened_at=self.at,
            moved_at=self.at, published_at=self.at, pledgeable=1,
        )  # fmt: skip

    def fork(self) -> Callable[[list[Any]], float]:
        """Copy the prepared database aside, and return what replays rows into the copy."""
        from django.conf import settings
        from django.db import connection

        described = settings.DATABASES["default"]
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            copy = str(Path(described["NAME"]).with_name("floor.sqlite3"))
            shutil.copy(described["NAME"], copy)
            return lambda captured: sqlite_floor(copy, captured)
        source = described["NAME"]
        connection.close()
        import psycopg

        named = {"host": described["HOST"], "port": described["PORT"], "user": described["USER"]}
        where = {name: value for name, value in (named | described["OPTIONS"]).items() if value}
        with psycopg.connect(dbname="template1", autocommit=True, **where) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{source}_floor"')
            admin.execute(f'CREATE DATABASE "{source}_floor" TEMPLATE "{source}"')
        return lambda captured: postgres_floor({**where, "dbname": f"{source}_floor"}, captured)

    def steps(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """Yield the acts of one life in order, each ready to be done."""
        from nuocheng.cases import acts, queries
        from nuocheng.cases.papers import required_statements
        from nuocheng.verification import acts as verification
        from nuocheng.verification import queries as tasks

        self.serial += 1
        number = resident_number(self.serial)
        applicant = self.occasion("applicant", number)
        party = acts.PartyGiven(number, "person", "张建华", "13800000000", "白银区公园路18号")
        box: dict[str, Any] = {}

        def opened() -> None:
            receipt = acts.open_case(self.key(applicant), item_code="BENCH", party=party)
            box["reference"] = receipt.reference

        yield "open_case", opened
        reference = box["reference"]
        yield "check_eligibility", lambda: acts.check_eligibility(self.key(applicant), reference)
        yield "serve_notice", lambda: acts.serve_notice(self.key(applicant), reference)
        shown = queries.case(reference).notice_digest
        yield (
            "acknowledge_notice",
            lambda: acts.acknowledge_notice(self.key(applicant), reference, shown=shown),
        )
        given = acts.PledgeGiven(
            shown, required_statements(date(2026, 11, 23)), "张建华", {"premises": {"address": "公园路18号"}}
        )
        yield "sign_pledge", lambda: acts.sign_pledge(self.key(applicant), reference, given=given)
        yield "grant", lambda: acts.grant(self.key(self.occasion("reviewer")), reference)
        task = tasks.tasks_of(reference)[0].reference
        raw = b'{"address":"18"}'
        heard = verification.Heard(
            "data_exchange", "real_estate", "consistent", "公园路18号", "一致", raw,
            __import__("hashlib").sha256(raw).hexdigest(), "R1", None, self.at, self.at, 3,
        )  # fmt: skip
        system = self.occasion("system")
        yield "record_answer", lambda: verification.record_answer(self.key(system), task, heard=heard)
        verifier = self.occasion("verifier")
        yield (
            "record_finding",
            lambda: verification.record_finding(self.key(verifier), task, verdict="confirm"),
        )
        yield "close", lambda: acts.close(self.key(system), reference)

    def occasion(self, role: str, party: str = "") -> Any:
        """Return an occasion for a role."""
        from nuocheng.kernel.occasion import Occasion, Post, Role

        department = "" if role in {"applicant", "system"} else DEPARTMENT
        return Occasion(role, role, Post(Role(role), department), self.at, party=party)

    def key(self, on: Any) -> Any:
        """Return the occasion with a fresh idempotency key, as a careful client sends one."""
        return dataclasses.replace(on, key=os.urandom(12).hex())

    def life(self, cost: dict[str, float] | None = None) -> None:
        """Live one life, adding the CPU of each act to *cost*."""
        meter = Meter() if cost is not None else None
        for name, do in self.steps():
            before = meter.now() if meter else 0.0
            do()
            if meter and cost is not None:
                cost[name] += meter.now() - before

    def captured_life(self) -> list[list[tuple[str, Any]]]:
        """Live one life and return what each act wrote, statement by statement."""
        from django.db import connection

        written: list[list[tuple[str, Any]]] = []

        def capture(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's hook
            if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "WITH")):
                written[-1].append((sql, params))
            return execute(sql, params, many, context)

        for _, do in self.steps():
            written.append([])
            with connection.execute_wrapper(capture):
                do()
        return written

    def counted_life(self) -> dict[str, float]:
        """Return the statements of each act, BEGIN and COMMIT included."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counts: dict[str, float] = {}
        for name, do in self.steps():
            with CaptureQueriesContext(connection) as captured:
                do()
            counts[name] = len(captured)
        return counts

    def http_lives(self, count: int) -> float:
        """Return the CPU milliseconds of a life whose every step is a request to the API, in process."""
        from bench.over_http import Machines

        machines = Machines(self)
        machines.life()
        meter = Meter()
        before = meter.now()
        for _ in range(count):
            machines.life()
        return (meter.now() - before) / count * 1000


def sqlite_floor(path: str, captured: list[Any]) -> float:
    """Write captured rows with sqlite3 alone, one transaction an act; return CPU ms a life."""
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        db.execute(f"PRAGMA {pragma}")
    lives = [[[(sql.replace("%s", "?"), params) for sql, params in act] for act in life] for life in captured]
    before = time.process_time()
    for life in lives:
        for act in life:
            db.execute("BEGIN IMMEDIATE")
            for sql, params in act:
                db.execute(sql, params)
            db.execute("COMMIT")
    return (time.process_time() - before) / len(lives) * 1000


def postgres_floor(where: dict[str, Any], captured: list[Any]) -> float:
    """Write captured rows with psycopg alone, one transaction an act; return CPU ms a life."""
    import psycopg

    with contextlib.closing(psycopg.connect(**where)) as db:
        backend = Backend(db.info.backend_pid)
        before = time.process_time() + backend.cpu()
        for life in captured:
            for act in life:
                for sql, params in act:
                    db.execute(sql, params)
                db.commit()
        return (time.process_time() + backend.cpu() - before) / len(captured) * 1000


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    measure() if "--measure" in sys.argv else main()
