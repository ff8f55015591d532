"""Files as people send them by mistake, and as others send them on purpose."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from tests.holdings.clamd import EICAR

from nuocheng.programme.channels.contacts_table import contacts_as_csv

PDF = b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n%%EOF\n"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Sent:
    """A file of a name, its bytes made when it is sent."""

    name: str
    made: Callable[[], bytes]

    def __call__(self) -> SimpleUploadedFile:
        """Return the file as a browser sends it."""
        return SimpleUploadedFile(self.name, self.made())


def picture(size: tuple[int, int] = (900, 1200), form: str = "JPEG", ground: str = "white") -> bytes:
    """Return a picture like a photographed page: lines of print on a ground."""
    made = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(made)
    for y in range(20, size[1] - 20, 24):
        for x in range(20, size[0] - 40, 30):
            pen.rectangle((x, y, x + 14, y + 12), fill="black")
    out = io.BytesIO()
    made.save(out, form)
    return out.getvalue()


def archive(**members: str) -> bytes:
    """Return a packed archive, as DOCX and OFD are too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def docx() -> bytes:
    """Return a document of a word processor."""
    return archive(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<w:document/>"})


def contacts() -> bytes:
    """Return a table of contacts with one department in it."""
    unit = (
        "白银市白银区卫生健康局", "冯理", "副局长", "0943-0000121", "钟晴", "法规科科员", "0943-0000122、13909430401"
    )  # fmt: skip
    return contacts_as_csv([unit])


def heic() -> bytes:
    """Return the beginning of a photograph as some phones store it."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00" + b"\x00" * 200


def huge_png() -> bytes:
    """Return a picture that says of itself that it is 20000 × 20000."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0" * 100))


def _chunk(name: bytes, content: bytes) -> bytes:
    whole = name + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def too_big() -> bytes:
    """Return a PDF of 20 MB and one byte."""
    return PDF[:9] + b" " * (20 * MEGABYTE + 1 - len(PDF)) + PDF[9:]


def infected() -> bytes:
    """Return a PDF that holds the string by which scanners are tried."""
    return PDF[:-6] + b"% " + EICAR + b"\n%%EOF\n"


def broken_jpeg() -> bytes:
    """Return the first part of a photograph that was not sent to its end."""
    return picture()[:400]
