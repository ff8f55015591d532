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

    An edition that was announced and waits for its day is withdrawn by it: its day counts no more either.

    Raises:
        OutOfOrder: The edition is not in review, nor waits for publication or for its day.
        Malformed: No reason is given, or it is too long.

    """
    edition.lifecycle.after("return_draft", edition.state)
    said = stated(reason, "请写明要改什么，编制人会照着改")
    note = {"reason": said}
    if edition.takes_effect:
        note["announced"] = edition.takes_effect.isoformat()
    deed.move(
        edition,
        "return_draft",
        note=note,
        remark=said,
        reviewed_by="",
        reviewed_at=None,
        published_at=None,
        takes_effect=None,
    )


def stated(reason: str, missing: str, *, field: str = "reason") -> str:
    """Return a reason, or another statement asked for under *field*, as it is kept.

    Raises:
        Malformed: It is blank or too long.

    """
    said = reason.strip()
    if not said:
        raise Malformed.at(field, missing)
    if len(said) > LONGEST:
        raise Malformed.at(field, f"请写在{LONGEST}个字以内，现在有{len(said)}个字")
    return said
