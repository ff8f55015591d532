"""The rule that nothing is published without a legal review by somebody else."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import PublicationFacts
from nuocheng.catalogue.rules.sources import LEGAL_REVIEW
from nuocheng.kernel.rulings import rule


@rule(title="经过法制审核", cites=(LEGAL_REVIEW,), since=date(2020, 4, 3))
def review_was_passed(facts: PublicationFacts) -> str | None:
    """Object when no legal review is on file, or an editor passed it."""
    if not facts.reviewed_by:
        return "还没有通过法制审核，请先送审"
    if facts.reviewed_by in facts.editors:
        return "编制和审核是同一个人，请退回重新审核"
    return None
