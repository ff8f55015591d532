"""What a superior list says, and how it differs from what we say: frozen values and pure comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from nuocheng.catalogue.rules.content import DEMANDED, Disposition
from nuocheng.catalogue.rules.naming import plain_name


class Level(StrEnum):
    """Who issued a list (层级)."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    CITY = "city"


LEVEL_TITLES = {Level.NATIONAL: "国家", Level.PROVINCIAL: "省级", Level.CITY: "市级"}


class Mode(StrEnum):
    """What a row of a list says of a certificate: a pledge may replace it, may not, or it is cancelled."""

    ALLOW = "allow"
    FORBID = "forbid"
    CANCEL = "cancel"


MODE_TITLES = {Mode.ALLOW: "可以承诺", Mode.FORBID: "不能承诺", Mode.CANCEL: "已取消"}


class Gap(StrEnum):
    """How we differ from a list."""

    NOT_LISTED = "not_listed"
    LISTED_FORBIDDEN = "listed_forbidden"
    CANCELLED_DEMANDED = "cancelled_demanded"
    DIFFERS = "differs"
    OURS_ONLY = "ours_only"


GAP_TITLES = {
    Gap.NOT_LISTED: "上级可以承诺，本级没有列入",
    Gap.LISTED_FORBIDDEN: "本级列为承诺，上级不允许",
    Gap.CANCELLED_DEMANDED: "上级已取消，本级还在要",
    Gap.DIFFERS: "都有，内容不同",
    Gap.OURS_ONLY: "本级有，上级没有",
}


class Choice(StrEnum):
    """How a difference is settled (处理结果)."""

    ADOPT = "adopt"
    KEEP = "keep"
    NOT_OURS = "not_ours"


CHOICE_TITLES = {Choice.ADOPT: "采用上级的", Choice.KEEP: "保留本级的", Choice.NOT_OURS: "不属于本级"}


@dataclass(frozen=True, slots=True)
class SuperiorRow:
    """One row of a superior list as read; *row* is its number in the table it came from."""

    row: int
    certificate: str = ""
    item: str = ""
    item_code: str = ""
    unit: str = ""
    mode: Mode = Mode.ALLOW
    basis: str = ""
    issuer: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a row that was left out: where, and what to do about it."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A superior list as read: its rows, and the faults of those left out."""

    rows: tuple[SuperiorRow, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def units(self) -> list[str]:
        """Return how the list calls departments, each once."""
        return list(dict.fromkeys(row.unit for row in self.rows if row.unit))

    def count(self, mode: Mode) -> int:
        """Return how many rows say that."""
        return sum(row.mode is mode for row in self.rows)


def contents_as_json(said: Contents) -> dict[str, Any]:
    """Return the contents of a list as plain values."""
    return asdict(said)


def contents_from_json(plain: Mapping[str, Any]) -> Contents:
    """Read the contents of a list back from plain values."""
    rows = (SuperiorRow(**{**one, "mode": Mode(one["mode"])}) for one in plain["rows"])
    return Contents(tuple(rows), tuple(Fault(**one) for one in plain["faults"]))


@dataclass(frozen=True, slots=True)
class Told:
    """What one side says of a certificate, as far as the other side can be held against it."""

    name: str
    issuer: str = ""
    basis: str = ""


def gap_between(mode: Mode, ours: Disposition | None) -> Gap | None:
    """Return how our disposition differs from what a list says; nothing of ours is None."""
    if mode is Mode.ALLOW and (ours is None or ours is Disposition.SUBMIT):
        return Gap.NOT_LISTED
    if mode is Mode.FORBID and ours is Disposition.PLEDGE:
        return Gap.LISTED_FORBIDDEN
    if mode is Mode.CANCEL and ours in DEMANDED:
        return Gap.CANCELLED_DEMANDED
    return None


def differing(theirs: Told, ours: Told) -> tuple[str, ...]:
    """Return in what two tellings of one certificate differ; what either side leaves out is no difference."""
    return tuple(_differing(theirs, ours))


def _differing(theirs: Told, ours: Told) -> Iterator[str]:
    for title, one, other in (
        ("名称", theirs.name, ours.name),
        ("开具单位", theirs.issuer, ours.issuer),
        ("依据", theirs.basis, ours.basis),
    ):
        plain, others = plain_name(one), plain_name(other)
        # An article more or less on either side is no other law: one text within the other is the same.
        if plain and others and plain not in others and others not in plain:
            yield title
