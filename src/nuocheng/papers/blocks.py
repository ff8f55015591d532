"""What a paper is made of: a small closed set of blocks, from which screen, PDF and Word are written alike.

A layout turns the content of a paper into one Sheet; it says what stands where and what belongs together, never how
many points wide. Three writers read the sheet: `screen` (HTML), `forms/blocks.typ` (PDF) and `word` (DOCX).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

# ---- pieces of a line


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that stand out (黑体)."""

    text: str


@dataclass(frozen=True, slots=True)
class WriteOn:
    """A line to write on, so many characters wide; 0 takes what is left of the line."""

    em: float


@dataclass(frozen=True, slots=True)
class SignOn:
    """A line to sign on, so many characters wide: a scan is looked at there."""

    em: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick with its words: True ticked, False left empty, None not asked yet."""

    text: str
    chosen: bool | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address that is printed as it is and can be opened on screen."""

    url: str


Piece = str | Bold | WriteOn | SignOn | Tick | Link
Words = str | tuple[Piece, ...]
"""Plain text, or pieces one after the other; a line break in a text is kept."""

# ---- blocks


@dataclass(frozen=True, slots=True)
class AnnexMark:
    """Which annex this is (附件2), above the title on the left."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the paper, and a smaller line under it."""

    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number already in the words; levels 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: of the body, fine (closer and smaller), flush without indent, or in the letters of a table."""

    words: Words
    manner: Literal["body", "fine", "flush", "right", "table"] = "body"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small type under what it explains."""

    words: Words


@dataclass(frozen=True, slots=True)
class List:
    """A list, numbered or not."""

    items: tuple[Words, ...]
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what is filled in; an empty value is room to write. A wide field takes the whole row."""

    label: str
    value: Words = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """The table of labels and values at the head of a form."""

    rows: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One certificate that a pledge replaces, in its own frame with a thick bar and a solid label."""

    label: str
    title: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A short list under a framed tag."""

    tag: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups side by side where the paper is wide enough."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact in a box: label, value and unit; an empty value is a line to write on."""

    label: str
    value: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box with a head line, a choice in it, and the facts that go with the choice, or one sentence instead."""

    title: str
    choice: tuple[Tick, ...]
    facts: tuple[Stated, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A sentence that somebody confirms in its own right, with who and when (or lines to sign on)."""

    text: str
    by: Words


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence that one may agree to or not."""

    text: str
    choice: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """What is stated, numbered, and what may be agreed to beside it."""

    lead: str
    items: tuple[str, ...]
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """Where one side signs: a signature as it was given, or room for one with a line for the date."""

    label: str
    name: str = ""
    lines: tuple[Words, ...] = ()
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with the check code under it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Both signatures side by side, the code, and the last words under them."""

    signs: tuple[Sign, ...]
    code: Code | None = None
    after: Words = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width, and how its cells are set."""

    share: float = 1
    align: Literal["left", "center", "right"] = "left"
    heads: bool = False
    """True where the cells of the column name their row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that may reach over columns and rows."""

    words: Words
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: heading rows repeated on each page, then rows; a cell reaching down leaves its place out below."""

    caption: str
    columns: tuple[Column, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    captioned: bool = False
    """False where a title above says the same: then only a screen reader hears the caption."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, and the same told as a numbered list for those who cannot see it."""

    svg: str
    title: str
    steps: tuple[str, ...]
    cuts: tuple[int, ...] = ()
    """Where a tall drawing may be cut for pages, in its own units from the top."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that are never parted by the end of a page."""

    blocks: tuple[Block, ...]


Block = (
    AnnexMark
    | Title
    | Heading
    | Para
    | Note
    | List
    | Fields
    | Card
    | Groups
    | Box
    | Confirmed
    | Statements
    | SignatureBox
    | Table
    | Figure
    | PageBreak
    | Keep
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole paper: its blocks and how the pages are set up.

    *manner* is "form" (narrow margins, 小四) or "official" (GB/T 9704: 三号仿宋, page numbers between dashes);
    *head* and *foot* are the running lines, left and right; *fits* is how many pages fill one sheet of paper: the
    form is set closer when that saves a sheet. A *small* form takes half a sheet (A5). *dated* is the day in ISO 8601
    that the file bears.
    """

    title: str
    dated: str
    blocks: tuple[Block, ...]
    manner: Literal["form", "official"] = "form"
    landscape: bool = False
    small: bool = False
    head: tuple[Words, Words] = ("", "")
    foot: tuple[str, str] = ("", "")
    fits: int | None = None


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, those that are kept together too."""
    for one in blocks:
        yield one
        if isinstance(one, Keep):
            yield from walk(one.blocks)


def placed(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[tuple[tuple[int, Cell, bool], ...]]:
    """Yield each row as (column, cell, whether the cell only continues one that began above).

    Raises:
        ValueError: cells reach over each other, or a row leaves a place empty.

    """
    above: dict[int, tuple[Cell, int]] = {}
    wide = sum(cell.across for cell in rows[0]) if rows else 0
    for row in rows:
        cells, place, waiting = [], 0, list(reversed(row))
        while place < wide:
            continued = place in above
            if not continued and not waiting:
                raise ValueError(f"a row of the table leaves column {place + 1} empty")
            cell, left = above.pop(place) if continued else (waiting[-1], waiting.pop().down)
            if left > 1:
                above[place] = (cell, left - 1)
            cells.append((place, cell, continued))
            place += cell.across
        if waiting or place > wide:
            raise ValueError("cells of the table reach over each other")
        yield tuple(cells)


def text_of(words: Words) -> str:
    """Return the bare words of a line, ticks and lines to write on left out."""
    if isinstance(words, str):
        return words
    return "".join(_bare(piece) for piece in words)


def _bare(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Bold(text) | Tick(text):
            return text
        case Link(url):
            return url
        case WriteOn() | SignOn():
            return ""


def plain(value: object) -> Any:
    """Return a sheet or a block as plain JSON values, each with its kind, for the press."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if not is_dataclass(value):
        return value
    said: Mapping[str, Any] = {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return {"kind": type(value).__name__, **said}
