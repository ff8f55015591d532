"""A catalogue of any size for the benchmarks: names as departments write them, the same ones on every run."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "src/nuocheng/catalogue/data/demo/catalogue.csv"
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PLACES = [f"{one}{two}" for one in "永靖泾景会临华榆平武山民古西崇庄静陇康宕" for two in ("安", "川", "泰", "和", "昌", "宁", "水", "乐")]  # fmt: skip
WAYS = ("首次申请", "变更", "延续", "注销", "补办", "年度审验", "备案", "个人申请", "单位申请", "重新核发", "分立", "合并")  # fmt: skip
TRADES = ("餐饮", "旅馆", "浴室", "理发店", "游泳馆", "商场", "药店", "诊所", "幼儿园", "养老院", "网吧", "书店", "影剧院", "快递", "物业", "家政", "培训机构", "驾校", "加油站", "农资")  # fmt: skip
SORTS = ("", "（原件）", "（复印件）", "（近三个月）", "（配偶）", "（法定代表人）", "（经办人）", "（户籍地）", "（居住地）")  # fmt: skip
DEPARTMENTS = 10
KINDS = ("license", "confirmation", "benefit", "service", "other")
DISPOSITIONS = ("cancel", "share", "check", "pledge", "submit")
GROUNDS = ("NS", "PS", "EC", "PE")


def demo_names() -> tuple[list[str], list[str]]:
    """Return the names of items and of certificates that real lists hold."""
    with DEMO.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    items = dict.fromkeys(row["item_name"][:60] for row in rows)
    return list(items), list(dict.fromkeys(row["certificate_name"][:80] for row in rows))


def entries(count: int, seed: int = 20261123) -> Iterator[dict[str, Any]]:
    """Yield entries: a name, a unit, how often used, and the certificates with what becomes of each."""
    chance = random.Random(seed)
    items, certificates = demo_names()
    for number in range(count):
        name = f"{chance.choice(PLACES)}县{chance.choice(items)}"
        name += f"（{chance.choice(TRADES)}{chance.choice(WAYS)}）" if chance.random() < 0.8 else ""
        asked = dict.fromkeys(
            f"{chance.choice(certificates)}{chance.choice(SORTS)}" for _ in range(chance.randint(1, 4))
        )
        yield {
            "code": f"E{number:07}",
            "name": name,
            "department": f"620402-d{chance.randrange(DEPARTMENTS):02}",
            "kind": chance.choice(KINDS),
            "yearly": int(chance.paretovariate(0.7)) if chance.random() < 0.6 else 0,
            "asked": [(one, *_becomes(chance)) for one in asked],
        }


def _becomes(chance: random.Random) -> tuple[str, str]:
    disposition = chance.choice(DISPOSITIONS)
    ground = chance.choice(GROUNDS) if disposition == "submit" and chance.random() < 0.3 else ""
    return disposition, ground


def units() -> None:
    """Set up the departments."""
    from nuocheng.people.models import Department

    Department.objects.bulk_create(
        Department(code=f"620402-d{n:02}", name=f"白银区第{n}号局", short=f"区{n}号局", mark=f"局{n}")
        for n in range(DEPARTMENTS)
    )


def fill(count: int, *, words: bool = True) -> list[dict[str, Any]]:
    """Put so many entries in force, in bulk: the triggers do what they do for an act. Return what was put.

    PostgreSQL builds its index of grams afterwards: word by word it takes 2 ms an entry, at once a tenth of that.
    """
    from django.db import connection, transaction

    from nuocheng.catalogue.models import Edition, in_step

    put: list[dict[str, Any]] = []
    stream = entries(count)
    _without_grams()
    _roomy()
    while batch := list(islice(stream, 2000)):
        with transaction.atomic():
            _batch(batch, words=words)
            Edition.objects.filter(state="reviewed").update(state="published")
        if len(put) in {0, 10_000, 100_000}:  # as autovacuum does: a plan made for empty tables is no plan
            _run("ANALYZE")
        put += [
            {"name": one["name"], "code": one["code"], "asked": [n for n, *_ in one["asked"]]}
            for one in batch
        ]
    if connection.vendor == "postgresql":
        _run("SET maintenance_work_mem = '256MB'")
        for table in _WITH_GRAMS:
            _run(in_step.gin(table))
    _run("ANALYZE")
    connection.close()  # what is measured opens its own, as the house opens it
    return put


def _roomy() -> None:
    """Let SQLite fill from memory: with the house's own cache a million entries read every page again and again."""
    from django.db import connection

    if connection.vendor == "sqlite":
        for pragma in ("cache_size = -3000000", "synchronous = OFF", "wal_autocheckpoint = 20000"):
            _run(f"PRAGMA {pragma}")


_WITH_GRAMS = ("catalogue_iteminforce", "catalogue_certificatename")


def _without_grams() -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        for table in _WITH_GRAMS:
            _run(f"DROP INDEX {table}_names_grams, {table}_grams")


def _run(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


def _batch(batch: Sequence[dict[str, Any]], *, words: bool) -> None:
    """Write editions that wait for publication, with their listings."""
    from nuocheng.catalogue.models import Edition, Listing

    editions = [_edition(one, words=words) for one in batch]
    Edition.objects.bulk_create(editions, batch_size=500)
    Listing.objects.bulk_create(
        (
            Listing(
                edition=edition, position=at, key=f"k{at}", certificate=name, disposition=disposition,
                issuer="有关单位", basis="某某条例第三条", ground=ground, reason="涉及公共安全" if ground else "",
            )
            for edition, one in zip(editions, batch, strict=True)
            for at, (name, disposition, ground) in enumerate(one["asked"], start=1)
        ),
        batch_size=500,
    )  # fmt: skip


def _edition(one: dict[str, Any], *, words: bool) -> Any:
    from nuocheng.catalogue.models import Edition
    from nuocheng.catalogue.queries import grams
    from nuocheng.catalogue.rules import content as c

    item = c.Item(
        one["code"], one["name"], c.ItemKind(one["kind"]), one["department"], yearly=one["yearly"],
        certificates=tuple(
            c.Certificate(f"k{at}", name, c.Disposition(disposition), ground=ground)
            for at, (name, disposition, ground) in enumerate(one["asked"], start=1)
        ),
    )  # fmt: skip
    said = grams.words_of(item, ()) if words else _few_words(item)
    return Edition(
        reference=f"{item.code}-v1", code=item.code, version=1, name=item.name, item_kind=item.kind, content="{}",
        digest="0" * 64, department=item.department, state="reviewed", opened_at=AT, moved_at=AT, published_at=AT,
        pledgeable=len(item.pledgeable), yearly=item.yearly, words=said, token="t",
    )  # fmt: skip


def _few_words(item: Any) -> str:
    """Return words that lists need and search does not: which certificates, and the rank."""
    from nuocheng.catalogue.queries import grams

    asked = [[one.key, grams.fold(one.name), one.name, "", "", 0] for one in item.certificates]
    said = {"rank": grams.rank(item), "names": "", "words": "", "asked": asked}
    return json.dumps(said, ensure_ascii=False)


def measured_apart(script: str, name: str, url: str, *arguments: str) -> dict[str, Any]:
    """Run a script's measuring part in a process and a database of its own; return what it printed as JSON."""
    with tempfile.TemporaryDirectory() as folder, _database(url) as own:
        environment = {
            **os.environ,
            "NUOCHENG_DEMO": "1",
            "NUOCHENG_DATA": folder,
            "NUOCHENG_DATABASE_URL": own,
            "DJANGO_SETTINGS_MODULE": "nuocheng.settings",
        }
        done = subprocess.run(
            [sys.executable, script, "--measure", *arguments],
            env=environment, stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.exit(f"{name}: rc {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _database(url: str) -> Iterator[str]:
    """Give a database of one's own on the server of this URL; for SQLite the folder is enough."""
    if not url:
        yield ""
        return
    import psycopg

    own = f"catalogue_{os.urandom(4).hex()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{own}"')
        try:
            yield urlsplit(url)._replace(path=f"/{own}").geturl()
        finally:
            server.execute(f'DROP DATABASE "{own}" WITH (FORCE)')


def engines() -> dict[str, str]:
    """Return the databases to measure: SQLite, and PostgreSQL where one is given."""
    url = os.environ.get("NUOCHENG_BENCH_POSTGRES", "")
    return {"SQLite": ""} | ({"PostgreSQL": url} if url else {})


def spread(costs: list[float]) -> dict[str, float]:
    """Return the percentiles of CPU seconds, in milliseconds."""
    ordered = sorted(costs)
    return {f"p{p}": ordered[min(len(ordered) - 1, len(ordered) * p // 100)] * 1000 for p in (50, 95, 99)}


class Cost:
    """Takes the CPU of single calls, this process and its database backend together."""

    def __init__(self) -> None:
        from bench.life import Meter

        self.meter = Meter()

    def of(self, do: Any, *given: Any, **named: Any) -> tuple[float, Any]:
        """Return what a call cost in CPU seconds, and what it returned."""
        before = self.meter.now()
        result = do(*given, **named)
        return self.meter.now() - before, result
