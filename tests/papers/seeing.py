"""How a test looks at a page: its words and where they stand, its ink in grey, its codes and its fonts."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from re import finditer, search

from PIL import Image

MM = 72 / 25.4
"""Points per millimetre."""


@dataclass(frozen=True)
class Word:
    """A run of characters and its box in millimetres from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def ink(self) -> tuple[float, float]:
        """Left and right end without the empty half of a bracket, comma or stop that hangs over the margin."""
        half = (self.bottom - self.top) / 2
        return (
            self.left + half * (self.text[:1] in "（《〔“"),
            self.right - half * (self.text[-1:] in "，。；：、）》〕”"),
        )


def tool(name: str, *options: str, pdf: bytes) -> bytes:
    """Run a poppler tool on a PDF; `-` stands for standard output."""
    path = shutil.which(name)
    assert path, f"{name} is missing: install poppler-utils"
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        ran = subprocess.run(
            [path, *options, file.name, *(["-"] if name == "pdftotext" else [])],
            check=True,
            capture_output=True,
        )
    return ran.stdout


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page without white space, as a search or a screen reader finds it."""
    pages = tool("pdftotext", "-raw", pdf=pdf).decode().split("\f")[:-1]
    return ["".join(page.split()) for page in pages]


def lines(pdf: bytes) -> list[list[Word]]:
    """Return the lines of each page with their boxes."""
    pages = tool("pdftotext", "-bbox-layout", pdf=pdf).decode().split("<page ")[1:]
    return [_joined([_line(part) for part in page.split("<line ")[1:]]) for page in pages]


def _joined(parts: list[Word]) -> list[Word]:
    """Put together what poppler took apart because squeezed punctuation overlaps."""
    whole: list[Word] = []
    for part in parts:
        last = whole[-1] if whole else None
        if last and abs(last.bottom - part.bottom) < 0.2 and abs(part.left - last.right) < 4:
            whole[-1] = Word(last.text + part.text, last.left, last.top, part.right, last.bottom)
        else:
            whole.append(part)
    return whole


def _line(part: str) -> Word:
    box = search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', part)
    assert box
    text = "".join(unescape(one.group(1)) for one in finditer(r"<word [^>]*>([^<]*)</word>", part))
    return Word(text, *(float(value) / MM for value in box.groups()))


def picture(pdf: bytes, page: int, dpi: int, *, grey: bool = False) -> Image.Image:
    """Print one page to pixels."""
    options = ["-png", "-r", str(dpi), "-f", str(page), "-l", str(page), *(["-gray"] if grey else [])]
    with tempfile.TemporaryDirectory() as room:
        (Path(room) / "paper.pdf").write_bytes(pdf)
        tool_path = shutil.which("pdftoppm")
        assert tool_path
        subprocess.run([tool_path, *options, "paper.pdf", "page"], check=True, cwd=room)
        (made,) = Path(room).glob("page*.png")
        return Image.open(BytesIO(made.read_bytes()))


def frames(grey: Image.Image, dpi: int) -> int:
    """Count black frames whose strokes are at least 2 points thick, by the thick bars across the page."""
    width, height = grey.size
    black = grey.point(lambda tone: 255 if tone < 100 else 0)
    bars, run = 0, 0
    # A column at a third of the width meets only horizontal rules and text; text never fills a whole row.
    for y in range(height):
        row = black.crop((int(width * 0.14), y, int(width * 0.86), y + 1))
        full = row.histogram()[255] > 0.97 * row.width
        if full:
            run += 1
            continue
        bars += run >= round(2 * dpi / 72)
        run = 0
    assert bars % 2 == 0, "a frame has an upper and a lower bar"
    return bars // 2


def strip(png: bytes) -> Image.Image:
    """Take the colours out of a picture, as a photocopier does."""
    return Image.open(BytesIO(png)).convert("L")


def contrast(one: float, other: float) -> float:
    """Return the contrast ratio of two greys from 0 to 255, by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(grey: float) -> float:
    share = grey / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
