"""The ground of the table for summaries: one that is being written, and one that waits for the Bureau."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import Hours
from tests.pages.cases.world import AT, DEPARTMENT
from tests.programme import situations


def summaries() -> dict[str, str]:
    """Lay them out; return what addresses are filled in with."""
    hours = Hours(AT - timedelta(hours=4))
    situations.an_open_round(hours)
    return {
        "summary": situations.a_drafted_summary(hours, DEPARTMENT).reference,
        "handed_summary": situations.a_handed_in_summary(hours).reference,
    }
