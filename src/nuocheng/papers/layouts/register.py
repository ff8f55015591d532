"""A list in official layout: annex mark, title, the line over the table, one long table with notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuocheng.papers.blocks import AnnexMark, Block, Para, Sheet, Title
from nuocheng.papers.layouts.tables import tabulated

FORM = "register"


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out a register (附件1, 附件2, 附件3)."""
    return Sheet(
        title=content["title"].replace("\n", ""),
        dated=content["dated"],
        blocks=tuple(_blocks(content)),
        manner="official",
        landscape=content["landscape"],
    )


def _blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    yield from opening(content)
    if content["above"]:
        yield Para("　　".join(content["above"]), "table")
    yield from tabulated(content["table"], captioned=False)


def opening(content: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the annex mark, where there is one, and the title."""
    if content["annex"]:
        yield AnnexMark(content["annex"])
    yield Title(content["title"], content["under"])
