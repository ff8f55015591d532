"""Summaries: what the law wants in them and by when, and what every department has handed in."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.errors import NotFound
from nuocheng.law import queries as law
from nuocheng.programme.lifecycle import SUMMARY, RoundState, SummaryState
from nuocheng.programme.models import HandedSummary, Round, Summary
from nuocheng.programme.queries.rounds import in_law
from nuocheng.programme.rules.content import SUMMARY_CODE, Asked, Part


def sections(on: date) -> dict[str, str]:
    """Return the parts that a summary has by the law of a day: heading by code, in the order of the law's list."""
    return {one.code: one.title for one in law.provisions("code.report_section.", on).values()}


def parts_on(summary: Summary, on: date) -> tuple[Part, ...]:
    """Return what a summary says under exactly the parts that the law of a day names."""
    said = {one.code: one.text for one in summary.parts}
    return tuple(Part(code, title, said.get(code, "")) for code, title in sections(on).items())


def summary_asked(row: Round) -> Asked:
    """Return how a round asks for the summary; where it does not, how the law does: by the end of the year."""
    asked = (*row.asked, *in_law(row.begins_on))
    found = next((one for one in asked if one.code == SUMMARY_CODE), None)
    return found or Asked(SUMMARY_CODE, "总结", date(row.begins_on.year, 12, 31))


def summary(reference: str) -> Summary:
    """Return one summary.

    Raises:
        NotFound: There is no such summary.

    """
    return Summary.load(reference)


def may_be_written(summary_: Summary) -> bool:
    """Say whether a summary is still the department's own."""
    return "write" in SUMMARY.possible(SummaryState(summary_.state))


def summary_of(row: Round, department: str) -> Summary | None:
    """Return the summary of a department in a round, if it was begun."""
    return Summary.objects.filter(round=row, department=department).first()


def summaries(row: Round) -> dict[str, Summary]:
    """Return the summary of every department that has begun one in a round, without what it says."""
    rows = Summary.objects.filter(round=row).defer("content")
    return {one.department: one for one in rows}


def left_over(department: str) -> list[Summary]:
    """Return the summaries of rounds that are over which the department still has to hand in, newest first."""
    own = (SummaryState.DRAFTED, SummaryState.RETURNED)
    rows = Summary.objects.filter(department=department, state__in=own, round__state=RoundState.CLOSED)
    return list(rows.select_related("round").defer("content").order_by("-opened_at"))


def handed(summary_: Summary) -> list[HandedSummary]:
    """Return every handing-in of a summary without what it said, newest first."""
    rows = HandedSummary.objects.filter(summary=summary_).defer("content")
    return list(rows.order_by("-number"))


def handed_once(summary_: Summary, number: int) -> HandedSummary:
    """Return one handing-in of a summary with what it said.

    Raises:
        NotFound: It was not handed in so many times.

    """
    found = HandedSummary.objects.filter(summary=summary_, number=number).first()
    if found is None:
        raise NotFound(f"这份总结没有第{number}次报送，请回到总结重新选")
    return found
