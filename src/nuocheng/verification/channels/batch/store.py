"""Tables in columns on disk: written whole or not at all, sorted by party, and known by their digests.

Whole numbers are written into the statements: given beside them, they make DuckDB load pandas, which costs a process
some seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nuocheng.verification.channels.batch.expression import Piece
from nuocheng.verification.rules.columns import Cell

ROW_GROUP = 122_880
CHUNK = 1 << 20
PARTS: Mapping[str, pa.DataType] = {
    "low": pa.int64(),
    "high": pa.int64(),
    "slack": pa.int64(),
    "unit": pa.int64(),
    "hard": pa.bool_(),
}
CLAIM = pa.schema(
    [
        ("key", pa.int64()),
        ("who", pa.int64()),
        ("criterion", pa.int8()),
        *PARTS.items(),
        ("task", pa.string()),
    ]
)


def reference_schema(columns: Sequence[str]) -> pa.Schema:
    """Return the columns of a reference set: the party, and for each value its parts and its text."""
    parts = [(f"{one}_{part}", kind) for one in columns for part, kind in PARTS.items()]
    texts = [(f"{one}_text", pa.string()) for one in columns]
    return pa.schema([("key", pa.int64()), ("who", pa.int64()), *parts, *texts])


def in_parts(cell: Cell, prefix: str = "") -> dict[str, Any]:
    """Return a value as the columns of a row."""
    return {f"{prefix}{part}": value for part, value in asdict(cell).items()}


def write_rows(path: Path, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    """Write rows as a table: wholly, or not at all."""
    beside = path.with_name(f"{path.name}.part")
    pq.write_table(pa.Table.from_pylist(rows, schema), beside, compression="snappy")
    beside.replace(path)


@dataclass(frozen=True, slots=True)
class Room:
    """How much memory sorting may take, and where it lays what does not fit."""

    memory: str
    spill: Path


def sort_reference(segments: Iterable[Path], target: Path, room: Room) -> int:
    """Put the segments of a reference set together, sorted by party; number the records of each. Return how many.

    *copies* says how many records there are about the same party, *rank* which of them this is.
    """
    sql = (
        "SELECT key, who, CAST(copies AS INTEGER) AS copies, CAST(rank AS INTEGER) AS rank, * EXCLUDE (key, who, copies, rank) "
        "FROM (SELECT *, count(*) OVER (PARTITION BY key, who) AS copies, "
        "row_number() OVER (PARTITION BY key, who) - 1 AS rank FROM read_parquet($segments)) ORDER BY key, who, rank"
    )
    return _written(sql, segments, target, room)


def sort_claims(segments: Iterable[Path], target: Path, room: Room) -> int:
    """Put the segments of claims together, sorted by party, each at its place. Return how many."""
    sql = (
        "SELECT CAST(row_number() OVER (ORDER BY key, task) - 1 AS BIGINT) AS place, * "
        "FROM read_parquet($segments) ORDER BY place"
    )
    return _written(sql, segments, target, room)


def _written(sql: str, segments: Iterable[Path], target: Path, room: Room) -> int:
    beside = target.with_name(f"{target.name}.part")
    beside.unlink(missing_ok=True)
    listed = ", ".join(_quoted(one) for one in segments)
    inner = sql.replace("$segments", f"[{listed}]")
    options = f"FORMAT PARQUET, COMPRESSION SNAPPY, ROW_GROUP_SIZE {ROW_GROUP}"
    with duckdb.connect(
        config={"memory_limit": room.memory, "temp_directory": str(room.spill)}
    ) as connection:
        found = connection.execute(f"COPY ({inner}) TO {_quoted(beside)} ({options})").fetchone()
    beside.replace(target)
    return int(found[0]) if found else 0


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def rows_of(path: Path) -> int:
    """Return how many rows a table has, without reading them."""
    return int(pq.read_metadata(path).num_rows)


def pieces(claims: Path, size: int) -> Iterator[Piece]:
    """Cut sorted claims into pieces, each with the keys between which its parties lie."""
    count = rows_of(claims)
    with duckdb.connect() as connection:
        for first in range(0, count, size):
            last = min(first + size, count) - 1
            sql = (
                f"SELECT min(key), max(key) FROM read_parquet({_quoted(claims)}) "  # noqa: S608 - our own path
                f"WHERE place BETWEEN {first:d} AND {last:d}"
            )
            found = connection.execute(sql).fetchone()
            assert found is not None
            yield Piece(first, last, int(found[0]), int(found[1]))


def claimed(claims: Path, results: Sequence[Path], first: int, last: int) -> list[tuple[int, str, int]]:
    """Return (place, task, verdict) of a part of the claims, in their order."""
    listed = ", ".join(_quoted(one / "*.parquet" if one.is_dir() else one) for one in results)
    sql = (
        f"SELECT c.place, c.task, r.verdict FROM read_parquet({_quoted(claims)}) c "  # noqa: S608 - our own paths
        f"JOIN read_parquet([{listed}]) r USING (place) "
        f"WHERE c.place BETWEEN {first:d} AND {last:d} AND r.place BETWEEN {first:d} AND {last:d} ORDER BY c.place"
    )
    with duckdb.connect() as connection:
        found = connection.execute(sql).fetchall()
    return [(int(place), str(task), int(verdict)) for place, task, verdict in found]


def texts(reference: Path, column: str, keys: Iterable[int]) -> list[tuple[int, int, str | None]]:
    """Return (key, who, text) of every record under these keys; sorted as the set is, few parts of it are read."""
    wanted = sorted(set(keys))
    if not wanted:
        return []
    sql = (
        f'SELECT key, who, "{column}_text" FROM read_parquet({_quoted(reference)}) '  # noqa: S608 - our own column
        f"WHERE key BETWEEN {wanted[0]:d} AND {wanted[-1]:d} "
        f"AND key IN ({', '.join(format(one, 'd') for one in wanted)}) ORDER BY key, who, rank"
    )
    with duckdb.connect() as connection:
        found = connection.execute(sql).fetchall()
    return [(int(key), int(who), text) for key, who, text in found]


def digest_of(path: Path) -> str:
    """Return the digest of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def digest_of_strands(results: Iterable[Path]) -> tuple[str, dict[int, int]]:
    """Return the digest of the results of a run, strand by strand, and how many there are of each verdict."""
    strands: dict[str, list[Path]] = {}
    for path in results:
        strands.setdefault(path.name.rpartition("-")[0], []).append(path)
    digest, counts = hashlib.sha256(), dict[int, int]()
    for paths in strands.values():
        one, found = digest_of_results(paths)
        digest.update(bytes.fromhex(one))
        for number, count in found.items():
            counts[number] = counts.get(number, 0) + count
    return digest.hexdigest(), counts


def digest_of_results(results: Iterable[Path]) -> tuple[str, dict[int, int]]:
    """Return the digest of all verdicts in the order of their places, and how many there are of each.

    It says what was found, whichever engine wrote it, in whatever pieces and order.

    Raises:
        ValueError: A claim has no verdict, or has two.

    """
    digest, counts, done = hashlib.sha256(), np.zeros(8, dtype=np.int64), 0
    for path in results:
        table = pq.read_table(path, columns=["place", "verdict"])
        places, found = table["place"].to_numpy(), table["verdict"].to_numpy()
        order = np.argsort(places, kind="stable")
        if not np.array_equal(places[order], np.arange(done, done + len(places))):
            message = f"{path}: every claim wants one verdict"
            raise ValueError(message)
        done += len(places)
        digest.update(np.ascontiguousarray(found[order], dtype="<i1").tobytes())
        counts += np.bincount(found, minlength=8)
    return digest.hexdigest(), {number: int(count) for number, count in enumerate(counts) if count}
