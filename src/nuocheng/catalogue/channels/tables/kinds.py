"""What a file is by its content, whatever its name says; and the sentence that refuses the wrong one."""

from __future__ import annotations

from pathlib import PurePath

from nuocheng.kernel.errors import Malformed

XLSX, XLS, CSV = "xlsx", "xls", "csv"
READABLE = {".xlsx": XLSX, ".xls": XLS, ".csv": CSV}
#: The largest file that is read at all.
LARGEST = 10 * 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (ZIP, "压缩包或XLSX工作簿"),
    (b"PK\x05\x06", "空的压缩包"),
    (OLE, "旧版Office文件"),
    (b"%PDF", "PDF文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "RTF文档"),
    (b"\x7fELF", "程序文件"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<svg", b"<script")
_OTHER_ENDINGS = {
    ".xlsm": "带宏的工作簿",
    ".xltm": "带宏的工作簿",
    ".xlsb": "二进制工作簿",
    ".et": "WPS表格",
    ".ods": "ODS表格",
}


def kind_of(raw: bytes, name: str) -> str:
    """Return which kind of table a file is; its name and its content must say the same.

    Raises:
        Malformed: The file is too large, is no table, or is another kind than its name says.

    """
    ending = PurePath(name).suffix.lower()
    kind = READABLE.get(ending)
    if kind is None:
        raise Malformed.at("file", _of_another_name(ending))
    if len(raw) > LARGEST:
        raise Malformed.at("file", f"文件超过{LARGEST // 1024 // 1024}MB，请分成几个文件导入")
    if not raw:
        raise Malformed.at("file", "文件是空的，请核对是不是选错了文件")
    wanted = {XLSX: ZIP, XLS: OLE, CSV: b""}[kind]
    if wanted and raw.startswith(wanted):
        return kind
    found = _content_of(raw)
    if kind == CSV and not found:
        return kind
    what = found or "文本文件"
    again = {
        XLSX: "请用表格软件打开，另存为Excel工作簿（.xlsx）后再导入",
        XLS: "请用表格软件打开，另存为.xlsx或.xls后再导入",
        CSV: "请用表格软件另存为CSV（UTF-8）后再导入",
    }[kind]
    raise Malformed.at("file", f"文件名写的是{ending}，内容其实是{what}。{again}")


def _of_another_name(ending: str) -> str:
    known = "、".join(READABLE)
    if ending in _OTHER_ENDINGS:
        return f"只能读{known}文件；您给的是{_OTHER_ENDINGS[ending]}，请另存为.xlsx后再导入"
    return f"只能读{known}文件；您给的是{ending or '没有扩展名的文件'}，请另存后再导入"


def _content_of(raw: bytes) -> str:
    """Return what a content is, in words, empty if it may be plain text."""
    for magic, title in _MAGIC:
        if raw.startswith(magic):
            return title
    head = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_MARKUP):
        return "网页或XML文件"
    return "二进制文件" if b"\0" in raw[:4096] else ""
