"""What the Justice Bureau sees of one month: every unit's figures, who has reported, and the sum of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from nuocheng.journal import queries as journal
from nuocheng.kernel.occasion import CHINA
from nuocheng.oversight import queries
from nuocheng.oversight.lifecycle import ReportState
from nuocheng.oversight.models import Report
from nuocheng.oversight.queries.counting import SIGNED, end_of, start_of
from nuocheng.oversight.queries.monthly_work import FIGURES
from nuocheng.oversight.reports.monthly_work import how_sure, numbers, standing
from nuocheng.people import queries as people

HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)
#: The figures that the overview shows of each unit.
SHOWN = ("certificates", "pledged", "found", "on_time", "overdue", "refuted", "upheld")
ON_PAPER = ("case.decline_pledge", "case.find_ineligible", "case.withdraw_pledge")


@dataclass(frozen=True, slots=True)
class Unit:
    """One department in one month: its figures, and its report if it was begun."""

    code: str
    name: str
    short: str
    numbers: dict[str, int]
    report: Report | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How one department's report on one month stands."""

    month: date
    word: str
    tone: str
    reference: str


@dataclass(frozen=True, slots=True)
class Total:
    """One figure summed over the reports that were handed in."""

    key: str
    title: str
    section: str
    unit: str
    scope: str
    number: int
    parts: list[tuple[Unit, int]]
    sure: str = ""


def units(month: date, now: datetime, keys: Collection[str] = SHOWN) -> list[Unit]:
    """Return every department with some figures of a month: as reported, or as they stand now."""
    reports = queries.of_month(month)
    return [
        Unit(
            one.code,
            one.name,
            one.short,
            _numbers(one.code, month, now, reports.get(one.code), keys),
            reports.get(one.code),
        )
        for one in people.departments()
    ]


def _numbers(
    department: str, month: date, now: datetime, report: Report | None, keys: Collection[str]
) -> dict[str, int]:
    if report is not None and report.state in HANDED_IN:
        return numbers(queries.frozen_figures(report))
    return numbers(queries.counted(department, month, now, keys))


def summed(some: Sequence[Unit], key: str) -> int:
    """Return the sum of one figure over some units."""
    return sum(unit.numbers.get(key, 0) for unit in some)


def matrix(today: date, count: int = 6) -> tuple[list[date], list[tuple[str, list[Cell]]]]:
    """Return the last months, oldest first, and for every unit how its report on each stands."""
    first = queries.first_month()
    months = [month for month in reversed(queries.months_back(today, count)) if first and month >= first]
    months = months or [queries.month_before(today)]
    reports, due = queries.matrix(months), {month: queries.due_on(month) for month in months}
    rows = []
    for one in people.departments():
        cells = [_cell(month, reports.get((one.code, month)), due[month], today) for month in months]
        rows.append((one.name, cells))
    return months, rows


def _cell(month: date, report: Report | None, due_on: date, today: date) -> Cell:
    word, tone = standing(report, report.due_on if report else due_on, today)
    return Cell(month, word, tone, report.reference if report else "")


def unreported(today: date) -> list[str]:
    """Return the short names of the units that have not handed in the report on last month."""
    month = queries.month_before(today)
    reports = queries.matrix([month])
    done = {department for (department, _), row in reports.items() if row.state in HANDED_IN}
    return [one.short for one in people.departments() if one.code not in done]


def trend(month: date, count: int = 12) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Return the last months up to *month*, and how many cases in each went by pledge and on paper."""
    months = [*reversed(queries.months_back(month, count - 1)), month]
    pledged, on_paper = dict.fromkeys(months, 0), dict.fromkeys(months, 0)
    start, end = start_of(months[0]), end_of(month)
    for one in people.departments():
        for verb, _, at in journal.done(one.code, [*SIGNED, *ON_PAPER], start, end):
            counts = pledged if verb in SIGNED else on_paper
            counts[at.astimezone(CHINA).date().replace(day=1)] += 1
    labels = [f"{one.month}月" for one in months]
    return labels, [("写承诺", list(pledged.values())), ("交证明", list(on_paper.values()))]


def totals(month: date) -> tuple[list[Total], list[Unit], list[str]]:
    """Return the sums over the reports handed in, those reports' units, and the names of the units missing."""
    reports = queries.of_month(month)
    there: list[Unit] = []
    missing: list[str] = []
    for one in people.departments():
        report = reports.get(one.code)
        if report is not None and report.state in HANDED_IN:
            there.append(Unit(one.code, one.name, one.short, numbers(queries.frozen_figures(report)), report))
        else:
            missing.append(one.name)
    found = [_total(figure.key, there) for figure in FIGURES]
    counted = {one.key: one.number for one in found}
    return [replace(one, sure=how_sure(one.key, counted)) for one in found], there, missing


def _total(key: str, there: list[Unit]) -> Total:
    figure = next(one for one in FIGURES if one.key == key)
    parts = [(unit, unit.numbers.get(key, 0)) for unit in there]
    number = sum(one for _, one in parts)
    shown = [(unit, one) for unit, one in parts if one]
    return Total(key, figure.title, figure.section, figure.unit, figure.scope, number, shown)
