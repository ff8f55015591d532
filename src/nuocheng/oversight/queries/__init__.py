"""What others may read of oversight: monthly reports, their terms and their figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nuocheng.law import queries as law
from nuocheng.oversight.models import Report
from nuocheng.oversight.queries.figures import (
    Value,
    counted,
    counted_through,
    figures,
    frozen,
    is_zero,
    thawed,
)
from nuocheng.oversight.rules.due import Terms, last_day, month_after

__all__ = [
    "Value",
    "counted",
    "counted_through",
    "due_on",
    "figures",
    "find",
    "first_month",
    "frozen",
    "frozen_figures",
    "is_zero",
    "matrix",
    "month_after",
    "month_before",
    "months_back",
    "of_month",
    "reference_of",
    "report",
    "reports_of",
]


def report(reference: str) -> Report:
    """Return one monthly report.

    Raises:
        NotFound: There is no such report.

    """
    return Report.load(reference)


def frozen_figures(row: Report) -> tuple[Value, ...]:
    """Return the figures of a report as they were handed in."""
    return thawed(row.figures)


def find(department: str, month: date) -> Report | None:
    """Return the report of a department on a month, if it was begun."""
    return Report.objects.filter(department=department, month=month).first()


def reports_of(department: str, months: Iterable[date]) -> dict[date, Report]:
    """Return a department's reports on some months."""
    rows = Report.objects.filter(department=department, month__in=list(months)).defer("figures")
    return {row.month: row for row in rows}


def matrix(months: Iterable[date]) -> dict[tuple[str, date], Report]:
    """Return every department's reports on some months, without their figures."""
    rows = Report.objects.filter(month__in=list(months)).defer("figures")
    return {(row.department, row.month): row for row in rows}


def of_month(month: date) -> dict[str, Report]:
    """Return the reports on one month by department, with their figures."""
    return {row.department: row for row in Report.objects.filter(month=month)}


def first_month() -> date | None:
    """Return the first month that anybody began a report on."""
    return Report.objects.order_by("month").values_list("month", flat=True).first()


def reference_of(department: str, month: date) -> str:
    """Return the number that the report of a department on a month bears."""
    return f"YB-{month:%Y-%m}-{department}"


def month_before(day: date) -> date:
    """Return the first day of the month before the one that *day* lies in."""
    first = day.replace(day=1)
    return (
        first.replace(year=first.year - 1, month=12)
        if first.month == 1
        else first.replace(month=first.month - 1)
    )


def months_back(day: date, count: int) -> list[date]:
    """Return the first days of the *count* months before the one that *day* lies in, newest first."""
    months = [month_before(day)]
    while len(months) < count:
        months.append(month_before(months[-1]))
    return months


def due_on(month: date) -> date:
    """Return the last day on which the report on a month is on time, by the law of the month it is due in.

    Raises:
        LawMissing: The law, as loaded, does not say.

    """
    then = month_after(month)
    terms = Terms(
        day=law.term("term.report.due", then).amount,
        included=law.switch("switch.report.due_day_included", then),
        on_rest_day=law.choice("switch.report.non_working_day", then),
    )
    return last_day(month, terms, law.calendar())
