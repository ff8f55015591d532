"""Sets a paper in type with typst: the same content gives the same bytes, and content is never read as markup."""

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from nuocheng.papers.blocks import Figure, Sheet, SignatureBox, plain, walk
from nuocheng.papers.flowchart import pieces
from nuocheng.papers.layouts import LAYOUTS
from nuocheng.papers.page_codes import Mark, PageCode
from nuocheng.papers.typefaces import Shelf

FORMS = Path(__file__).parent / "forms"
Standard = Literal["a-2a", "ua-1", "1.7"]

ARCHIVAL: tuple[Standard, ...] = ("a-2a", "ua-1")
"""PDF/A-2a keeps for decades and PDF/UA-1 reads aloud; both demand that every character has a glyph."""

DENSITIES = ("roomy", "compact", "tight")
"""How close a form is set: the first that saves a sheet of paper is taken, the first of all where none does."""

DOTS_PER_INCH = 200
"""How fine a drawing is where it must become pixels."""

_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Stamped:
    """A paper that comes back signed: its content, and the code for its pages."""

    content: Mapping[str, Any]
    code: PageCode


class Composer:
    """Composes papers with one shelf of typefaces; one typst compiler per thread, for a compiler cannot be shared."""

    def __init__(self, shelf: Shelf) -> None:
        self.faces = shelf.faces
        self._fonts = shelf.fonts
        self._mine = threading.local()

    def compose(self, form: str, content: Mapping[str, Any], *, large: bool = False) -> bytes:
        """Return the PDF of a paper from its content.

        Raises:
            typst.TypstError, LookupError, TypeError: the content lacks something that the form prints.

        """
        layout = LAYOUTS.get(form)
        if layout is not None:
            return self.set_sheet(layout(content), large=large)
        scanned = content.get("stamp") or content["verify_url"]
        inputs = self._inputs({**content, "verify_url": scanned}, [scanned], large=large)
        return self._typeset(form, inputs | {"density": DENSITIES[0]}, _day(content["dated"]))

    def set_sheet(self, sheet: Sheet, *, large: bool = False) -> bytes:
        """Return the PDF of a sheet, set closer only where that saves a sheet of paper."""
        inputs = self._inputs(_in_pieces(plain(sheet)), codes_of(sheet), large=large)
        return self._set_close(inputs, _day(sheet.dated), None if large else sheet.fits)[0]

    def stamped(self, form: str, papers: Sequence[Stamped], *, copies: int = 1, large: bool = False) -> bytes:
        """Return the PDF of papers of one form that come back signed: a code on every page, copy after copy.

        They differ in their numbers only, so that all of them have the pages of the first.

        Raises:
            typst.TypstError, LookupError, TypeError: the content lacks something that the form prints.

        """
        sheets = [LAYOUTS[form](one.content) for one in papers]
        shown = [_in_pieces(plain(sheet)) for sheet in sheets]
        inputs = self._inputs(shown[0], [url for sheet in sheets for url in codes_of(sheet)], large=large)
        dated = _day(sheets[0].dated)
        inputs |= {"density": self._set_close(inputs, dated, None if large else sheets[0].fits)[1]}
        # Set once without codes to see how many pages there are and what stands where: a code takes no room.
        of = pages(self._typeset("sheet", inputs, dated))
        found: list[dict[str, Any]] = [one["value"] for one in json.loads(self._compiler().query("<mark>"))]
        marks = [tuple(_mark(one) for one in found if one["page"] == page) for page in range(1, of + 1)]
        codes = [
            [qr(str(one.code.on(page, of, on_page))) for page, on_page in enumerate(marks, start=1)]
            for one in papers
        ]
        said = {"codes": codes, "copies": copies, "sheets": shown}
        return self._typeset("sheet", inputs | {"stamp": json.dumps(said, ensure_ascii=False)}, dated)

    def _set_close(self, inputs: dict[str, str], dated: datetime, limit: int | None) -> tuple[bytes, str]:
        """Return the PDF and how close it is set: as roomy as can be on *limit* pages."""
        roomy = self._typeset("sheet", inputs | {"density": DENSITIES[0]}, dated)
        if limit is None or pages(roomy) != limit + 1:  # one page too many can be saved, two cannot
            return roomy, DENSITIES[0]
        for density in DENSITIES[1:]:
            made = self._typeset("sheet", inputs | {"density": density}, dated)
            if pages(made) <= limit:
                return made, density
        return roomy, DENSITIES[0]

    def pictures(self, figure: Figure) -> list[bytes]:
        """Return the pieces of a drawing as PNG, for what cannot show SVG."""
        return [self._picture(shapes, words) for shapes, words in pieces(figure.svg, figure.cuts)]

    def _picture(self, shapes: str, words: list[dict[str, Any]]) -> bytes:
        piece = {"shapes": shapes, "words": words}
        made = self._compiler().compile(
            input=FORMS / "picture.typ",
            format="png",
            ppi=DOTS_PER_INCH,
            sys_inputs=self._inputs({"piece": piece}, [], large=False) | {"density": DENSITIES[0]},
        )
        assert isinstance(made, bytes)  # one page, so one picture
        return made

    def _inputs(self, shown: Mapping[str, Any], urls: Iterable[str], *, large: bool) -> dict[str, str]:
        return {
            "content": json.dumps(shown, ensure_ascii=False),
            "faces": json.dumps(self.faces, ensure_ascii=False),
            "codes": json.dumps({url: qr(url) for url in urls}),
            "large": "yes" if large else "no",
        }

    def _typeset(self, form: str, inputs: dict[str, str], dated: datetime) -> bytes:
        try:
            return self._compile(form, inputs, dated, ARCHIVAL)
        except typst.TypstError as refused:
            # A rare name must still be printed: no glyph at all is the one thing that archival PDF forbids outright.
            if "could not be displayed" not in str(refused):
                raise
            return self._compile(form, inputs, dated, ("1.7",))

    def _compile(
        self, form: str, inputs: dict[str, str], dated: datetime, standards: tuple[Standard, ...]
    ) -> bytes:
        made = self._compiler().compile(
            input=FORMS / f"{form}.typ",
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=list(standards),
            timestamp=dated,
        )
        assert isinstance(made, bytes)  # a PDF without an output path is one bytes object
        return made

    def _compiler(self) -> typst.Compiler:
        compiler: typst.Compiler | None = getattr(self._mine, "compiler", None)
        if compiler is None:
            compiler = typst.Compiler(FORMS / "house.typ", root=FORMS, font_paths=self._fonts)
            self._mine.compiler = compiler
        return compiler


def codes_of(sheet: Sheet) -> list[str]:
    """Return the addresses that the codes of a sheet lead to."""
    signed = [one.code for one in walk(sheet.blocks) if isinstance(one, SignatureBox)]
    return [code.url for code in signed if code is not None]


def _mark(one: Mapping[str, Any]) -> Mark:
    """Return a place on a page in whole millimetres."""
    left, top, width, height = (
        max(0, round(float(one[name]))) for name in ("left", "top", "width", "height")
    )
    return Mark(one["kind"], left, top, width, height)


def pages(pdf: bytes) -> int:
    """Count the pages of a PDF that typst wrote, whose page objects stand uncompressed in the file."""
    return pdf.count(b"/Type/Page/")


def qr(text: str) -> str:
    """Return a QR code as SVG without quiet zone, or an empty string for an empty text."""
    if not text:
        return ""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, nl=False, omitsize=True
    )
    return drawn.getvalue().decode()


def _in_pieces(shown: dict[str, Any]) -> dict[str, Any]:
    """Take each drawing of a sheet apart into shapes, and words that the press sets in its own typefaces."""
    blocks = [
        one | {"pieces": [{"shapes": a, "words": b} for a, b in pieces(one["svg"], one["cuts"])]}
        if "svg" in one
        else one
        for one in shown["blocks"]
    ]
    return shown | {"blocks": blocks}


def _day(iso: str) -> datetime:
    return datetime.fromisoformat(iso).replace(tzinfo=_BEIJING)
