"""The rule that nobody passes a review over comments that were never answered."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import ReviewFacts
from nuocheng.catalogue.rules.sources import LEGAL_REVIEW
from nuocheng.kernel.rulings import rule


@rule(title="审核意见都有了答复", cites=(LEGAL_REVIEW,), since=date(2020, 4, 3))
def comments_are_answered(facts: ReviewFacts) -> str | None:
    """Object while a comment waits for an answer: a review that passes over its own doubts reviewed nothing.

    What was answered and then passed counts as settled: the reviewer had the answer before them.
    """
    if not facts.unanswered:
        return None
    return f"还有{facts.unanswered}条审核意见没有答复。请编制人答复，或者写明这条意见不用再办，再通过"
