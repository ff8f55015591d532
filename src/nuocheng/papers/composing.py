"""Sets a paper in type with typst: the same content gives the same bytes, and content is never read as markup."""

import json
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from nuocheng.papers.typefaces import Shelf

FORMS = Path(__file__).parent / "forms"
Standard = Literal["a-2a", "ua-1", "1.7"]

ARCHIVAL: tuple[Standard, ...] = ("a-2a", "ua-1")
"""PDF/A-2a keeps for decades and PDF/UA-1 reads aloud; both demand that every character has a glyph."""

DENSITIES = ("roomy", "compact", "tight")
SHEET: Mapping[str, int] = {"notice_and_pledge": 2}
"""How many pages fill one sheet; a form named here is set closer when that keeps it on the sheet."""

_BEIJING = timezone(timedelta(hours=8))


class Composer:
    """Composes papers with one shelf of typefaces; one typst compiler per thread, for a compiler cannot be shared."""

    def __init__(self, shelf: Shelf) -> None:
        self.faces = shelf.faces
        self._fonts = shelf.fonts
        self._mine = threading.local()

    def compose(self, form: str, content: Mapping[str, Any], *, large: bool = False) -> bytes:
        """Return the PDF of a paper, set closer only where that saves a sheet.

        Raises:
            typst.TypstError: the content lacks something that the form prints.

        """
        inputs = {
            "content": json.dumps(content, ensure_ascii=False),
            "faces": json.dumps(self.faces, ensure_ascii=False),
            "codes": json.dumps({"verify": qr(content["verify_url"])}),
            "large": "yes" if large else "no",
        }
        dated = datetime.fromisoformat(content["dated"]).replace(tzinfo=_BEIJING)
        limit = None if large else SHEET.get(form)
        roomy = self._typeset(form, inputs | {"density": DENSITIES[0]}, dated)
        if limit is None or pages(roomy) != limit + 1:  # one page too many can be saved, two cannot
            return roomy
        closer = (self._typeset(form, inputs | {"density": density}, dated) for density in DENSITIES[1:])
        return next((made for made in closer if pages(made) <= limit), roomy)

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
