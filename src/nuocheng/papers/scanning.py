"""Read scanned pages: what the code on each says, which way up it lay, and whether the places to sign have ink.

Runs in the press, so that pictures from outside are taken apart in a process without database or secret. Every page is
written anew as a picture that stands upright: nothing else of the file that came survives.
"""

from __future__ import annotations

import cmath
import math
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
import zxingcpp
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from nuocheng.papers.page_codes import Mark, PageCode, read

#: The place of a page's own code in millimetres, as house.typ prints it on A4.
CODE = Mark("C", 189, 5, 15, 15)
CODE_LEFT, CODE_TOP = 189.5, 5.5
DOTS_PER_INCH = 200
MOST_PAGES = 40
MOST_PIXELS = 80_000_000
#: The longer side of a page that is kept: A4 at 300 dots per inch.
LONGEST_SIDE = 3508
QUALITY = 80
#: Ink below this share of a place to sign counts as none; a signature has several per cent.
LEAST_INK = 0.008
PIXELS_PER_MM = 5
INSET = 1
#: How much darker than the paper around it something must be to count as ink.
DARKER = 45

_PDF_PAGE = """#set page(width: auto, height: auto, margin: 0pt)
#image("scan.pdf", page: int(sys.inputs.page), width: 210mm)"""


_QR = zxingcpp.barcode_formats_from_str("QRCode")


class Unreadable(ValueError):
    """A file that holds no picture of a page, with why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How millimetres on the page become pixels of the picture: turned, scaled and moved, never bent."""

    turn: complex
    shift: complex

    @property
    def quarter(self) -> int:
        """Return by how many degrees the picture must be turned back, in quarters."""
        return round(math.degrees(cmath.phase(self.turn)) / 90) % 4 * 90


def scans(raw: bytes) -> list[dict[str, Any]]:
    """Return every page of a file as plain values: the codes on it, the picture upright, and what is unsigned.

    Raises:
        Unreadable: It is no picture and no PDF, too large, or has too many pages.

    """
    return [_page(picture) for picture in _pictures(raw)]


def _page(picture: Image.Image) -> dict[str, Any]:
    found = _codes(picture)
    own = [(code, one) for one in found if (code := read(one.text)) is not None]
    texts = sorted({str(code) for code, _ in own})
    if len(texts) != 1:
        return {"codes": texts, "turned": 0, "unsigned": 0, "picture": _kept(picture, 0)}
    code = own[0][0]
    plan = _plan(code, [one for _, one in own], [one for one in found if read(one.text) is None])
    return {
        "codes": texts,
        "turned": plan.quarter,
        "unsigned": _unsigned(picture.convert("L"), code.marks, plan),
        "picture": _kept(picture, plan.quarter),
    }


def _pictures(raw: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a file as pictures.

    Raises:
        Unreadable: It is no picture and no PDF, too large, or has too many pages.

    """
    if raw.startswith(b"%PDF-"):
        yield from _pdf_pages(raw)
        return
    try:
        picture = Image.open(BytesIO(raw), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise Unreadable("图片太大，请把扫描分辨率调到300以下再扫")
        yield ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Unreadable("这个文件打不开，请重新扫描") from broken


def _pdf_pages(raw: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a PDF, each turned into pixels.

    Raises:
        Unreadable: It cannot be opened, or has too many pages.

    """
    with TemporaryDirectory() as room:
        Path(room, "scan.pdf").write_bytes(raw)
        Path(room, "page.typ").write_text(_PDF_PAGE)
        compiler = typst.Compiler(str(Path(room, "page.typ")), root=room, ignore_system_fonts=True)
        for number in count(1):
            made = _pixels(compiler, number)
            if made is None:
                return
            if number > MOST_PAGES:
                raise Unreadable(f"一个PDF最多{MOST_PAGES}页，请分成几个文件上传")
            yield Image.open(BytesIO(made)).convert("RGB")


def _pixels(compiler: typst.Compiler, number: int) -> bytes | None:
    """Return one page of a PDF as a picture, or nothing after the last one.

    Raises:
        Unreadable: It cannot be opened.

    """
    try:
        made = compiler.compile(format="png", ppi=DOTS_PER_INCH, sys_inputs={"page": str(number)})
    except typst.TypstError as end:
        if number == 1 or "does not exist" not in str(end):
            raise Unreadable("这个PDF打不开，请重新扫描") from end
        return None
    assert isinstance(made, bytes)  # one page, so one picture
    return made


def _codes(picture: Image.Image) -> list[Any]:
    """Return every QR code on a picture; a page whose own code does not show is looked at larger, and sharper."""
    grey = picture.convert("L")
    tries: tuple[Callable[[], Image.Image], ...] = (
        lambda: grey,
        lambda: ImageOps.autocontrast(grey.filter(ImageFilter.MedianFilter(3)), cutoff=2),
        lambda: grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC),
    )
    found: list[Any] = []
    for place, look in enumerate(tries):
        seen = look()
        scale = seen.width / grey.width
        got = zxingcpp.read_barcodes(seen, formats=_QR)
        found = [_Seen(one, scale) for one in got]
        if any(read(one.text) for one in found) or (place and max(grey.size) > LONGEST_SIDE):
            return found
    return found


class _Seen:
    """A code as it was seen: its words, and its corners in pixels from the upper left one on, clockwise."""

    def __init__(self, found: Any, scale: float) -> None:
        self.text = str(found.text)
        at = found.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        self.corners = [complex(one.x, one.y) / scale for one in corners]


def _plan(code: PageCode, own: list[_Seen], others: list[_Seen]) -> Plan:
    """Fit the page to the picture by the corners of its own code, and of the check code where it has one."""
    on_page = _corners(CODE_LEFT, CODE_TOP, CODE.width)
    seen = list(own[0].corners)
    measured = [one for one in code.marks if one.kind == "V"]
    if len(measured) == 1 and len(others) == 1:
        one = measured[0]
        on_page += _corners(one.left, one.top, one.width)
        seen += others[0].corners
    middle, there = sum(on_page) / len(on_page), sum(seen) / len(seen)
    turn = sum((p - middle).conjugate() * (s - there) for p, s in zip(on_page, seen, strict=True))
    turn /= sum(abs(p - middle) ** 2 for p in on_page)
    return Plan(turn, there - turn * middle)


def _corners(left: float, top: float, side: float) -> list[complex]:
    return [
        complex(left, top),
        complex(left + side, top),
        complex(left + side, top + side),
        complex(left, top + side),
    ]


def _unsigned(grey: Image.Image, marks: tuple[Mark, ...], plan: Plan) -> int:
    """Return how many places to sign have no ink; a thumb's print does instead of the signature beside it."""
    thumbs = [one for one in marks if one.kind == "T"]
    empty = 0
    for one in (mark for mark in marks if mark.kind == "S"):
        beside = [thumb for thumb in thumbs if abs(thumb.top - one.top) <= thumb.height]
        empty += not any(ink(grey, place, plan) >= LEAST_INK for place in (one, *beside))
    return empty


def ink(grey: Image.Image, place: Mark, plan: Plan) -> float:
    """Return the share of a place that is darker than the paper around it."""
    left, top = place.left + INSET, place.top + INSET
    width, height = max(2, place.width - 2 * INSET), max(2, place.height - 2 * INSET)
    turn, at = plan.turn, plan.shift + plan.turn * complex(left, top)
    step = turn / PIXELS_PER_MM
    cut = grey.transform(
        (width * PIXELS_PER_MM, height * PIXELS_PER_MM),
        Image.Transform.AFFINE,
        (step.real, -step.imag, at.real, step.imag, step.real, at.imag),
        resample=Image.Resampling.BILINEAR,
        fillcolor=255,
    ).filter(ImageFilter.MedianFilter(3))
    tones = cut.histogram()
    total, passed, paper = sum(tones), 0, 255
    for tone in range(255, -1, -1):
        passed += tones[tone]
        if passed >= total / 4:
            paper = tone
            break
    return sum(tones[: max(0, paper - DARKER)]) / total


def _kept(picture: Image.Image, turned: int) -> str:
    """Return the page as it is kept: upright, no finer than needed."""
    upright = picture.rotate(turned, expand=True) if turned else picture
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    upright.save(written, "JPEG", quality=QUALITY, optimize=True)
    return b64encode(written.getvalue()).decode()
