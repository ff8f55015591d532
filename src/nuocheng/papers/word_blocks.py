"""Each block of a sheet as WordprocessingML."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import count, zip_longest
from typing import Any, Literal

import segno
from docx.oxml import parse_xml

from nuocheng.papers import blocks as b
from nuocheng.papers import word_xml as x
from nuocheng.papers.word_xml import Shape, TableCell, TableRow, para, run

TAB = "\t"
GREY, AMBER = "EEEEEE", "FFF6DC"
UNDERLINED = '<w:u w:val="single"/>'
GAP = para("", Shape("Gap"))
#: Room for handwriting: at least 8 mm high.
HAND_ROOM = x.twips(8)
CODE_MM = 30
#: How tall a drawing may be, so that it stands on one page with its heading.
TALLEST_MM = 185
#: How far a line to write on reaches where it takes what is left, in characters.
REST = 8
#: A row with a longer text than this may be broken over two pages.
TALL_CELL = 250
#: No column is narrower: a number of four digits stands on one line.
NARROWEST = x.twips(11)
#: What the margins and borders of a cell take from its width.
CELL_MARGINS = 260
#: Letters of this size or more: a field is a row of its own, as in the large PDF.
LARGE_CELL = 15
#: Blocks that are followed by a gap of their own, so that holding on to the next one holds on to that.
ENDS_WITH_A_GAP = (b.Fields, b.Card, b.Box, b.Table, b.SignatureBox)


def words(said: b.Words) -> str:
    """Return a line of text as runs."""
    pieces = (said,) if isinstance(said, str) else said
    return "".join(map(_piece, pieces))


def _piece(piece: b.Piece) -> str:
    match piece:
        case str():
            return run(piece)
        case b.Bold(text):
            return run(text, "Strong")
        case b.WriteOn(em) | b.SignOn(em):
            return run("　" * max(1, round(em or REST)), more=UNDERLINED)
        case b.Tick(text, chosen):
            return run("☑" if chosen else "☐", "Tick") + run(f"{text}　")
        case b.Link(url):
            return run(url)


@dataclass(frozen=True, slots=True)
class Room:
    """How wide the text stands in millimetres, and how large the letters in a cell are in points."""

    width: float
    cell: float


class Writer:
    """Writes block after block; owns the pictures, the numbering of lists and the width of the page."""

    def __init__(
        self, made: Any, room: Room, draw: Callable[[b.Figure], list[bytes]], *, official: bool
    ) -> None:
        self._made = made
        self._wide = x.twips(room.width)
        self._width = room.width
        self._cell = room.cell
        self._draw = draw
        self._official = official
        self._pictures = count(1)
        self._lists = count(1)
        self._kept = False

    def all(self, blocks: tuple[b.Block, ...]) -> str:
        """Write blocks one after the other."""
        return "".join(map(self.block, blocks))

    def block(self, one: b.Block) -> str:
        """Write one block."""
        write: Callable[[Any], str] = getattr(self, f"_{type(one).__name__.lower()}")
        return write(one)

    def _para(self, one: b.Para) -> str:
        if one.manner == "fine":
            return self._line(words(one.words), "Fine")
        if one.manner == "table":
            return self._line(words(one.words), "Cell")
        style = "Body" if one.manner == "body" and self._official else ""
        side: x.Side = "right" if one.manner == "right" else "left"
        return self._line(words(one.words), style, side)

    def _line(self, inner: str, style: str = "", side: x.Side = "left", numbering: int = 0) -> str:
        return para(inner, Shape(style, side, self._kept, numbering))

    def _annexmark(self, one: b.AnnexMark) -> str:
        return self._line(run(one.text), "Annex")

    def _title(self, one: b.Title) -> str:
        under = self._line(run(one.under), "Subtitle") if one.under else ""
        return self._line(run(one.text), "Title") + under

    def _heading(self, one: b.Heading) -> str:
        return self._line(run(one.text), f"Heading{one.level}")

    def _note(self, one: b.Note) -> str:
        return self._line(words(one.words), "Small")

    def _list(self, one: b.List) -> str:
        number = self._new_list(1 if one.ordered else 2)
        return "".join(self._line(words(item), numbering=number) for item in one.items)

    def _new_list(self, kind: int) -> int:
        """Begin a list that counts from 1 again."""
        number = next(self._lists)
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        told = f'<w:num {x.NAMES} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{again}</w:num>'
        self._made.part.numbering_part.element.append(parse_xml(told))
        return number

    def _cell_line(self, inner: str, style: str = "Cell", side: x.Side = "left") -> str:
        return para(inner, Shape(style, side, self._kept))

    def _shares(self, *shares: float) -> tuple[int, ...]:
        return tuple(round(self._wide * share / sum(shares)) for share in shares)

    def _labelled(self, letters: int) -> tuple[int, int]:
        """Return the widths of a column with labels of so many letters, and of what stands beside it."""
        label = round(letters * self._cell * 20) + CELL_MARGINS
        return label, self._wide - label

    def _fields(self, one: b.Fields) -> str:
        large = self._cell >= LARGE_CELL
        widths = (*self._labelled(6),) if large else self._shares(1, 2.15, 1, 2.4)
        rows: list[TableRow] = []
        waiting: list[TableCell] = []
        for field in one.rows:
            cells = self._field(field, 3 if field.wide and not large else 1)
            if field.wide or waiting or large:
                rows.append(TableRow((*waiting, *cells), height=0 if field.value else HAND_ROOM))
                waiting = []
            else:
                waiting = list(cells)
        if waiting:
            rows.append(TableRow((*waiting, TableCell(self._cell_line(""), across=2))))
        return x.table("TableGrid", widths, rows, "基本信息") + GAP

    def _field(self, field: b.Field, across: int) -> tuple[TableCell, TableCell]:
        label = TableCell(self._cell_line(run(field.label), "CellHead"), fill=GREY)
        return label, TableCell(self._cell_line(words(field.value)), across=across)

    def _card(self, one: b.Card) -> str:
        head = run(f" {one.label} ", "SolidLabel") + run("　") + run(one.title)
        title = TableCell(para(head, Shape("Heading3", keep=True)), across=2, fill=AMBER)
        rows = [TableRow((title,))]
        for place, (label, text) in enumerate(one.entries, start=1):
            # All rows but the last hold on to the next, so that the card stays on one page.
            shape = Shape("Cell", keep=self._kept or place < len(one.entries))
            cells = (para(run(label, "Strong"), shape), para(run(text), shape))
            rows.append(TableRow(tuple(TableCell(cell, fill=AMBER, middle=False) for cell in cells)))
        letters = max((len(label) for label, _ in one.entries), default=4)
        return x.table("PledgeCard", self._labelled(letters), rows, f"{one.label}：{one.title}") + GAP

    def _groups(self, one: b.Groups) -> str:
        parts = []
        for group in one.groups:
            parts.append(para(run(f" {group.tag} ", "FramedTag"), Shape(keep=True)))
            parts.append(self._list(b.List(group.items)))
        return "".join(parts)

    def _box(self, one: b.Box) -> str:
        head = run(one.title, "Strong") + self._aside(one.title, one.choice)
        tabs: tuple[tuple[x.Side, int], ...] = (("right", self._wide - 220),)
        keep = Shape("Cell", keep=True, tabs=tabs)
        rows = [TableRow((TableCell(para(head, keep), fill=GREY),), head=True)]
        # A unit stands at the end of a line that is empty: between it and the label there is room to write.
        said = [f"{fact.label}：{fact.value or TAB}{fact.unit}".rstrip() for fact in one.facts]
        says = [one.says] if one.says else said
        empty = [False] if one.says else [not fact.value for fact in one.facts]
        for place, (text, open_) in enumerate(zip(says, empty, strict=True), start=1):
            shape = Shape("Cell", keep=self._kept or place < len(says), tabs=tabs)
            rows.append(TableRow((TableCell(para(run(text), shape)),), height=HAND_ROOM if open_ else 0))
        return x.table("TableGrid", (self._wide,), rows, one.title) + GAP

    def _aside(self, text: str, choice: tuple[b.Tick, ...]) -> str:
        """Return a choice on the right of a text, on a line of its own where both do not fit on one."""
        letters = len(text) + sum(len(tick.text) + 2 for tick in choice)
        beside = letters * self._cell * 20 < self._wide - CELL_MARGINS
        return run(TAB if beside else f"\n{TAB}") + words(choice)

    def _confirmed(self, one: b.Confirmed) -> str:
        # Who says so is never parted from what is said.
        said = para(run(one.text, "Strong"), Shape(keep=True))
        return said + self._line(words(one.by), side="right")

    def _statements(self, one: b.Statements) -> str:
        lead = self._line(run(one.lead, "Strong"))
        shape = Shape(keep=self._kept, tabs=(("right", self._wide),))
        offers = (
            para(run(offer.text) + self._aside(offer.text, offer.choice), shape) for offer in one.offers
        )
        return lead + self._list(b.List(one.items)) + "".join(offers)

    def _signaturebox(self, one: b.SignatureBox) -> str:
        shares = [1.2, *(1.0 for _ in one.signs[1:]), *([0.85] if one.code else [])]
        cells = [TableCell(self._sign(sign), middle=False) for sign in one.signs]
        if one.code:
            image = self._image(_qr(one.code.url), f"核验二维码，核验码{one.code.text}", CODE_MM * 1000)
            inner = self._cell_line(image, side="center")
            inner += self._cell_line(run(one.code.text, "Strong"), side="center")
            cells.append(TableCell(inner))
        row = TableRow(tuple(cells), height=x.twips(40))
        # The paragraph after the table ends what is kept together: it must not hold on to the next page.
        self._kept = False
        return x.table("TableGrid", self._shares(*shares), [row], "签名") + self._line(
            words(one.after), "Small"
        )

    def _sign(self, sign: b.Sign) -> str:
        lines = [self._cell_line(run(sign.label, "Strong")), self._cell_line("")]
        if sign.name:
            lines.append(self._cell_line(run(sign.name, more='<w:sz w:val="38"/>'), side="center"))
        lines += [self._cell_line(words(one), "Small") for one in sign.lines]
        if sign.dated:
            blank: tuple[b.Piece, ...] = (b.WriteOn(3), "年", b.WriteOn(2), "月", b.WriteOn(2), "日")
            lines += [self._cell_line(""), self._cell_line(words(blank), side="right")]
        return "".join(lines)

    def _image(self, png: bytes, says: str, most: int, high: int = 0) -> str:
        relation, _ = self._made.part.get_or_add_image(BytesIO(png))
        wide, tall = struct.unpack(">II", png[16:24])
        factor = min(most / wide, high / tall) if high else most / wide
        size = (round(wide * factor), round(tall * factor))
        return x.picture(relation, next(self._pictures), size, says)

    def _table(self, one: b.Table) -> str:
        widths = _no_narrower(self._shares(*(column.share for column in one.columns)))
        heads = [TableRow(self._row(row, one.columns, head=True), head=True) for row in b.placed(one.head)]
        placed = list(b.placed(one.rows))
        rows = []
        for row, following in zip_longest(placed, placed[1:], fillvalue=()):
            # Rows under one name stay on one page: on the next page nobody would see whose they are.
            self._kept = any(continued for _, _, continued in following)
            rows.append(
                TableRow(self._row(row, one.columns), may_break=any(_tall(cell) for _, cell, _ in row))
            )
        self._kept = False
        caption = self._line(run(one.caption, "Strong")) if one.captioned else ""
        return caption + x.table("TableGrid", widths, [*heads, *rows], one.caption) + GAP

    def _row(
        self, row: tuple[tuple[int, b.Cell, bool], ...], columns: tuple[b.Column, ...], *, head: bool = False
    ) -> tuple[TableCell, ...]:
        cells = []
        for place, cell, continued in row:
            inner = "" if continued else words(cell.words)
            style = "CellHead" if head else "Cell"
            side: x.Side = "left" if head else columns[place].align
            fill = GREY if head else ""
            cells.append(
                TableCell(
                    self._cell_line(inner, style, side), cell.across, _down(cell, continued=continued), fill
                )
            )
        return tuple(cells)

    def _figure(self, one: b.Figure) -> str:
        said = f"{one.title}。上面的清单说的是同样的内容。"
        images = (
            self._image(png, said, round(self._width * 1000), TALLEST_MM * 1000) for png in self._draw(one)
        )
        drawn = "".join(self._line(image, side="center") for image in images)
        return self._list(b.List(one.steps)) + drawn + self._line(run(one.title), "Small", "center")

    def _pagebreak(self, one: b.PageBreak) -> str:
        return para("", Shape("Gap", new_page=True))

    def _keep(self, one: b.Keep) -> str:
        self._kept = True
        written = self.all(one.blocks[:-1])
        self._kept = isinstance(one.blocks[-1], ENDS_WITH_A_GAP)
        written += self.block(one.blocks[-1])
        self._kept = False
        return written


def _qr(url: str) -> bytes:
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="png", scale=8, border=0)
    return drawn.getvalue()


def _no_narrower(widths: tuple[int, ...]) -> tuple[int, ...]:
    """Return widths of the same sum, none of them too narrow for a number; the widest gives what lacks."""
    floor = min(NARROWEST, sum(widths) // len(widths))
    made = [max(width, floor) for width in widths]
    widest = made.index(max(made))
    made[widest] -= sum(made) - sum(widths)
    return tuple(made)


def _tall(cell: b.Cell) -> bool:
    return len(b.text_of(cell.words)) > TALL_CELL


def _down(cell: b.Cell, *, continued: bool) -> Literal["", "restart", "continue"]:
    if cell.down == 1:
        return ""
    return "continue" if continued else "restart"
