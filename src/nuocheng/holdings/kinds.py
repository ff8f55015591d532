"""What a file is, told by its own bytes and never by its name; and the name it may be kept under."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePosixPath


class Kind(StrEnum):
    """The kinds of file that are kept, by their media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"
    OFD = "application/ofd"


IMAGES = frozenset({Kind.JPEG, Kind.PNG})
ENDINGS = {Kind.JPEG: ".jpg", Kind.PNG: ".png", Kind.PDF: ".pdf", Kind.OFD: ".ofd"}
TITLES = {Kind.JPEG: "照片", Kind.PNG: "图片", Kind.PDF: "PDF", Kind.OFD: "OFD"}

ZIP = b"PK\x03\x04"
#: The first bytes of each kind.
_MAGIC = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"%PDF", Kind.PDF),
    (ZIP, Kind.OFD),
)
_LONGEST_NAME = 80
_NO_NAME = "未命名"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


def kind_of(content: bytes) -> Kind | None:
    """Return what the first bytes say a file is; nothing for a kind we do not keep."""
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)


def is_heic(content: bytes) -> bool:
    """Say whether this is the format in which some phones store photographs."""
    return content[4:8] == b"ftyp" and content[8:12] in {
        b"heic",
        b"heix",
        b"hevc",
        b"heim",
        b"heis",
        b"mif1",
        b"msf1",
    }


def safe_name(name: str, kind: Kind) -> str:
    """Return a name that may be kept and sent: no path, no invisible signs, not too long, the ending of its kind."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in unicodedata.normalize("NFC", last) if _may_stand(sign))
    stem = PurePosixPath(plain).stem if "." in plain.strip(".") else plain
    stem = _FORBIDDEN.sub(" ", stem).strip(" .")[:_LONGEST_NAME].rstrip(" .")
    return (stem or _NO_NAME) + ENDINGS[kind]


def _may_stand(sign: str) -> bool:
    """Leave out control signs, and marks that turn the direction of writing and so hide an ending."""
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
