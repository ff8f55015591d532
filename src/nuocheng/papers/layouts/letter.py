"""A letter to be posted: the address where an envelope with a window shows it, then what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuocheng.papers.blocks import Block, Bold, Note, Para, Sheet, Title
from nuocheng.papers.layouts.rules import paragraphs
from nuocheng.papers.layouts.saying import day

FORM = "letter"


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out a letter."""
    head = (content["number"], day(content["dated"])) if content["number"] else ("", day(content["dated"]))
    return Sheet(content["title"], content["dated"], tuple(_blocks(content)), head=head)


def _blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Para((Bold(f"{content['name']} 收"),), "flush")
    yield Para(content["address"], "flush")
    yield Title(content["title"])
    for text in content["paragraphs"]:
        yield from paragraphs(text)
    yield Para(content["sender"], "right")
    yield Para(day(content["dated"]), "right")
    yield Note(content["contact"])
