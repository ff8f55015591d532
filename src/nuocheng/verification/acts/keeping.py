"""Keeping what comes with an act, such as a photograph or a scanned page: its bytes once, and a row that tells what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nuocheng.holdings.official import Purpose, keep
from nuocheng.journal.files import Kept, Record
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion

#: What a page hands in with one letter or one answer; more come as one PDF.
MOST_ENCLOSED = 3
#: What a row tells of the file it belongs to.
TOLD = ("filename", "media_type", "size", "digest")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph or a page that comes with an act, after it was looked through (`holdings.channels`)."""

    filename: str
    content: bytes


def kept(on: Occasion, picture: Picture, purpose: Purpose, row: Record) -> list[Record | Kept]:
    """Return the rows of a file that is kept: its bytes once under their digest, and *row*, which now tells what it is.

    Raises:
        Malformed: It is empty, or of a kind that is not kept.

    """
    held = keep(on, picture.content, filename=picture.filename, purpose=purpose)
    for name in TOLD:
        setattr(row, name, getattr(held, name))
    return [*held.rows, row]


def few(pictures: Sequence[Picture], field: str) -> None:
    """Let no more files come with one act than somebody looks at.

    Raises:
        Malformed: There are more.

    """
    if len(pictures) > MOST_ENCLOSED:
        raise Malformed.at(field, f"最多{MOST_ENCLOSED}个附件，多的请合成一个PDF")
