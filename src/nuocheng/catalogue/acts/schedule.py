"""Publish a reviewed edition that takes effect on a later day."""

from __future__ import annotations

from datetime import date, timedelta

from nuocheng.catalogue.acts.publish import require_may_be_published
from nuocheng.catalogue.models import Edition
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role

#: A day further off is more likely a slip of the pen than a plan.
LONGEST_WAIT = timedelta(days=366)


@official_act("edition.schedule", by=(Role.EDITOR, Role.BUREAU), file=Edition)
def schedule(on: Occasion, edition: Edition, deed: Deed, *, takes_effect: date) -> None:
    """Publish an edition now that holds from a later day (公布，某日起施行); until then the old one holds.

    Anybody may read it from now, and a copy goes to the Justice Bureau; on its day the house publishes it by
    itself.

    Raises:
        OutOfOrder: The edition has not passed its review.
        Malformed: The day has come already, or is more than a year off.
        RuledOut: The law as it stands today is against it, or the Bureau has to approve it.

    """
    edition.lifecycle.after("schedule", edition.state)
    if takes_effect <= on.today:
        raise Malformed.at("takes_effect", "施行日期要在今天以后；从今天起施行的，请直接公布")
    if takes_effect - on.today > LONGEST_WAIT:
        raise Malformed.at("takes_effect", "施行日期要在一年以内，请核对年份")
    said = require_may_be_published(on, edition)
    note = {
        "version": edition.version,
        "content": edition.digest,
        "takes_effect": takes_effect.isoformat(),
        "certificates": len(said.certificates),
        "copy_to": "司法局",
    }
    deed.move(edition, "schedule", note=note, published_at=on.at, takes_effect=takes_effect, remark="")
