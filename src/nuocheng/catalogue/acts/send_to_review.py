"""Send a draft to legal review."""

from __future__ import annotations

from nuocheng.catalogue import queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.rules.checking import require_publishable
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.send_to_review", by=Role.EDITOR, file=Edition)
def send_to_review(on: Occasion, edition: Edition, deed: Deed) -> None:
    """Send a draft to legal review (法制审核); from now its content is fixed.

    Raises:
        OutOfOrder: The edition is no draft.
        RuledOut: Something stands against publishing it, so that a review would be in vain.

    """
    edition.lifecycle.after("send_to_review", edition.state)
    require_publishable(queries.facts(edition), queries.standards(on.today), on=on.today)
    deed.move(edition, "send_to_review", note={"content": edition.digest}, remark="")
