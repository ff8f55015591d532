"""What stands around an edition on its page: the gates with the way to each fault, the comments, the changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import differing
from nuocheng.catalogue.pages.editing_places import section_url
from nuocheng.catalogue.pages.showing_comments import page_of, shown
from nuocheng.catalogue.rules.checking import Gate, anchor
from nuocheng.catalogue.rules.content import Item
from nuocheng.catalogue.rules.facts import Standards
from nuocheng.kernel.errors import Objection

#: More differences than this are read on the page of the comparison.
MOST_DIFFERENCES = 20


def checklist(gates: Iterable[Gate], found: Edition, *, amend: bool) -> list[dict[str, Any]]:
    """Return the gates as a checklist in which every objection leads to the field it speaks of."""
    return [
        {
            "title": gate.title,
            "why": gate.why,
            "clauses": gate.clauses,
            "open": gate.open,
            "objections": faults(gate.objections, found, amend=amend),
        }
        for gate in gates
    ]


def faults(objections: Iterable[Objection], found: Edition, *, amend: bool) -> list[tuple[str, str]]:
    """Return each objection with the address where it is mended, or read by those who may not mend it."""
    return [(one.text, _where(found, anchor(one), amend=amend)) for one in objections]


def said_about(found: Edition, item: Item, standards: Standards) -> list[dict[str, Any]]:
    """Return the comments on an edition that wait for an answer."""
    return [one for one in shown(found, item, standards) if not one["answer"]]


def changes(old: Item, new: Item, standards: Standards) -> dict[str, Any]:
    """Return what an edition changes: a sentence, how many differences, and the blocks if they are few."""
    found = differing.between(old, new, standards)
    few = found.count <= MOST_DIFFERENCES
    return {
        "sentence": found.sentence,
        "count": found.count,
        "blocks": found.only_changes() if few else [],
    }


def _where(found: Edition, place: str, *, amend: bool) -> str:
    if amend:
        return section_url(found.reference, place)
    return f"{page_of(found)}?{urlencode({'part': place.partition('.')[0]})}#reading"
