"""Pass the legal review of an edition."""

from __future__ import annotations

from nuocheng.catalogue import queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import comments
from nuocheng.catalogue.rules import REVIEW_IS_INDEPENDENT
from nuocheng.catalogue.rules.checking import require_publishable
from nuocheng.catalogue.rules.facts import ReviewFacts
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require


@official_act("edition.pass_review", by=Role.LEGAL, file=Edition)
def pass_review(on: Occasion, edition: Edition, deed: Deed, *, opinion: str = "") -> None:
    """Pass the legal review (法制审核) of exactly this content.

    Raises:
        OutOfOrder: The edition is not in review.
        RuledOut: The reviewer took part in the editing, a comment waits for its answer, or something stands
            against publishing it.

    """
    edition.lifecycle.after("pass_review", edition.state)
    review = ReviewFacts(on.actor, edition.edited_by, comments.unanswered(edition))
    require(REVIEW_IS_INDEPENDENT, review, on=on.today)
    require_publishable(queries.facts(edition), queries.standards(on.today), on=on.today)
    deed.move(
        edition,
        "pass_review",
        note={"content": edition.digest, "opinion": opinion.strip()},
        reviewed_by=on.actor,
        reviewed_at=on.at,
    )
