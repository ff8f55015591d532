"""OFD files (GB/T 33190): zips with fixed members, held to sensible numbers before anything is unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_MEMBERS = 1000
MOST_UNPACKED = 200 * 1024 * 1024
#: Text packs ten- to fiftyfold; a bomb a thousandfold.
MOST_RATIO = 200
_SMALL = 1024 * 1024
_ENCRYPTED = 1
_ROOT = "OFD.xml"
#: Members by which the usual office files are known.
_OFFICE = (("word/", "Word文件"), ("xl/", "Excel表格"), ("ppt/", "PPT文件"))
_NOT_OFD = "只能上传图片（JPG、PNG）、PDF或OFD，您选的是压缩包；请先解压，再一个一个上传"
_ODD = "这个OFD文件的结构不对，为了安全不能收。请重新下载，或用“打印”另存为PDF再上传"
_BROKEN = "这个文件打不开，可能没有传完。请重新下载后再上传"


def objection(content: bytes) -> str:
    """Return why a zip cannot be taken as an OFD, as a sentence that says what to do; nothing if it can."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return _BROKEN
    names = {one.filename for one in members}
    for folder, title in _OFFICE:
        if any(name.startswith(folder) for name in names):
            return f"只能上传图片（JPG、PNG）、PDF或OFD，您选的是{title}；请在软件里“另存为PDF”再上传"
    if _ROOT not in names:
        return _NOT_OFD
    return _ODD if len(members) > MOST_MEMBERS or not _sensible(members) or not _at_the_start(content) else ""


def _sensible(members: list[ZipInfo]) -> bool:
    unpacked = sum(one.file_size for one in members)
    return unpacked <= MOST_UNPACKED and all(_is_plain(one) for one in members)


def _is_plain(member: ZipInfo) -> bool:
    """Say whether a member is where it says, open to be read, and no bomb."""
    inside = not member.filename.startswith("/") and ".." not in member.filename.replace("\\", "/").split("/")
    packed = max(member.compress_size, 1)
    modest = member.file_size <= _SMALL or member.file_size <= packed * MOST_RATIO
    return inside and modest and not member.flag_bits & _ENCRYPTED


def _at_the_start(content: bytes) -> bool:
    """Say whether the file is a zip from its first byte: nothing else lies before it."""
    return content.startswith(b"PK\x03\x04")
