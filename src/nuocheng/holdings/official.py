"""What an act calls to keep a file: its rows go into the act's own deed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from nuocheng.holdings import images, pdfs
from nuocheng.holdings.kinds import IMAGES, Kind, kind_of, safe_name
from nuocheng.holdings.models import Blob, Holding
from nuocheng.journal.files import Kept, Record
from nuocheng.kernel.errors import Malformed, Objection
from nuocheng.kernel.occasion import Occasion

__all__ = ["Held", "Purpose", "keep"]


class Purpose(StrEnum):
    """For what a file is kept."""

    MATERIAL = "material"
    SCAN = "scan"
    SIGNATURE = "signature"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Held:
    """A file about to be kept; *rows* belong among the rows of the act's deed, *key* names it afterwards."""

    key: str
    digest: str
    media_type: str
    size: int
    filename: str
    width: int
    height: int
    pages: int
    rows: tuple[Record | Kept, ...]


def keep(on: Occasion, content: bytes, *, filename: str, purpose: Purpose) -> Held:
    """Return a file to be kept with the act that takes it: its bytes once under their digest, and what it is.

    Pages have it looked through first (`holdings.channels.inspect`); here only what it is gets told.

    Raises:
        Malformed: It is empty, or of a kind that is not kept.

    """
    kind = kind_of(content)
    if kind is None:
        raise _not_kept(
            "文件是空的，请重新选" if not content else "只能上传图片（JPG、PNG）、PDF或OFD，请换一个文件"
        )
    width, height = images.measured(content) if kind in IMAGES else (0, 0)
    holding = Holding(
        digest=hashlib.sha256(content).hexdigest(),
        filename=safe_name(filename, kind),
        media_type=str(kind),
        size=len(content),
        width=width,
        height=height,
        pages=pdfs.pages(content) if kind is Kind.PDF else 0,
        purpose=str(purpose),
        kept_at=on.at,
    )
    return _held(holding, content)


def _held(row: Holding, content: bytes) -> Held:
    rows = (Blob(digest=row.digest, content=content), row)
    return Held(
        row.pk.hex, row.digest, row.media_type, row.size, row.filename, row.width, row.height, row.pages, rows
    )


def _not_kept(text: str) -> Malformed:
    return Malformed(text, objections=(Objection("file.type", text, field="file"),))
