"""The code on every page that comes back signed: which paper and page it is, and where its signatures stand.

Short and in the letters that a QR code packs best, so that it is read from a scan at 150 dots per inch. It files a page;
it proves nothing: whether a paper is genuine is told by its check code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

HEAD = "NC1"
#: How much of a digest the code carries, in hexadecimal letters.
SHOWN = 16

_SHAPE = re.compile(
    r"NC1:([A-Z0-9-]{1,48}):([A-Z])(\d{1,2})/(\d{1,2}):(\d{1,5}):([0-9A-F]{16})((?:[STV]\d{12})*)"
)
_MARK = re.compile(r"([STV])(\d{3})(\d{3})(\d{3})(\d{3})")


class Kind(StrEnum):
    """Which paper of a file it is."""

    NOTICE = "N"
    WITHDRAWAL = "W"
    PLEDGE_WITHDRAWAL = "P"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the page in millimetres from its upper left corner: S to be signed, T for a thumb, V a code to measure by."""

    kind: str
    left: int
    top: int
    width: int
    height: int

    def __str__(self) -> str:
        """Write the place as the code carries it."""
        return f"{self.kind}{self.left:03}{self.top:03}{self.width:03}{self.height:03}"


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code of one page says."""

    file: str
    kind: Kind
    version: int
    digest: str
    page: int = 1
    of: int = 1
    marks: tuple[Mark, ...] = ()

    def __str__(self) -> str:
        """Write the code as it is printed."""
        places = "".join(map(str, self.marks))
        return f"{HEAD}:{self.file}:{self.kind}{self.page}/{self.of}:{self.version}:{self.digest}{places}"

    def on(self, page: int, of: int, marks: tuple[Mark, ...]) -> PageCode:
        """Return the code of one page of the same paper."""
        return replace(self, page=page, of=of, marks=marks)


def page_code(file: str, kind: Kind, version: int, digest: str) -> PageCode:
    """Return the code of a paper, for its pages to be told apart when it is printed."""
    return PageCode(file, kind, version, digest[:SHOWN].upper())


def read(text: str) -> PageCode | None:
    """Return what a code says, or nothing where it is somebody else's."""
    found = _SHAPE.fullmatch(text)
    if found is None or found[2] not in set(Kind):
        return None
    marks = tuple(Mark(one[1], *map(int, one.groups()[1:])) for one in _MARK.finditer(found[7]))
    page, of = int(found[3]), int(found[4])
    if not 1 <= page <= of:
        return None
    return PageCode(found[1], Kind(found[2]), int(found[5]), found[6], page, of, marks)
