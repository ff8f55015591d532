"""The monthly report of one department as people read it: its figures by section, its texts, its term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from nuocheng.law import queries as law
from nuocheng.oversight import queries
from nuocheng.oversight.lifecycle import ReportState
from nuocheng.oversight.models import Report
from nuocheng.verification.queries import shares

#: Which column of a report holds each section that the law's list names.
COLUMNS = {"work": "work", "practice": "practice", "rules": "regulations", "problems": "problems"}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, with what it was the month before where that is known, and how sure it is where that can be said."""

    value: queries.Value
    before: int | None
    sure: str = ""

    @property
    def change(self) -> str:
        """Return the change in words, if there is any."""
        if self.before is None or self.before == self.value.number:
            return ""
        difference = self.value.number - self.before
        return f"比上月{'多' if difference > 0 else '少'}{abs(difference)}{self.value.unit}"


@dataclass(frozen=True, slots=True)
class Section:
    """Some figures under one heading."""

    title: str
    rows: list[Row]


def sections(report: Report, now: datetime) -> list[Section]:
    """Return the figures of a report by section, each beside the month before."""
    before, values = _before(report), queries.figures(report, now)
    now_counted = numbers(values)
    rows = [Row(one, before.get(one.key), how_sure(one.key, now_counted)) for one in values]
    grouped = groupby(rows, key=lambda row: row.value.section)
    return [Section(title, list(some)) for title, some in grouped]


def _before(report: Report) -> dict[str, int]:
    """Return the numbers of the month before, where its report was handed in."""
    last = queries.find(report.department, queries.month_before(report.month))
    if last is None or last.submitted_at is None:
        return {}
    return numbers(queries.frozen_figures(last))


def numbers(values: Iterable[queries.Value]) -> dict[str, int]:
    """Return figures by their keys."""
    return {one.key: one.number for one in values}


def how_sure(key: str, counted: Mapping[str, int]) -> str:
    """Say how sure the share of untrue pledges is, beside the number of them; nothing beside any other figure."""
    return shares.untrue(counted.get("refuted", 0), counted.get("found", 0)) if key == "refuted" else ""


def on_time_rate(found: Mapping[str, int]) -> str:
    """Return how many of a hundred findings came by their due day, or a dash where there was none."""
    return f"{100 * found['on_time'] / found['found']:.1f}" if found.get("found") else "—"


def headings(on: date) -> dict[str, str]:
    """Return the headings of the texts by column, in the order of the law's list."""
    listed = law.provisions("code.report_section.", on)
    return {COLUMNS[one.code]: one.title for one in listed.values() if one.code in COLUMNS}


def texts(report: Report) -> list[tuple[str, str]]:
    """Return what a report says in words, each under its heading."""
    return [(title, getattr(report, column)) for column, title in headings(report.due_on).items()]


def standing(report: Report | None, due_on: date, today: date) -> tuple[str, str]:
    """Return in a word how a report stands on a day, and the tone of its badge."""
    if report is not None and report.state in {ReportState.SUBMITTED, ReportState.ACCEPTED}:
        word = "已接收" if report.state == ReportState.ACCEPTED else "已报"
        return (f"{word}，晚报", "todo") if report.late else (word, "ok")
    if report is not None and report.state == ReportState.RETURNED:
        return "退回修改", "todo"
    if today > due_on:
        return f"逾期{(today - due_on).days}天", "bad"
    return ("填报中", "info") if report is not None else ("未报", "")
