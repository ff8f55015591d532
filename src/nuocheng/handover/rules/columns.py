"""The columns of a table that is handed over, and what is wrong with a row before anybody is bothered with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Where a department's credit code comes from, so that whoever reads the reason knows what to fill in.
FROM_CODES = "department_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its name for people, how long it may be, whether it must be filled."""

    code: str
    title: str
    type: str
    size: int
    required: bool = False
    values: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it is handed over."""

    key: str
    title: str
    about: str
    source: str
    columns: tuple[Column, ...]


def objection(table: Table, row: Mapping[str, str]) -> str:
    """Say what is wrong with a row, every fault of it, in the words of its columns; nothing if it may go."""
    return "；".join(
        _wrong(column, row.get(column.code, ""))
        for column in table.columns
        if _wrong(column, row.get(column.code, ""))
    )


def _wrong(column: Column, said: str) -> str:
    if column.required and not said:
        how = "，请在“单位代码对照”里补上" if column.code == FROM_CODES else ""
        return f"“{column.title}”是空的{how}"
    if len(said) > column.size:
        return f"“{column.title}”有{len(said)}个字，最多{column.size}个"
    if said and column.values and said not in column.values:
        return f"“{column.title}”不能是“{said}”"
    return ""


def digest(row: Mapping[str, str]) -> str:
    """Return what a row is recognised by: SHA-256 over its columns in the order of their codes, as JSON without spaces."""
    said = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def renamed(row: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return a row under the names that the platform wants; a column nobody renamed keeps its own."""
    return {names.get(code, code): said for code, said in row.items()}


@dataclass(frozen=True, slots=True)
class Compared:
    """How our rows and theirs differ: by key, what they lack, hold otherwise, or hold and we never sent."""

    missing: tuple[str, ...]
    differing: tuple[str, ...]
    strange: tuple[str, ...]

    @property
    def agree(self) -> bool:
        """Say whether there is no difference."""
        return not (self.missing or self.differing or self.strange)


def compared(ours: Mapping[str, str], theirs: Iterable[tuple[str, str]]) -> Compared:
    """Compare key and digest of what we handed over with what the platform says it holds."""
    held = dict(theirs)
    return Compared(
        missing=tuple(sorted(key for key in ours if key not in held)),
        differing=tuple(sorted(key for key, seal in ours.items() if key in held and held[key] != seal)),
        strange=tuple(sorted(key for key in held if key not in ours)),
    )
