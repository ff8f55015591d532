"""What an act calls to issue a paper: the row goes into the act's own deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.occasion import Occasion
from nuocheng.papers.models import Paper

__all__ = ["Heading", "Paper", "issue"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a paper: its form, title and number, and whom it concerns."""

    form: str
    title: str
    number: str = ""
    department: str = ""
    party: str = ""


def issue(on: Occasion, subject: str, heading: Heading, content: Mapping[str, object]) -> Paper:
    """Return a paper about *subject* to be written with the act that issues it."""
    text = canonical(content)
    return Paper(
        subject=subject,
        form=heading.form,
        title=heading.title,
        number=heading.number,
        department=heading.department,
        party=heading.party,
        content=text,
        digest=sha256(text),
        made_at=on.at,
    )
