"""Lay claims out in columns, strand by strand: those of one column of one set lie together, sorted by party."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.verification.channels.batch import store
from nuocheng.verification.channels.exchange_answer import plain_name
from nuocheng.verification.rules.columns import CRITERIA, HARD, party_check, party_key, pledged
from nuocheng.verification.rules.compare import ALLOWED, Claim

#: How many claims of a strand are written in one go.
SEGMENT = 20_000


@dataclass(frozen=True, slots=True)
class Claimed:
    """One task as it is matched."""

    task: str
    number: str
    name: str
    type: FactType
    comparison: Comparison
    value: str


@dataclass(slots=True)
class Spool:
    """The claims of one strand while they are laid out."""

    folder: Path
    name: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    segments: list[Path] = field(default_factory=list)

    def add(self, one: Claimed) -> None:
        """Take one claim."""
        self.rows.append(_in_columns(one))
        if len(self.rows) == SEGMENT:
            self._write()

    def close(self, room: store.Room) -> int:
        """Put the claims together, sorted; return how many there are."""
        self._write()
        count = store.sort_claims(self.segments, path_of(self.folder, self.name), room)
        for one in self.segments:
            one.unlink()
        return count

    def _write(self) -> None:
        if self.rows or not self.segments:
            path = self.folder / f"{self.name}-{len(self.segments):06d}.segment"
            store.write_rows(path, self.rows, store.CLAIM)
            self.segments.append(path)
            self.rows = []


def path_of(folder: Path, name: str) -> Path:
    """Return where the sorted claims of a strand lie."""
    return folder / f"{name}.parquet"


def clear(folder: Path) -> None:
    """Delete what an earlier attempt left."""
    for one in _files(folder):
        one.unlink()


def _files(folder: Path) -> Iterable[Path]:
    return [one for one in folder.iterdir() if one.is_file()]


def _in_columns(one: Claimed) -> dict[str, Any]:
    fits = one.comparison in ALLOWED[one.type]
    cell = pledged(Claim("", one.type, one.value, one.comparison)) if fits else HARD
    return {
        "key": party_key(one.number),
        "who": party_check(one.number, plain_name(one.name)),
        "criterion": CRITERIA.get(one.comparison, 0),
        "task": one.task,
        **store.in_parts(cell),
    }
