"""Return an edition to its editors."""

from __future__ import annotations

from nuocheng.catalogue.models import Edition
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role

LONGEST = 400


@official_act("edition.return_draft", by=(Role.EDITOR, Role.LEGAL, Role.BUREAU), file=Edition)
def return_draft(on: Occasion, edition: Edition, deed: Deed, *, reason: str) -> None:
    """Return an edition to draft, saying what is to be changed; a review passed before counts no more.

    Raises:
        OutOfOrder: The edition is not in review, nor waits for publication.
        Malformed: No reason is given, or it is too long.

    """
    edition.lifecycle.after("return_draft", edition.state)
    said = stated(reason, "请写明要改什么，编制人会照着改")
    deed.move(edition, "return_draft", note={"reason": said}, remark=said, reviewed_by="", reviewed_at=None)


def stated(reason: str, missing: str) -> str:
    """Return a reason as it is kept.

    Raises:
        Malformed: It is blank or too long.

    """
    said = reason.strip()
    if not said:
        raise Malformed.at("reason", missing)
    if len(said) > LONGEST:
        raise Malformed.at("reason", f"理由请写在{LONGEST}个字以内，现在有{len(said)}个字")
    return said
