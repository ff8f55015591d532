"""What a filled template says, as plain words for the screen: its looks are for a word processor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from nuocheng.papers.template_guard import DOCUMENT, Unsafe, W, parsed, unpack

MOST_BLOCKS = 300


def words_of(raw: bytes) -> list[list[list[str]]]:
    """Return the blocks of the body: a table as its rows, a paragraph as one row of one cell.

    Raises:
        ValueError: it cannot be read.

    """
    try:
        tree = parsed(DOCUMENT, unpack(raw)[DOCUMENT])
    except (Unsafe, KeyError) as unsafe:
        raise ValueError(str(unsafe)) from unsafe
    body = next(iter(tree.iter(f"{W}body")))
    return [block for block in _blocks(body) if any(map(any, block))][:MOST_BLOCKS]


def _blocks(parent: Any) -> Iterator[list[list[str]]]:
    for one in parent.iterchildren(f"{W}p", f"{W}tbl", f"{W}sdt"):
        if one.tag == f"{W}p":
            yield [[_line(one)]]
        elif one.tag == f"{W}tbl":
            yield [[_cell(cell) for cell in row.iterchildren(f"{W}tc")] for row in one.iterchildren(f"{W}tr")]
        else:
            yield from _blocks(next(one.iterchildren(f"{W}sdtContent"), one))


def _cell(cell: Any) -> str:
    return "\n".join(filter(None, map(_line, cell.iter(f"{W}p"))))


def _line(paragraph: Any) -> str:
    said = {f"{W}br": "\n", f"{W}tab": "　"}
    parts = (
        said.get(one.tag) or one.text or ""
        for one in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        if not any(etree.QName(above).localname == "Fallback" for above in one.iterancestors())
        and not (one.tag == f"{W}tab" and one.getparent().tag == f"{W}tabs")
    )
    return "".join(parts).strip()
