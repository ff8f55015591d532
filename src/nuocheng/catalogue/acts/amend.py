"""Amend a draft."""

from __future__ import annotations

from nuocheng.catalogue.acts.draft_edition import columns
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.rules.content import Item
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@official_act("edition.amend", by=Role.EDITOR, file=Edition)
def amend(on: Occasion, edition: Edition, deed: Deed, *, item: Item) -> None:
    """Amend what a draft says; once in review, content never changes again.

    Raises:
        OutOfOrder: The edition is no draft.
        Malformed: The content is another item's, or has no name.

    """
    edition.lifecycle.after("amend", edition.state)
    if (item.code, item.department) != (edition.code, edition.department):
        raise Malformed.at("code", "不能改成别的事项或别的单位，请另起一版")
    changed = columns(item)
    note = {"was": edition.digest, "content": changed["digest"]}
    editors = " ".join(sorted(edition.edited_by | {on.actor}))
    deed.move(edition, "amend", note=note, editors=editors, **changed)
