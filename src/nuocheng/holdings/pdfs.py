"""PDF files: how many pages they have, and whether they hold anything that acts by itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

#: What a PDF may not hold, each with what to do about it. The names are those of ISO 32000.
_FORBIDDEN: tuple[tuple[bytes, str], ...] = (
    (rb"/Encrypt(?![A-Za-z])", "这个PDF加了密，我们打不开。请去掉密码，重新导出一份再上传"),
    (rb"/(?:JavaScript|Launch|SubmitForm|ImportData|RichMedia|Rendition|Movie|Sound|XFA)(?![A-Za-z])",
     "这个PDF里带有会自己运行的内容，为了安全不能收。请用“打印”另存成一份新的PDF，或拍照上传"),
    (rb"/(?:EmbeddedFiles?|Filespec)(?![A-Za-z])",
     "这个PDF里还夹带着别的文件，为了安全不能收。请用“打印”另存成一份新的PDF，或把里面的文件分开上传"),
)  # fmt: skip
_FORBIDDEN_AS = tuple((re.compile(pattern), text) for pattern, text in _FORBIDDEN)
_BROKEN = "这个PDF不完整，可能没有传完。请重新导出或重新下载后再上传"
_ODD = "这个PDF的结构我们读不了。请用“打印”另存成一份新的PDF，或拍照上传"
_POLYGLOT = "这个PDF后面还接着别的内容，为了安全不能收。请用“打印”另存成一份新的PDF，或拍照上传"

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = re.compile(rb"/Type\s*/ObjStm(?![A-Za-z])")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE_ONLY = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\s*(?:\]|/(?!\w*Decode)|>>|\s)")
_HEAD = 2048
_TAIL = 2048
#: What follows the last %%EOF may be blank, or a signature's padding; not another file.
_MOST_AFTER_END = 64
_MOST_UNPACKED = 64 * 1024 * 1024


class _Odd(Exception):
    """Something packed in a way that cannot be looked into."""


def pages(content: bytes) -> int:
    """Return how many pages a PDF has, those in packed objects included."""
    try:
        return sum(len(_PAGE.findall(part)) for part in (content, *_packed(content)))
    except _Odd:
        return len(_PAGE.findall(content))


def objection(content: bytes) -> str:
    """Return why a PDF cannot be taken, as a sentence that says what to do; nothing if it can."""
    end = content.rfind(b"%%EOF", -_TAIL)
    if end < 0:
        return _POLYGLOT if b"%%EOF" in content else _BROKEN
    if len(content[end + 5 :].strip(b"\r\n\0 \t")) > _MOST_AFTER_END:
        return _POLYGLOT
    try:
        for part in (content, *_packed(content)):
            bare = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
            wrong = next((text for pattern, text in _FORBIDDEN_AS if pattern.search(bare)), "")
            if wrong:
                return wrong
    except _Odd:
        return _ODD
    return ""


def _packed(content: bytes) -> Iterator[bytes]:
    """Yield what object streams hold: whole objects, actions among them, may be packed away there.

    Raises:
        _Odd: One is packed by another method than the usual one, or unpacks to an unreasonable size.

    """
    left = _MOST_UNPACKED
    for found in _STREAM.finditer(content):
        head = content[max(0, found.start() - _HEAD) : found.start()]
        dictionary = _ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), head[head.rfind(b"obj") :])
        if not _PACKED.search(dictionary):
            continue
        if b"/Filter" not in dictionary:
            continue  # lies open, and so was seen already
        if not _FLATE_ONLY.search(dictionary):
            raise _Odd
        unpacked = _unpacked(content, found.end(), left)
        left -= len(unpacked)
        yield unpacked


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    """Return one stream unpacked.

    Raises:
        _Odd: It cannot be, or is larger than *most*.

    """
    engine = zlib.decompressobj()
    try:
        unpacked = engine.decompress(memoryview(content)[start:], most)
    except zlib.error as broken:
        raise _Odd from broken
    if not engine.eof:
        raise _Odd
    return unpacked
