"""A first look at the parts of a workbook, as bytes: what makes it refused is found before anything is parsed.

A file at the largest size has two million cells, and a parser that looks at each of them takes seconds to come to a
formula in the last one. Looking for the few bytes that begin a formula or a document type takes a tenth of that.
What this look is not sure of, it lets go on to the parser, which is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from nuocheng.catalogue.channels.tables.parts import DOCUMENT_TYPE, MOST_NAMED, formulas_refused
from nuocheng.kernel.errors import Malformed

_SIGNS = (b"<f", b":f", b"<!")
_TOLD = re.compile(
    rb"<(?:(?P<comment>!--)|(?P<text>!\[CDATA\[)|(?P<doctype>!DOCTYPE)"
    rb"|(?P<formula>(?:[A-Za-z_][\w.\-]*:)?f)[\s/>])"
)
_ENDS = {"comment": b"-->", "text": b"]]>"}
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.\-]*:)?([A-Za-z]\w*)[\s/>]")
_CELL = re.compile(
    rb"<(?:[A-Za-z_][\w.\-]*:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7})[\"'][^<>]*>\s*$"
)
_SHEETS = frozenset({b"worksheet", b"chartsheet"})
_WIDE = (b"\xff\xfe", b"\xfe\xff")
#: So much of what was looked at stays in view: a beginning that was cut in two, and the cell around a formula.
_KEPT = 512
#: No sign that we look for is longer, unless somebody gives it a longer prefix on purpose: the parser will see it.
_AT_MOST = 64


def scan(pieces: Iterable[bytes], sheet: str) -> None:
    """Look through one part, *sheet* by name if it holds one.

    Raises:
        Malformed: It has a document type, or formulas.

    """
    looking = _Looking()
    for piece in _narrow(pieces):
        looking.at(piece)
        if len(looking.cells) > MOST_NAMED:
            break
    if looking.cells:
        raise Malformed.at("file", formulas_refused(sheet, [one for one in looking.cells if one]))


def _narrow(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a part in bytes of which each of our signs is one."""
    decoder: codecs.IncrementalDecoder | None = None
    for number, piece in enumerate(pieces):
        if not number and piece[:2] in _WIDE:
            decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
        yield decoder.decode(piece).encode(errors="replace") if decoder else piece


class _Looking:
    """What was seen of a part so far."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self._kept = b""
        self._unseen = 0
        self._within = b""
        self._root: bytes | None = None

    def at(self, piece: bytes) -> None:
        """Look at the next piece.

        Raises:
            Malformed: A document type begins in it.

        """
        text = self._kept + piece
        if self._root is None:
            root = _ROOT.search(text)
            self._root = root[1] if root else None
        start = len(self._kept) - self._unseen
        if self._within or any(text.find(sign, start) >= 0 for sign in _SIGNS):
            start = self._closely(text, start)
        else:
            start = max(len(text) - _AT_MOST, start)
        self._unseen = len(text) - start
        self._kept = text[-_KEPT:]

    def _closely(self, text: bytes, start: int) -> int:
        """Look at every sign of a text that a comment does not hide; return where what is yet unseen begins."""
        while True:
            if self._within:
                end = text.find(self._within, start)
                if end < 0:
                    return max(len(text) - 2, start)
                start, self._within = end + 3, b""
            found = _TOLD.search(text, start)
            if found is None:
                return max(len(text) - _AT_MOST, start)
            start = found.end()
            self._within = _ENDS.get(found.lastgroup or "", b"")
            if found.lastgroup == "doctype":
                raise Malformed.at("file", DOCUMENT_TYPE)
            if found.lastgroup == "formula" and self._root in _SHEETS:
                cell = _CELL.search(text, max(found.start() - _KEPT, 0), found.start())
                self.cells.append(cell[1].decode() if cell else "")
                if len(self.cells) > MOST_NAMED:
                    return start
