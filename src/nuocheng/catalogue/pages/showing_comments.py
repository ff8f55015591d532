"""How the comments on an edition read on a page: where each stands, what it says, what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages.editing_places import section_url
from nuocheng.catalogue.pages.leaves import Leaf, leaf_at
from nuocheng.catalogue.queries import comments
from nuocheng.catalogue.queries.comments import Commented
from nuocheng.catalogue.rules.content import Item
from nuocheng.catalogue.rules.facts import Standards
from nuocheng.edge.display import cn_datetime
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people


def shown(found: Edition, item: Item, standards: Standards) -> list[dict[str, Any]]:
    """Return the comments on an edition as pages draw them, those without an answer first."""
    rows = comments.comments(found)
    names = people.names_of(who for row in rows for who in _people(row))
    drawn = [_drawn(found, row, leaf_at(item, standards, row.row.anchor), names) for row in rows]
    for one in drawn:
        certificate = item.certificate(one["part"])
        one["place"] = f"{certificate.name}：{one['label']}" if certificate else one["label"]
    return sorted(drawn, key=lambda one: bool(one["answer"]))


def _drawn(found: Edition, row: Commented, leaf: Leaf | None, names: Mapping[str, str]) -> dict[str, Any]:
    said, answer = row.row, row.answer
    return {
        "number": said.number,
        "anchor": said.anchor,
        "part": said.anchor.partition(".")[0],
        "label": leaf.label if leaf else "这一处现在没有了",
        "url": section_url(found.reference, said.anchor) if leaf else "",
        "read_url": f"{page_of(found)}?{urlencode({'part': said.anchor.partition('.')[0]})}#at-{said.anchor}",
        "text": said.text,
        "quoted": said.quoted,
        "moved_on": said.digest != found.digest,
        "who": names.get(said.written_by, said.written_by),
        "when": cn_datetime(said.written_at.astimezone(CHINA)),
        "answer": answer.text if answer else "",
        "answered_by": names.get(answer.written_by, answer.written_by) if answer else "",
        "answered_when": cn_datetime(answer.written_at.astimezone(CHINA)) if answer else "",
    }


def _people(row: Commented) -> Iterable[str]:
    return [row.row.written_by, *([row.answer.written_by] if row.answer else [])]


def page_of(found: Edition) -> str:
    """Return the address of the comments on an edition."""
    return reverse("catalogue-comments", args=[found.reference])
