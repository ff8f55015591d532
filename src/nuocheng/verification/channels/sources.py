"""What people call the sources: read from data, once per process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "data" / "sources.toml"


@cache
def _titles() -> dict[str, str]:
    rows = tomllib.loads(SOURCES.read_text(encoding="utf-8"))
    return {key: str(row["title"]) for key, row in rows.items()}


def title_of(source: str) -> str:
    """Return the title of a source, or its key where nobody gave it one."""
    return _titles().get(source, source)
