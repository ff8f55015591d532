"""Looking a file through before anything is kept: its kind by its bytes, its size, what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files import File

from nuocheng.holdings import archives, images, pdfs
from nuocheng.holdings.channels import scanning
from nuocheng.holdings.kinds import IMAGES, Kind, is_heic, kind_of, safe_name
from nuocheng.kernel.errors import Malformed, NotFound, Objection

MEGABYTE = 1024 * 1024
MILLION = 1_000_000

HEIC = (
    "这张照片是HEIC格式，别人的电脑打不开。请在手机“设置 › 相机 › 格式”里选“兼容性最佳”，再拍一次；"
    "或者直接在这里点“拍照”"
)
TYPE = "只能上传图片（JPG、PNG）、PDF或OFD，这个文件是别的类型；请换一个，或拍照上传"
PICTURES = "只能上传照片（JPG、PNG），请换一个"
BROKEN = "这张图片打不开，可能没有传完。请重新选，或重拍一张"
VIRUS = "文件可能带病毒，没有保存。请换一台电脑重新导出，或拍照上传"
DARK = "照片有点暗，可能看不清；确认能看清再用，或重拍"
BLURRED = "照片有点糊，可能看不清；确认能看清再用，或重拍"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in the measure of its kind; *pictures* says whether it has to be a picture."""

    megabytes: int = 20
    most_pixels: int = 80 * MILLION
    most_png_pixels: int = 50 * MILLION
    shortest_side: int = 100
    most_pages: int = 200
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: its bytes as they will be kept, and a word of warning if there is one."""

    filename: str
    media_type: str
    content: bytes
    width: int = 0
    height: int = 0
    pages: int = 0
    warning: str = ""
    taken: images.Taken = images.UNTOLD


USUAL = Limits()


def inspect(upload: File[Any], limits: Limits = USUAL) -> Inspected:
    """Look a file through, and write it anew where it is a picture.

    Raises:
        Malformed: It is empty, too large, of another kind, broken, or holds what may not be kept.
        ChannelDown: The virus scanner is down, and nothing may be kept unseen.

    """
    size = upload.size or 0
    if not size:
        raise _no("empty", "文件是空的，请重新选")
    if size > limits.megabytes * MEGABYTE:
        shown = -(-size // MEGABYTE)
        raise _no("big", f"文件有{shown}MB，超过{limits.megabytes}MB；请分成几个文件上传")
    upload.seek(0)
    content = upload.read()
    kind = kind_of(content)
    if kind is None:
        raise _no("type", HEIC if is_heic(content) else TYPE)
    if limits.pictures and kind not in IMAGES:
        raise _no("type", PICTURES)
    if scanning.found_in(content):
        raise _no("virus", VIRUS)
    name = safe_name(upload.name or "", kind)
    if kind in IMAGES:
        return _picture(content, kind, name, limits)
    if kind is Kind.PDF:
        return _pdf(content, name, limits)
    wrong = archives.objection(content)
    if wrong:
        raise _no("type", wrong)
    return Inspected(name, str(kind), content)


def preview_of(content: bytes, *, thumb: bool = False) -> bytes:
    """Return a small JPEG of a picture that is kept, or one as small as a *thumb*.

    Raises:
        NotFound: It is no picture.

    """
    try:
        return images.preview(content, images.THUMB_SIDE if thumb else images.PREVIEW_SIDE)
    except images.Unreadable as broken:
        raise NotFound("这个文件没有小图，请下载后看") from broken


def _picture(content: bytes, kind: Kind, name: str, limits: Limits) -> Inspected:
    width, height = images.measured(content)
    most = limits.most_png_pixels if kind is Kind.PNG else limits.most_pixels
    if width * height > most:
        text = f"图片太大，超过{most // 10_000}万像素；请在相机设置里调小照片尺寸再拍，或截屏后上传"
        raise _no("big", text)
    if not width:
        raise _no("type", BROKEN)
    if min(width, height) < limits.shortest_side:
        raise _no("type", f"图片只有{width}×{height}，太小，看不清内容；请换一张清楚的，或重拍")
    try:
        picture = images.rewritten(content, kind)
    except images.Unreadable as broken:
        raise _no("type", BROKEN) from broken
    warning = DARK if picture.dark else BLURRED if picture.blurred else ""
    return Inspected(
        name,
        str(kind),
        picture.content,
        picture.width,
        picture.height,
        pages=1,
        warning=warning,
        taken=images.taken(content),
    )


def _pdf(content: bytes, name: str, limits: Limits) -> Inspected:
    wrong = pdfs.objection(content)
    if wrong:
        raise _no("type", wrong)
    count = pdfs.pages(content)
    if count > limits.most_pages:
        raise _no("big", f"这个PDF有{count}页，超过{limits.most_pages}页；请分成几个文件上传")
    return Inspected(name, str(Kind.PDF), content, pages=count)


def _no(key: str, text: str) -> Malformed:
    """Return the refusal of a file: the key of its kind, and the sentence."""
    return Malformed(text, objections=(Objection(f"file.{key}", text, field="file"),))
