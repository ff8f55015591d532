"""Seed the law at installation: presets of provisions from data files, and the calendar from a package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import holidays
from django.db import transaction

from nuocheng.law.models import CalendarDay, CalendarYear, LawVersion, Provision
from nuocheng.law.queries import invalidate
from nuocheng.law.values import objection

_IDENTITY = ("jurisdiction", "key", "since")
_CONTENT = (
    "kind",
    "title",
    "value",
    "citation_document",
    "citation_clause",
    "quote",
    "evidence",
    "borrowed",
    "until",
)
_ENTRY = frozenset(
    {"key", "kind", "title", "value", "source", "clause", "quote", "evidence", "since", "until"}
)
_SATURDAY = 5


class BadPreset(ValueError):
    """A preset cannot be loaded as it is written; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a loading did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


def preset_names() -> tuple[str, ...]:
    """List the presets that ship with this release."""
    heads = (name.removesuffix(".toml") for name in _data_files())
    return tuple(head for head in heads if "." not in head and head != "notices")


def load_preset(name: str) -> Counts:
    """Load one preset: the same call twice changes nothing the second time.

    Rows are matched by place, key and day; what is not in the preset stays as it is. A change of the law
    at home is therefore a new row with a later day, which no later loading touches.

    Raises:
        BadPreset: There is no such preset, or one of its rows is not well formed.

    """
    if name not in preset_names():
        raise BadPreset(f"没有“{name}”这份预设，现有：{'、'.join(preset_names())}")
    return save_provisions(rows_of(document_of(name)))


def document_of(name: str) -> dict[str, Any]:
    """Read a preset: its head file, and after it the rows of its parts (name.part.toml)."""
    document = _read(f"{name}.toml")
    document.setdefault("provision", [])
    for part in _data_files():
        if part.startswith(f"{name}.") and part != f"{name}.toml":
            document["provision"] += _read(part)["provision"]
    return document


def rows_of(document: Mapping[str, Any]) -> list[Provision]:
    """Read the rows of a preset.

    Raises:
        BadPreset: A row names no known source, holds an unknown word, says nothing useful, or comes twice.

    """
    jurisdiction, sources = document["preset"]["jurisdiction"], document["source"]
    rows = [_row(entry, jurisdiction, sources) for entry in document["provision"]]
    seen = [_identity(row) for row in rows]
    twice = {one for one in seen if seen.count(one) > 1}
    if twice:
        raise BadPreset(f"这些规定写了两遍：{sorted(map(str, twice))}")
    return rows


def save_provisions(rows: Iterable[Provision]) -> Counts:
    """Insert what is new, update what differs, leave the rest; one transaction."""
    with transaction.atomic():
        held = {_identity(row): row for row in Provision.objects.all()}
        new: list[Provision] = []
        changed: list[Provision] = []
        unchanged = 0
        for row in rows:
            old = held.get(_identity(row))
            if old is None:
                new.append(row)
            elif _content(old) == _content(row):
                unchanged += 1
            else:
                row.pk = old.pk
                changed.append(row)
        Provision.objects.bulk_create(new)
        Provision.objects.bulk_update(changed, _CONTENT)
        _settle(changed=bool(new or changed))
    return Counts(len(new), len(changed), unchanged)


def seed_calendar(years: Iterable[int]) -> Counts:
    """Fill the calendar for some years; a year without a State Council notice is marked provisional.

    A year's notice settles the days from 25 December before it to 24 December of it. A year that is
    already official is left alone: what an administrator entered from the notice is never overwritten.
    """
    created = updated = unchanged = 0
    with transaction.atomic():
        held = {row.year: row for row in CalendarYear.objects.all()}
        for year in sorted(set(years)):
            old = held.get(year)
            if old is not None and (old.official or not _seed_year(year)):
                unchanged += 1
            elif old is not None:
                updated += 1
            else:
                _seed_year(year)
                created += 1
        _settle(changed=bool(created or updated))
    return Counts(created, updated, unchanged)


def _seed_year(year: int) -> bool:
    """Replace what is held about one year by what the package knows; say whether that changed anything."""
    notice = _notices().get(year)
    official = notice is not None and _moves_days(year)
    source = notice if notice is not None and official else f"{year}年放假安排尚未公布，按法定节日推定"
    first, last = date(year - 1, 12, 25), date(year, 12, 24)
    held = CalendarDay.objects.filter(date__range=(first, last))
    known = [
        CalendarDay(date=day, working=working, name=name, source=source, provisional=not official)
        for day, working, name in _moved(first, last)
    ]
    if [_day(row) for row in held] == [_day(row) for row in known] and _is_held(year, source):
        return False
    held.delete()
    CalendarDay.objects.bulk_create(known)
    CalendarYear.objects.update_or_create(year=year, defaults={"official": official, "source": source})
    return True


def _day(row: CalendarDay) -> tuple[date, bool, str, str]:
    """Return what a day of the calendar says."""
    return row.date, row.working, row.name, row.source


def _is_held(year: int, source: str) -> bool:
    """Say whether a year is held with that source."""
    return CalendarYear.objects.filter(year=year, source=source).exists()


def _moved(first: date, last: date) -> Iterable[tuple[date, bool, str]]:
    """Yield the days of a span that are worked or not against the rule of Monday to Friday."""
    known = holidays.country_holidays("CN", years=(first.year, last.year), language="zh_CN")
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day in known.weekend_workdays:
            yield day, True, "调休上班"
        elif day in known and day.weekday() < _SATURDAY:
            yield day, False, known[day]


def _moves_days(year: int) -> bool:
    """Say whether the package holds the days that the year's notice moved, and not only fixed feasts."""
    return year in holidays.country_holidays("CN").special_public_holidays


def _notices() -> dict[int, str]:
    """Return the State Council notices by year, as they are cited."""
    return {one["year"]: one["document"] for one in _read("notices.toml")["notice"]}


def _settle(*, changed: bool) -> None:
    """Tell every reader that the law has changed, this process at once and again after the commit."""
    if not changed:
        return
    LawVersion.renew()
    invalidate()
    transaction.on_commit(invalidate)


def _row(entry: Mapping[str, Any], jurisdiction: str, sources: Mapping[str, Mapping[str, Any]]) -> Provision:
    """Read one row of a preset."""
    key = entry.get("key", "?")
    unknown = set(entry) - _ENTRY
    source = sources.get(entry.get("source", ""))
    if source is None or unknown:
        raise BadPreset(f"“{key}”没有写明来源，或者写了不认识的项：{sorted(unknown)}")
    row = Provision(
        jurisdiction=jurisdiction,
        key=key,
        kind=entry.get("kind", key.split(".")[0]),
        title=entry.get("title", ""),
        value=entry.get("value"),
        citation_document=source["document"],
        citation_clause=entry.get("clause", ""),
        quote=entry.get("quote", ""),
        evidence=entry.get("evidence", source["evidence"]),
        borrowed=source.get("borrowed", False),
        since=entry.get("since", source["since"]),
        until=entry.get("until", source.get("until")),
    )
    wrong = objection(row.kind, row.value) or _unsaid(row)
    if wrong:
        raise BadPreset(f"“{key}”：{wrong}")
    return row


def _unsaid(row: Provision) -> str | None:
    """Say what a row leaves out, or nothing."""
    if not row.title:
        return "没有标题"
    if row.evidence in {"L", "S"} and not row.quote:
        return "标为原文的，要写上原文"
    return None if row.until is None or row.until > row.since else "终止日期要晚于起始日期"


def _identity(row: Provision) -> tuple[Any, ...]:
    """Return what makes a row this row and no other."""
    return tuple(getattr(row, name) for name in _IDENTITY)


def _content(row: Provision) -> tuple[Any, ...]:
    """Return everything a loading may change."""
    return tuple(getattr(row, name) for name in _CONTENT)


def _data_files() -> list[str]:
    """List the data files that ship inside the package."""
    return sorted(path.name for path in _folder().iterdir() if path.name.endswith(".toml"))


def _read(name: str) -> dict[str, Any]:
    """Read one data file."""
    return tomllib.loads((_folder() / name).read_text(encoding="utf-8"))


def _folder() -> Traversable:
    """Return the folder of the data files inside the package."""
    return files("nuocheng.law") / "data"
