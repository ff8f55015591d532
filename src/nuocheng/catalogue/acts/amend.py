"""Amend a draft."""

from __future__ import annotations

from nuocheng.catalogue.acts.draft_edition import columns
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.rules.content import Item
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, Overtaken
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.amend", by=Role.EDITOR, file=Edition)
def amend(on: Occasion, edition: Edition, deed: Deed, *, item: Item, was: str = "") -> None:
    """Amend what a draft says; once in review, content never changes again.

    *was* is the digest of the content that the editor changed; nothing is asked where it is left out.

    Raises:
        OutOfOrder: The edition is no draft.
        Malformed: The content is another item's, or has no name.
        Overtaken: Somebody else changed the draft since.

    """
    edition.lifecycle.after("amend", edition.state)
    if (item.code, item.department) != (edition.code, edition.department):
        raise Malformed.at("code", "不能改成别的事项或别的单位，请另起一版")
    if was and was != edition.digest:
        raise Overtaken("这一版刚刚有人改过，请看最新内容后再保存")
    changed = columns(item)
    note = {"was": edition.digest, "content": changed["digest"]}
    editors = " ".join(sorted(edition.edited_by | {on.actor}))
    deed.move(edition, "amend", note=note, editors=editors, **changed)
