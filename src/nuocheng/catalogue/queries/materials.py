"""What people read beside a material of an item: who provides it, or that nobody need; the words are the papers'."""

from __future__ import annotations

from collections.abc import Mapping

from nuocheng.catalogue.rules.content import Certificate, Disposition
from nuocheng.papers import content as paper

#: The tag of a material by what becomes of it; one that may be pledged is handed in where nobody pledges.
TAG_OF: Mapping[Disposition, paper.Tag] = {
    Disposition.CANCEL: paper.CANCELLED,
    Disposition.SHARE: paper.OUR_LOOKUP,
    Disposition.CHECK: paper.OUR_LOOKUP,
    Disposition.PLEDGE: paper.HAND_IN,
    Disposition.SUBMIT: paper.HAND_IN,
}
#: The tone in which a tag is shown: what need not be handed in is good news.
TONE_OF: Mapping[paper.Tag, str] = {paper.HAND_IN: "", paper.OUR_LOOKUP: "ok", paper.CANCELLED: "ok"}


def tagged(one: Certificate) -> dict[str, str]:
    """Return a material with its tag and tone, as lists show it."""
    tag = TAG_OF[one.disposition]
    return {"title": one.name, "tag": tag, "tone": TONE_OF[tag]}
