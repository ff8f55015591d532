"""The figures of one report: counted live until it is handed in, frozen as canonical bytes from then on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nuocheng.journal.canonical import canonical
from nuocheng.oversight.lifecycle import ReportState
from nuocheng.oversight.models import Report
from nuocheng.oversight.queries.counting import Counted, Work, end_of
from nuocheng.oversight.queries.monthly_work import FIGURES, WORK_KEYS

#: The form in which figures are frozen; a later one must still be able to read this one.
VERSION = 1
FROZEN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Value:
    """One figure with the list it is the length of; all the words are frozen with it."""

    key: str
    title: str
    section: str
    unit: str
    kind: str
    scope: str
    counted: tuple[Counted, ...]

    @property
    def number(self) -> int:
        """Return the figure: nothing but the length of its list."""
        return len(self.counted)


def figures(report: Report, now: datetime) -> tuple[Value, ...]:
    """Return a report's figures: as frozen once it is handed in, else as they stand *now*."""
    if report.state in FROZEN:
        return thawed(report.figures)
    return counted(report.department, report.month, now)


def counted(
    department: str, month: date, now: datetime, keys: Collection[str] | None = None
) -> tuple[Value, ...]:
    """Count the figures of a department in a month from the journal: every one, or those of *keys*."""
    work = Work.of(department, month, now)
    return tuple(
        Value(one.key, one.title, one.section, one.unit, one.kind, one.scope, tuple(one.made(work)))
        for one in FIGURES
        if keys is None or one.key in keys
    )


def counted_through(
    department: str, months: tuple[date, date], now: datetime, keys: Collection[str]
) -> dict[str, int]:
    """Count some figures of a department from the first through the last of two months, as far as *now*.

    What stands at the end of a month (the catalogue) is counted at the end of the last.
    """
    first, last = months
    work = Work(department, first.replace(day=1), min(end_of(last), now))
    return {one.key: len(one.made(work)) for one in FIGURES if one.key in keys}


def is_zero(values: Iterable[Value]) -> bool:
    """Say whether nothing at all was done in the month."""
    return not any(one.number for one in values if one.key in WORK_KEYS)


def frozen(values: Iterable[Value]) -> str:
    """Write figures and their lists as canonical JSON, words and all."""
    return canonical({"v": VERSION, "figures": [_plain(one) for one in values]})


def _plain(value: Value) -> dict[str, Any]:
    return {
        "key": value.key,
        "title": value.title,
        "section": value.section,
        "unit": value.unit,
        "kind": value.kind,
        "scope": value.scope,
        "number": value.number,
        "list": [[one.reference, one.at, one.detail] for one in value.counted],
    }


def thawed(text: str) -> tuple[Value, ...]:
    """Read figures back as they were frozen.

    Raises:
        ValueError: They were frozen in a form that this release cannot read.

    """
    said = json.loads(text)
    if said.get("v") != VERSION:
        raise ValueError(f"figures of form {said.get('v')} cannot be read")
    return tuple(_value(one) for one in said["figures"])


def _value(plain: dict[str, Any]) -> Value:
    counted_things = tuple(
        Counted(reference, datetime.fromisoformat(at), detail) for reference, at, detail in plain["list"]
    )
    words = {name: plain[name] for name in ("key", "title", "section", "unit", "kind", "scope")}
    return Value(**words, counted=counted_things)
