"""A sheet written for Word: real styles, repeated table heads, page numbers that count themselves, the same bytes each time.

The press loads this module at the first order for Word: python-docx takes 17 MB that no PDF needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from nuocheng.papers import word_xml as x
from nuocheng.papers.blocks import Figure, Sheet, Words
from nuocheng.papers.word_blocks import Room, Writer, words

SKELETON = Path(__file__).parent / "forms" / "word"
PLACES = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/fontTable.xml": "fontTable.xml",
}
DOCUMENT = "word/document.xml"
#: Every member of the archive bears this time, so that the same sheet gives the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes in points and millimetres: of the letters, of the lines, and of the page."""

    body: float
    line: float
    fine: float
    small: float
    cell: float
    title: float
    page: tuple[float, float]
    margins: tuple[float, float, float, float]


def setting(sheet: Sheet, *, large: bool) -> Setting:
    """Return the sizes of a sheet, as the PDF has them."""
    page = (148.0, 210.0) if sheet.small else (297.0, 210.0) if sheet.landscape else (210.0, 297.0)
    if sheet.manner == "form":
        form = (18, 15, 15, 15) if sheet.small else (22, 20, 25, 22)
        if large:
            return Setting(16, 24, 16, 13, 16, 28, page, form)
        return Setting(12, 18, 11, 10, 12, 22, page, form)
    margins = (28, 26, 25, 25) if sheet.landscape else (37, 35, 28, 26)
    if large:
        return Setting(20, 34.8, 20, 14, 14, 26, page, margins)
    return Setting(16, 28.95, 16, 12, 10.5, 22, page, margins)


def write(sheet: Sheet, draw: Callable[[Figure], list[bytes]], *, large: bool = False) -> bytes:
    """Return a sheet as DOCX; *draw* turns a drawing into PNG, piece by piece.

    Raises:
        TypeError, ValueError: the sheet holds what no paper can print.

    """
    sizes = setting(sheet, large=large)
    made = docx.Document(BytesIO(_skeleton()))
    _set_styles(made, sheet, sizes)
    _set_page(made, sheet, sizes)
    width = sizes.page[0] - sizes.margins[2] - sizes.margins[3]
    writer = Writer(made, Room(width, sizes.cell), draw, official=sheet.manner == "official")
    body = writer.all(sheet.blocks)
    _set_properties(made, sheet)
    raw = BytesIO()
    made.save(raw)
    return _packed(raw.getvalue(), body)


@cache
def _skeleton() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, file in PLACES.items():
            archive.writestr(ZipInfo(name, NO_TIME), (SKELETON / file).read_bytes())
    return packed.getvalue()


def _set_styles(made: Any, sheet: Sheet, sizes: Setting) -> None:
    points = {"Normal": sizes.body, "Title": sizes.title, "告知条款": sizes.fine, "说明": sizes.small}
    points["表格文字"] = sizes.cell
    if sheet.manner == "form":
        points["heading 1"] = sizes.body * 1.17
    for name, size in points.items():
        made.styles[name if name != "heading 1" else "Heading 1"].font.size = Pt(round(size * 2) / 2)
    normal = made.styles["Normal"].paragraph_format
    normal.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    normal.line_spacing = Pt(sizes.line)
    cell = made.styles["表格文字"].paragraph_format
    # At least, never exactly: an exact line cuts off what is taller, a QR code or a signed name.
    cell.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    cell.line_spacing = Pt(round(sizes.cell * 1.35))
    if sheet.manner == "official":
        _official_headings(made, sizes)


def _official_headings(made: Any, sizes: Setting) -> None:
    for level, face in ((1, "黑体"), (2, "楷体"), (3, "仿宋")):
        style = made.styles[f"Heading {level}"]
        style.paragraph_format.first_line_indent = Pt(2 * sizes.body)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.element.rPr.rFonts.set(f"{{{x.W}}}eastAsia", face)


def _set_page(made: Any, sheet: Sheet, sizes: Setting) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = map(Mm, sizes.page)
    if sheet.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(
        Mm, sizes.margins
    )
    section.header_distance = section.footer_distance = Mm(12)
    section.gutter = Mm(0)
    width = x.twips(sizes.page[0] - sizes.margins[2] - sizes.margins[3])
    if any(sheet.head):
        _line(section.header, _sides(sheet.head, width))
    if sheet.manner == "form":
        _line(section.footer, _counted(sheet.foot, width))
        return
    # By GB/T 9704 the number stands on the outer side: right on odd pages, left on even ones.
    made.settings.odd_and_even_pages_header_footer = True
    number = x.run("— ") + x.PAGE + x.run(" —")
    _line(section.footer, x.para(number, x.Shape("PageNumber", "right")))
    _line(section.even_page_footer, x.para(number, x.Shape("PageNumber")))
    if any(sheet.head):
        _line(section.even_page_header, _sides(sheet.head, width))


def _sides(head: tuple[Words, Words], width: int) -> str:
    left, right = head
    return x.para(words(left) + x.run("\t") + words(right), x.Shape("Header", tabs=(("right", width),)))


def _counted(foot: tuple[str, str], width: int) -> str:
    left, right = foot
    number = x.run("\t第") + x.PAGE + x.run("页，共") + x.PAGES + x.run("页\t")
    tabs: tuple[tuple[x.Side, int], ...] = (("center", width // 2), ("right", width))
    return x.para(x.run(left) + number + x.run(right), x.Shape("Footer", tabs=tabs))


def _line(place: Any, inner: str) -> None:
    place.is_linked_to_previous = False
    part = place._element  # noqa: SLF001  python-docx has no other way to a whole paragraph
    for old in list(part):
        part.remove(old)
    for one in list(parse_xml(f"<w:hdr {x.NAMES}>{inner}</w:hdr>")):
        part.append(one)


def _set_properties(made: Any, sheet: Sheet) -> None:
    said = made.core_properties
    said.title = sheet.title[:255]
    said.created = said.modified = datetime.fromisoformat(sheet.dated)


def _packed(raw: bytes, body: str) -> bytes:
    """Pack the archive again, with the blocks before the section's properties and the same time on every member.

    The blocks are put in as text: moving the tree of a long table takes lxml seconds.
    """
    packed = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            member = ZipInfo(name, NO_TIME)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            kept = old.read(name)
            if name == DOCUMENT:
                kept = kept.replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
            new.writestr(member, kept)
    return packed.getvalue()
