"""Comment on a field of an edition in review."""

from __future__ import annotations

from nuocheng.catalogue import queries
from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import Comment, Edition
from nuocheng.catalogue.queries import comments
from nuocheng.catalogue.rules.anchors import is_in, said_at
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, Overtaken
from nuocheng.kernel.occasion import Occasion, Role

LONGEST_ANCHOR = 120


@official_act("edition.comment", by=(Role.LEGAL, Role.BUREAU), file=Edition)
def comment(on: Occasion, edition: Edition, deed: Deed, *, anchor: str, text: str, digest: str = "") -> None:
    """Comment (写审核意见) on one field of an edition in review; what the field says now is quoted.

    *anchor* is the part and the field, such as "item.conditions", or the key of a certificate and "reason".
    *digest* is the content that the reviewer was shown, where they were shown one.

    Raises:
        OutOfOrder: The edition is not in review.
        Malformed: Nothing is said, it is too long, or it is about no part of this edition.
        Overtaken: The edition says something else by now.

    """
    edition.lifecycle.after("comment", edition.state)
    said = stated(text, "请写明意见：哪里不妥，建议怎么改")
    item = edition.says
    if len(anchor) > LONGEST_ANCHOR or not is_in(item, anchor):
        raise Malformed.at("anchor", "这一版里没有这一处，请在要说的那一处旁边写意见")
    if digest and digest != edition.digest:
        raise Overtaken("这一版的内容刚改过，请看最新内容后再写意见")
    law = queries.standards(on.today)
    titles = {"ground": law.grounds, "level": law.levels, "channel": law.channels}
    number = comments.last_number(edition) + 1
    row = Comment(
        edition=edition,
        number=number,
        anchor=anchor,
        quoted=said_at(item, anchor, titles),
        digest=edition.digest,
        text=said,
        written_by=on.actor,
        written_at=on.at,
    )
    note = {"number": number, "anchor": anchor, "reason": said}
    deed.move(edition, "comment", rows=[row], note=note)
