"""Suspend pledging for an item, and resume it."""

from __future__ import annotations

from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import Edition
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.suspend", by=(Role.EDITOR, Role.BUREAU), file=Edition)
def suspend(on: Occasion, edition: Edition, deed: Deed, *, reason: str) -> None:
    """Suspend pledging (暂停承诺) under a published edition; the item goes on with certificates.

    Raises:
        OutOfOrder: The edition is not published, or is suspended already.
        Malformed: No reason is given.

    """
    edition.lifecycle.after("suspend", edition.state)
    said = stated(reason, "请写明为什么暂停，这句话会登在事项页上")
    deed.move(edition, "suspend", note={"reason": said}, remark=said)


@official_act("edition.resume", by=(Role.EDITOR, Role.BUREAU), file=Edition)
def resume(on: Occasion, edition: Edition, deed: Deed) -> None:
    """Resume pledging (恢复承诺) under an edition that was suspended.

    Raises:
        OutOfOrder: The edition is not suspended.

    """
    deed.move(edition, "resume", remark="")
