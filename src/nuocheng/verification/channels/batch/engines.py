"""Who runs the expression: DuckDB within this process, or whatever speaks Spark Connect (Apache Spark, Sail).

The expression is the same, and so is what it yields. A distributed engine must see the data folder under the same path.
"""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import ibis

#: An address of the Spark Connect protocol begins so; anything else runs here.
REMOTE = "sc://"


class Engine(Protocol):
    """Something that reads tables, and writes what an expression yields; *piece* is how many claims it takes in one go."""

    title: str
    piece: int

    def read(self, path: Path, name: str) -> Any:
        """Return the table in a Parquet file."""

    def write(self, expression: Any, path: Path) -> None:
        """Write what an expression yields as Parquet: wholly, or not at all."""

    def close(self) -> None:
        """Let the engine go; it is used no more."""


class Embedded:
    """DuckDB within this process, within a limit of memory."""

    piece = 2_000_000

    def __init__(self, *, memory: str = "512MB", threads: int = 2, spill: Path | None = None) -> None:
        """Open a connection of its own; *spill* is where it lays what does not fit into its memory."""
        found: Any = import_module("ibis.backends.duckdb")
        self._connection = found.Backend()
        self._connection.do_connect(
            memory_limit=memory,
            threads=threads,
            preserve_insertion_order=False,
            **({"temp_directory": str(spill)} if spill else {}),
        )
        self.title = f"DuckDB {self._connection.version}"

    def read(self, path: Path, name: str) -> Any:
        """Return the table in a Parquet file."""
        return self._connection.read_parquet(path, table_name=name)

    def write(self, expression: Any, path: Path) -> None:
        """Write what an expression yields as Parquet: wholly, or not at all."""
        beside = path.with_name(f"{path.name}.part")
        beside.unlink(missing_ok=True)
        self._connection.to_parquet(expression, beside, compression="snappy")
        beside.replace(path)

    def close(self) -> None:
        """Let the engine go; it is used no more."""
        self._connection.disconnect()


class Remote:
    """An engine that speaks Spark Connect; one piece is what its machines take together."""

    piece = 100_000_000

    def __init__(self, address: str) -> None:
        """Open a session with the engine at *address*."""
        self._session = import_module("pyspark.sql").SparkSession.builder.remote(address).getOrCreate()
        found: Any = import_module("ibis.backends.pyspark")
        self._connection = found.Backend()
        self._connection.do_connect(self._session)
        self.title = f"Spark Connect {self._session.version}"

    def read(self, path: Path, name: str) -> Any:
        """Return the table in a Parquet file."""
        return self._connection.read_parquet(path, table_name=name)

    def write(self, expression: Any, path: Path) -> None:
        """Write what an expression yields as Parquet: wholly, or not at all."""
        beside = path.with_name(f"{path.name}.part")
        shutil.rmtree(beside, ignore_errors=True)
        self._connection.to_parquet(expression, str(beside))
        beside.rename(path)

    def close(self) -> None:
        """End the session while the other side still listens: a process that ends after it would wait for it."""
        self._session.stop()


def engine(address: str, *, memory: str = "512MB", threads: int = 2, spill: Path | None = None) -> Engine:
    """Return the engine at an address; without one, the embedded one."""
    if address.startswith(REMOTE):
        return Remote(address)
    return Embedded(memory=memory, threads=threads, spill=spill)


def version() -> str:
    """Return the version of the library in which the expression is written."""
    return str(ibis.__version__)
