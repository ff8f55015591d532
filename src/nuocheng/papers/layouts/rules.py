"""Rules in official layout (附件5 核查办法): chapters, articles, and the tables that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuocheng.papers.blocks import Block, Heading, Para, Sheet
from nuocheng.papers.layouts.register import opening
from nuocheng.papers.layouts.tables import tabulated

FORM = "rules"


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out rules."""
    return Sheet(content["title"].replace("\n", ""), content["dated"], tuple(_blocks(content)), "official")


def _blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    yield from opening(content)
    yield from paragraphs(content["opening"])
    for chapter in content["chapters"]:
        yield Heading(chapter["title"])
        for article in chapter["articles"]:
            yield from paragraphs(article)
    for table in content["tables"]:
        yield from tabulated(table)


def paragraphs(text: str) -> Iterator[Para]:
    """Yield each line of a text as a paragraph of the body."""
    for line in text.split("\n"):
        if line.strip():
            yield Para(line.strip())
