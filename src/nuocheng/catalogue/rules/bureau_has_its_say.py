"""The rule on who publishes where the Justice Bureau approves catalogues."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import PublicationFacts
from nuocheng.catalogue.rules.sources import LEGAL_REVIEW
from nuocheng.kernel.rulings import rule


@rule(title="司法局参与", cites=(LEGAL_REVIEW,), since=date(2020, 4, 3))
def bureau_has_its_say(facts: PublicationFacts) -> str | None:
    """Object when the Bureau approves catalogues here and somebody else would publish."""
    if facts.bureau_approves and not facts.by_bureau:
        return "按本地规定，目录要由区司法局审批后公布，请转给区司法局"
    return None
