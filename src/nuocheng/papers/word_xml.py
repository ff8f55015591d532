"""The few shapes of WordprocessingML that papers need, as text: runs, paragraphs, tables, fields, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
EMU_PER_MM = 36000
TWIPS_PER_MM = 1440 / 25.4
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = re.compile(r"([\n\t])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
PAGE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
PAGES = '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>'

Side = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: its style, its side, kept with the next one, numbered by a list."""

    style: str = ""
    side: Side = "left"
    keep: bool = False
    numbering: int = 0
    new_page: bool = False
    tabs: tuple[tuple[Side, int], ...] = ()


PLAIN = Shape()


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def run(text: str, style: str = "", more: str = "") -> str:
    """Return a run of text; line breaks and tabs are kept, what XML cannot carry is left out."""
    told = (f'<w:rStyle w:val="{style}"/>' if style else "") + more
    props = f"<w:rPr>{told}</w:rPr>" if told else ""
    parts = (_BREAKS.get(one) or _text(one) for one in _PARTS.split(text) if one)
    return f"<w:r>{props}{''.join(parts)}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(_NO_XML.sub("", text))}</w:t>'


def _quoted(text: str) -> str:
    return f'"{escape(_NO_XML.sub("", text))}"'


def para(inner: str, shape: Shape = PLAIN) -> str:
    """Return a paragraph around runs."""
    tabs = "".join(f'<w:tab w:val="{side}" w:pos="{at}"/>' for side, at in shape.tabs)
    props = [
        f'<w:pStyle w:val="{shape.style}"/>' if shape.style else "",
        "<w:keepNext/>" if shape.keep else "",
        "<w:pageBreakBefore/>" if shape.new_page else "",
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{shape.numbering}"/></w:numPr>'
        if shape.numbering
        else "",
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        f'<w:jc w:val="{shape.side}"/>' if shape.side != "left" else "",
    ]
    told = "".join(props)
    return f"<w:p>{f'<w:pPr>{told}</w:pPr>' if told else ''}{inner}</w:p>"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its paragraphs, how far it reaches, its ground colour; *below* continues the cell above it."""

    inner: str
    across: int = 1
    down: Literal["", "restart", "continue"] = ""
    fill: str = ""
    middle: bool = True


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of cells; head rows are repeated on each page, and a row is never broken unless it may be."""

    cells: tuple[TableCell, ...]
    head: bool = False
    may_break: bool = False
    height: int = 0


def table(style: str, widths: tuple[int, ...], rows: Iterable[TableRow], title: str = "") -> str:
    """Return a table of fixed column widths in twentieths of a point; *title* is its text alternative."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    told = f"<w:tblCaption w:val={_quoted(title)}/>" if title else ""
    body = "".join(_row(one, widths) for one in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{told}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def _row(one: TableRow, widths: tuple[int, ...]) -> str:
    props = [
        "" if one.may_break else "<w:cantSplit/>",
        f'<w:trHeight w:val="{one.height}" w:hRule="atLeast"/>' if one.height else "",
        "<w:tblHeader/>" if one.head else "",
    ]
    cells, place = [], 0
    for cell in one.cells:
        cells.append(_cell(cell, sum(widths[place : place + cell.across])))
        place += cell.across
    told = "".join(props)
    return f"<w:tr>{f'<w:trPr>{told}</w:trPr>' if told else ''}{''.join(cells)}</w:tr>"


def _cell(one: TableCell, width: int) -> str:
    props = [
        f'<w:tcW w:w="{width}" w:type="dxa"/>',
        f'<w:gridSpan w:val="{one.across}"/>' if one.across > 1 else "",
        f'<w:vMerge w:val="{one.down}"/>' if one.down else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{one.fill}"/>' if one.fill else "",
        '<w:vAlign w:val="center"/>' if one.middle else "",
    ]
    return f"<w:tc><w:tcPr>{''.join(props)}</w:tcPr>{one.inner}</w:tc>"


def picture(relation: str, number: int, size: tuple[int, int], says: str) -> str:
    """Return a run with a picture of *size* in millimetre thousandths; *says* is its text alternative."""
    wide, high = (round(one * EMU_PER_MM / 1000) for one in size)
    name = f'id="{number}" name="图{number}" descr={_quoted(says)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr {name}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
