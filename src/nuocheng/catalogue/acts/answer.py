"""Answer a comment on an edition."""

from __future__ import annotations

from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import CommentAnswer, Edition
from nuocheng.catalogue.queries import comments
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.answer", by=(Role.EDITOR, Role.LEGAL, Role.BUREAU), file=Edition)
def answer(on: Occasion, edition: Edition, deed: Deed, *, number: int, text: str) -> None:
    """Answer (答复) the comment of that number: what was changed, or why not; with it the comment is settled.

    A reviewer may answer too: so a comment that no longer matters does not hold a review up for ever.

    Raises:
        OutOfOrder: The edition is neither a draft nor in review, or the comment was answered before.
        NotFound: There is no such comment.
        Malformed: Nothing is said, or it is too long.

    """
    edition.lifecycle.after("answer", edition.state)
    found = comments.comment(edition, number)
    if found.answered:
        raise OutOfOrder("这条意见已经答复过了，还有话要说就另写一条")
    said = stated(text, "请写明怎么改的，或者为什么不改")
    row = CommentAnswer(comment=found.row, text=said, written_by=on.actor, written_at=on.at)
    deed.move(edition, "answer", rows=[row], note={"number": number, "reason": said})
