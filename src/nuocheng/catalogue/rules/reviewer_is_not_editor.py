"""The rule that nobody reviews what they wrote."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import ReviewFacts
from nuocheng.catalogue.rules.sources import LEGAL_REVIEW
from nuocheng.kernel.rulings import rule


@rule(title="编制和审核分开", cites=(LEGAL_REVIEW,), since=date(2020, 4, 3))
def reviewer_is_not_editor(facts: ReviewFacts) -> str | None:
    """Object when the legal reviewer took part in the editing."""
    if facts.reviewer in facts.editors:
        return "这一版是您参与编制的，要由别的同事审核"
    return None
