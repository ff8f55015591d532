"""The tables that are handed over, read from data once per process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from nuocheng.handover.rules.columns import Column, Table
from nuocheng.kernel.errors import NotFound

DATA = Path(__file__).parents[1] / "data" / "tables.toml"


@cache
def tables() -> dict[str, Table]:
    """Return every table by its key, in the order of the file."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {key: _table(key, said) for key, said in rows.items()}


def table(key: str) -> Table:
    """Return one table.

    Raises:
        NotFound: There is none of that key.

    """
    found = tables().get(key)
    if found is None:
        raise NotFound("没有这张表，请回到“数据报送”重新选")
    return found


def _table(key: str, said: dict[str, Any]) -> Table:
    columns = tuple(Column(**one) for one in said["columns"])
    return Table(key, said["title"], said["about"], said["source"], columns)
