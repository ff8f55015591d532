"""Paper in a test: what the window prints is laid on the scanner, signed by a drawn hand or not."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from tests.papers.seeing import picture

from nuocheng.papers.page_codes import PageCode, read

DPI = 150


def printed(client: Any, address: str) -> bytes:
    """Print at the window."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return bytes(answer.content)


def code_on(scan: Image.Image) -> PageCode:
    """Return the code of a page."""
    (code,) = [code for one in zxingcpp.read_barcodes(scan) if (code := read(one.text))]
    return code


def scanned(pdf: bytes, page: int, *, signed: bool = True, turned: float = 0) -> Image.Image:
    """Lay one page on the scanner."""
    scan = picture(pdf, page, DPI, grey=True).convert("L")
    if signed:
        _sign(scan, code_on(scan))
    return scan.rotate(turned, expand=True, fillcolor=255)


def _sign(scan: Image.Image, code: PageCode) -> None:
    scale, dice = DPI / 25.4, random.Random(4)
    for mark in (one for one in code.marks if one.kind == "S"):
        line = [
            (
                (mark.left + mark.width * (0.2 + step * 0.045)) * scale,
                (mark.top + mark.height * (0.5 + dice.uniform(-0.4, 0.4))) * scale,
            )
            for step in range(14)
        ]
        ImageDraw.Draw(scan).line(line, fill=40, width=3)


def file_of(scan: Image.Image, name: str = "扫描.jpg") -> SimpleUploadedFile:
    """Return a scan as the file that the scanner's program makes."""
    out = BytesIO()
    scan.save(out, "JPEG", quality=80)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def copy_of(pdf: bytes) -> list[SimpleUploadedFile]:
    """Return the first copy of the first paper in a file, page by page, signed."""
    of = code_on(picture(pdf, 1, DPI)).of
    return [file_of(scanned(pdf, page), f"第{page}页.jpg") for page in range(1, of + 1)]
