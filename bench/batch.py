"""What matching whole sets costs at 1, 10 and 50 million pledges against 25 million rows of four reference sets.

Each size is laid out on disk as the product lays it out, then three things are done, each in a process of its own: the
floor reads the same columns and writes as many verdicts without matching anything; the product matches; and, with
`--spark SPARK_HOME`, Apache Spark does, started for real with a master, two workers and Spark Connect on this machine
(without it, Sail). All engines must give the same digest. The control changes one row of one set: the digest must
change. ``make bench BENCH="bench/batch.py --full"`` ends at 50 million; without `--full` it ends at 10.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent / "src")]

import duckdb  # noqa: E402

from nuocheng.kernel.facts import FactType  # noqa: E402
from nuocheng.verification.channels.batch import engines, store  # noqa: E402
from nuocheng.verification.channels.batch.expression import PARTS, Reading  # noqa: E402
from nuocheng.verification.channels.batch.matching import Match, match  # noqa: E402

MILLION = 1_000_000
SIZES, FULL = (MILLION, 10 * MILLION), 50 * MILLION
#: The sets: how many rows of 25 million, the share of the pledges, the type, the criterion.
SETS = {
    "population": (10, 0.4, FactType.CHOICE, 0),
    "marriage": (5, 0.2, FactType.DATE, 1),
    "company": (2, 0.1, FactType.BOOLEAN, 0),
    "insurance": (8, 0.3, FactType.MONEY, 2),
}
AIM, MOST_RSS = 3.0, 1 << 30
ROW_GROUP = f"FORMAT PARQUET, COMPRESSION SNAPPY, ROW_GROUP_SIZE {store.ROW_GROUP}"
#: A value as both sides write it: a digest, a day, yes or no, an amount.
VALUES = {
    FactType.CHOICE: "(hash({i}) % 7 + 1)::BIGINT * 1000003",
    FactType.DATE: "(738000 + hash({i}) % 3000)::BIGINT",
    FactType.BOOLEAN: "(hash({i}) % 2)::BIGINT",
    FactType.MONEY: "(hash({i}) % 900000)::BIGINT * 100",
}


def main() -> None:
    """Lay out, measure and print; end with an error where an aim is missed or the control does not work."""
    home = sys.argv[sys.argv.index("--spark") + 1] if "--spark" in sys.argv else ""
    sizes = [*SIZES, FULL] if "--full" in sys.argv else list(SIZES)
    if "--size" in sys.argv:
        sizes = [int(sys.argv[sys.argv.index("--size") + 1])]
    found = {}
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as scratch:
        folder = Path(scratch)
        sets(folder, MILLION)
        print(f"{'承诺':>12}{'':8}{'秒':>9}{'CPU秒':>9}{'内存MB':>9}{'÷底线':>8}", flush=True)
        for size in sizes:
            claims(folder, size)
            floor, product = apart("floor", folder), apart("product", folder)
            ratio = product["cpu"] / floor["cpu"]
            found[size] = {**product, "ratio": ratio}
            for name, one in (("底线", floor), ("比对", product)):
                said = f"{ratio:8.2f}" if name == "比对" else ""
                print(
                    f"{size:12,}{name:8}{one['wall']:9.2f}{one['cpu']:9.2f}{one['rss'] >> 20:9}{said}",
                    flush=True,
                )
        good = judged(found)
        good &= same_elsewhere(home)
    sys.exit(0 if good else 1)


def judged(found: dict[int, dict[str, Any]]) -> bool:
    """Say whether the aims are met: the ratio to the floor, the memory, and that the cost grows in line."""
    good = True
    for size, one in found.items():
        met = one["ratio"] <= AIM and one["rss"] <= MOST_RSS
        good &= met
        print(
            f"{size:12,}：{one['ratio']:.2f}倍底线（目标≤{AIM:g}），{one['rss'] >> 20}MB（目标≤1024）：{'达到' if met else '未达到'}"
        )
    sizes = sorted(found)
    for small, large in pairwise(sizes[1:]):
        each = (found[large]["cpu"] / large) / (found[small]["cpu"] / small)
        print(f"每百万件的CPU，{large:,}比{small:,}：{each:.2f}倍")
        good &= each <= 1.5
    return good


def same_elsewhere(home: str) -> bool:
    """Match the same smaller data here and on the distributed engine; change one row, and match again."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as scratch:
        folder = Path(scratch)
        sets(folder, MILLION // 20)
        claims(folder, MILLION // 2)
        here = apart("product", folder)
        began = time.perf_counter()
        with distributed(home, folder) as address:
            began = time.perf_counter()
            there = apart("product", folder, address)
        spent = time.perf_counter() - began
        one_row_changed(folder)
        changed = apart("product", folder)
    kind = "Apache Spark，一个主节点、两个工作节点" if home else "Sail"
    print(
        f"{MILLION // 2:,}件：DuckDB {here['digest'][:16]} {here['wall']:.1f}秒；{kind} {there['digest'][:16]} {spent:.1f}秒（含连接）"
    )
    print(f"对照：改一行参照库以后是{changed['digest'][:16]}")
    if changed["digest"] == here["digest"]:
        sys.exit("改了一行，摘要却没有变：这个测法不可信")
    return bool(here["digest"] == there["digest"])


# --- what is laid out -------------------------------------------------------------------------------


def sets(folder: Path, million: int) -> None:
    """Write the reference sets, sorted by party as the product sorts them."""
    for name, (rows, _, kind, _) in SETS.items():
        count = rows * million
        value = VALUES[kind].format(i="i")
        sql = f"""SELECT (i * 97 + 110000000000000000)::BIGINT AS key, (hash(i) >> 1)::BIGINT AS who, 1::INTEGER AS copies,
            0::INTEGER AS rank, {value} AS c0_low, {value} AS c0_high, 0::BIGINT AS c0_slack, 0::BIGINT AS c0_unit,
            false AS c0_hard FROM range({count}) t(i)"""
        laid_out(sql, folder / f"set-{name}.parquet")


def claims(folder: Path, size: int) -> None:
    """Write the claims on each set, sorted by party: one in six is about nobody in it, one in twenty says otherwise."""
    for name, (_, share, kind, criterion) in SETS.items():
        count = int(size * share)
        known = rows_of(folder, name) * 6 // 5
        value = VALUES[kind].format(i="i")
        sql = f"""SELECT j::BIGINT AS place, (i * 97 + 110000000000000000)::BIGINT AS key, (hash(i) >> 1)::BIGINT AS who,
            {criterion}::TINYINT AS criterion, {value} + (j % 20 = 0)::BIGINT * 100 AS low, {value} AS high,
            0::BIGINT AS slack, 0::BIGINT AS unit, false AS hard
            FROM (SELECT j, (j * {known} // {count}) AS i FROM range({count}) t(j))"""
        laid_out(sql, folder / f"claims-{name}.parquet")


def one_row_changed(folder: Path) -> None:
    """Change one value of one set that a pledge agrees with."""
    path = folder / "set-population.parquet"
    changed = folder / "changed.parquet"
    claimed = folder / "claims-population.parquet"
    key = (
        f"(SELECT min(held.key) FROM read_parquet('{path}') held JOIN read_parquet('{claimed}') said "
        "ON held.key = said.key AND held.c0_low = said.low)"
    )
    laid_out(
        f"SELECT * REPLACE (CASE WHEN key = {key} THEN 1 ELSE c0_low END AS c0_low) FROM read_parquet('{path}')",
        changed,
    )
    changed.replace(path)


def laid_out(sql: str, path: Path) -> None:
    """Write what a query yields, in its order."""
    with duckdb.connect(config={"memory_limit": "1GB", "threads": "2"}) as connection:
        connection.execute(f"COPY ({sql}) TO '{path}' ({ROW_GROUP})")


def rows_of(folder: Path, name: str) -> int:
    """Return how many rows a set has."""
    return store.rows_of(folder / f"set-{name}.parquet")


# --- what is measured, each in a process of its own -------------------------------------------------


def apart(what: str, folder: Path, address: str = "") -> dict[str, Any]:
    """Do something in a process of its own; return its seconds, its CPU seconds, its peak memory and its digest."""
    results = folder / "results"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(mode=0o777)
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", __file__, "measured", what, str(folder), address],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def measured(what: str, folder: Path, address: str) -> None:
    """Do it, and print what it took as JSON; opening the engine is not counted, reading the digest is not either."""
    doing = DOING[what]
    engine = engines.engine(address, memory="512MB", threads=2, spill=folder / "spill")
    began, before = time.perf_counter(), used()
    paths = doing(folder, engine)
    wall, cpu = time.perf_counter() - began, used() - before
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    digest, counts = store.digest_of_strands(paths) if what == "product" else ("", {})
    engine.close()
    print(json.dumps({"wall": wall, "cpu": cpu, "rss": rss, "digest": digest, "counts": counts}))


def used() -> float:
    """Return the CPU seconds of this process so far."""
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime


def product(folder: Path, engine: Any) -> list[Path]:
    """Match every set, as a run of the product does."""
    paths = []
    for name, (_, _, kind, _) in SETS.items():
        what = Match(
            folder / f"claims-{name}.parquet",
            folder / f"set-{name}.parquet",
            Reading("c0", kind),
            folder / "results",
        )
        paths += [one.path for one in match(what, engine)]
    return paths


def floor(folder: Path, _engine: Any) -> list[Path]:
    """Read the columns that matching reads, and write as many verdicts."""
    with duckdb.connect(config={"memory_limit": "512MB", "threads": "2"}) as connection:
        connection.execute("SET preserve_insertion_order = false")
        for name, (_, _, kind, _) in SETS.items():
            listed = ["key", "who", "copies", "rank", *(f"c0_{part}" for part in PARTS[kind])]
            most = ", ".join(f"max({one})" for one in listed)
            connection.execute(f"SELECT {most} FROM read_parquet('{folder}/set-{name}.parquet')").fetchall()
            # xor is the cheapest way to need every column
            mix = "key"
            for part in ("who", "criterion", *PARTS[kind]):
                mix = f"xor({mix}, {part}::BIGINT)"
            connection.execute(
                f"COPY (SELECT place, (abs({mix} % 5))::TINYINT AS verdict FROM read_parquet('{folder}/claims-{name}.parquet')) "
                f"TO '{folder}/results/floor-{name}.parquet' (FORMAT PARQUET, COMPRESSION SNAPPY)"
            )
    return []


DOING: dict[str, Callable[[Path, Any], list[Path]]] = {"floor": floor, "product": product}


# --- the distributed engine -------------------------------------------------------------------------


@contextmanager
def distributed(home: str, folder: Path) -> Iterator[str]:
    """Start the engine elsewhere, and yield its address: Spark with two workers, or Sail."""
    if not home:
        with sail() as address:
            yield address
        return
    os.environ.update(SPARK_HOME=home, SPARK_LOCAL_IP="127.0.0.1", SPARK_NO_DAEMONIZE="1")
    own = ["--host", "127.0.0.1"]
    master = "spark://127.0.0.1:17077"
    work = str(folder / "work")
    worker = [*own, "--cores", "1", "--memory", "1200m", "--work-dir", work, "--webui-port", "0", master]
    connect = [
        "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", master,
        "--conf", "spark.connect.grpc.binding.port=17002", "--conf", "spark.connect.grpc.binding.address=127.0.0.1",
        "--conf", "spark.executor.memory=1g", "--conf", "spark.driver.memory=1g", "--conf", "spark.ui.enabled=false",
        "--conf", "spark.sql.shuffle.partitions=8", "spark-internal",
    ]  # fmt: skip
    spark_class, submit = f"{home}/bin/spark-class", f"{home}/bin/spark-submit"
    deploy = "org.apache.spark.deploy"
    commands = [
        [spark_class, f"{deploy}.master.Master", *own, "--port", "17077", "--webui-port", "0"],
        [spark_class, f"{deploy}.worker.Worker", *worker],
        [spark_class, f"{deploy}.worker.Worker", *worker],
        [submit, *connect],
    ]
    running = []
    try:
        with (folder / "spark.log").open("w") as log:
            for command in commands:
                running.append(subprocess.Popen(command, stdout=log, stderr=log))
                time.sleep(4)
            listening(folder / "spark.log", running)
        yield "sc://127.0.0.1:17002"
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(30)


def listening(log: Path, running: list[Any]) -> None:
    """Wait until the Connect server answers and both workers are there."""
    for _ in range(300):
        there = log.read_text(errors="replace").count("Registering worker") >= 2
        with socket.socket() as line:
            if there and line.connect_ex(("127.0.0.1", 17002)) == 0:
                return
        if any(one.poll() is not None for one in running):
            break
        time.sleep(1)
    sys.exit(f"Spark没有起来：\n{log.read_text(errors='replace')[-3000:]}")


@contextmanager
def sail() -> Iterator[str]:
    """Start Sail within this process."""
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    yield f"sc://127.0.0.1:{server.listening_address[1]}"
    server.stop()


if __name__ == "__main__":
    if sys.argv[1:2] == ["measured"]:
        measured(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        main()
