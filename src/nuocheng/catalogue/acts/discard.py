"""Discard a draft."""

from __future__ import annotations

from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import Edition
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.discard", by=Role.EDITOR, file=Edition)
def discard(on: Occasion, edition: Edition, deed: Deed, *, reason: str) -> None:
    """Discard a draft (作废草稿) that was never published; its number is not used again.

    Raises:
        OutOfOrder: The edition is no draft.
        Malformed: No reason is given, or it is too long.

    """
    edition.lifecycle.after("discard", edition.state)
    said = stated(reason, "请写明为什么作废，别人接着编的时候会看到")
    deed.move(edition, "discard", note={"reason": said, "content": edition.digest}, remark=said)
