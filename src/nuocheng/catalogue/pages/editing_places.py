"""Where in the pages of a draft each thing is written: from an anchor to the page and the place on it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from django.urls import reverse

from nuocheng.catalogue.rules.anchors import ITEM
from nuocheng.catalogue.rules.content import Disposition, Item


class Section(StrEnum):
    """The pages on which a draft is written; the last three are there for each certificate."""

    ITEM = "item"
    STEPS = "steps"
    MAIN = "main"
    BASES = "bases"
    PLEDGE = "pledge"


TITLES = {
    Section.ITEM: "基本信息",
    Section.STEPS: "办理步骤",
    Section.MAIN: "说明和处置",
    Section.BASES: "设定依据",
    Section.PLEDGE: "承诺和核查",
}
#: Lists have pages of their own; every other field stands on the first page of its part.
_OWN_PAGE = {
    "steps": Section.STEPS,
    "bases": Section.BASES,
    "facts": Section.PLEDGE,
    "plan": Section.PLEDGE,
}
#: Fields whose entries each have a place of their own on the page.
_EACH = frozenset({"plan", "tried"})


def section_of(anchor: str) -> tuple[Section, str]:
    """Return the page on which an anchor is written, and of which certificate (empty for the item)."""
    part, _, rest = anchor.partition(".")
    own = _OWN_PAGE.get(rest.partition(".")[0])
    if part == ITEM:
        return own or Section.ITEM, ""
    return own or Section.MAIN, part


def section_url(reference: str, anchor: str) -> str:
    """Return the address of the page on which an anchor is written, down to the field."""
    section, key = section_of(anchor)
    field, _, more = anchor.partition(".")[2].partition(".")
    if not field:
        return page_url(reference, section, key)
    entry = more.partition(".")[0]
    place = f"{field}-{entry}" if field in _EACH and entry else field
    return f"{page_url(reference, section, key)}#at-{place}"


def page_url(reference: str, section: Section, key: str = "") -> str:
    """Return the address of one page of a draft."""
    if section in {Section.ITEM, Section.STEPS}:
        return reverse(f"catalogue-edit-{section}", args=[reference])
    return reverse(f"catalogue-edit-{section}", args=[reference, key])


def pages(item: Item) -> Iterator[tuple[Section, str]]:
    """Yield every page of a draft in the order in which one fills them in, each with its certificate."""
    yield Section.ITEM, ""
    yield Section.STEPS, ""
    for one in item.certificates:
        yield Section.MAIN, one.key
        yield Section.BASES, one.key
        if one.disposition is Disposition.PLEDGE or one.facts or one.plan:
            yield Section.PLEDGE, one.key


def page_after(item: Item, section: Section, key: str) -> tuple[Section, str] | None:
    """Return the page that follows, nothing after the last."""
    found = list(pages(item))
    try:
        return found[found.index((section, key)) + 1]
    except (ValueError, IndexError):
        return None
