"""Which typefaces the papers are set in: the site's own first, then the system's, then the one that comes by pip."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import typst

PRINT_FONTS = "NUOCHENG_PRINT_FONTS"
"""Environment variable: a directory with typefaces that the site owns, such as 方正小标宋 and 仿宋."""

SYSTEM_FONTS = "NUOCHENG_PRINT_SYSTEM_FONTS"
"""Environment variable: "no" leaves the machine's own typefaces aside, so that every machine prints the same bytes."""

_PIP_PACKAGE = "manimgx_fonts_cjk"
_SONG = ("Noto Serif CJK SC", "Source Han Serif SC")
_LAST = ("Noto Sans CJK SC", "Source Han Sans SC")

WISHES: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "FandolSong", *_SONG),
    "body": ("FangSong", "仿宋", "FZFangSong-Z02", "方正仿宋_GBK", "STFangsong", "FandolFang R", *_SONG),
    "kai": ("KaiTi", "楷体", "FZKai-Z03", "方正楷体_GBK", "STKaiti", "FandolKai", "LXGW WenKai", *_SONG),
    "head": ("SimHei", "黑体", "FZHei-B01", "方正黑体_GBK", "STHeiti", "FandolHei"),
}
"""What each part of a paper would like to be set in, best first, by GB/T 9704 (小标宋, 仿宋, 楷体, 黑体)."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The typefaces at hand, and for each part of a paper the chain that is really there."""

    fonts: typst.Fonts
    faces: Mapping[str, list[str]]


def shelf(directory: Path | None = None, *, system: bool = True) -> Shelf:
    """Look for typefaces in the site's directory, on the system and in the pip package, in this order.

    Raises:
        LookupError: there is no typeface with Chinese characters at all.

    """
    places = [place for place in (directory, _pip_directory()) if place is not None]
    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=places)
    there = set(fonts.families())
    faces = {part: [name for name in (*wishes, *_LAST) if name in there] for part, wishes in WISHES.items()}
    if not all(faces.values()):
        raise LookupError(f"no Chinese typeface found; install manimgx-fonts-cjk or set {PRINT_FONTS}")
    return Shelf(fonts, faces)


def shelf_of_this_machine() -> Shelf:
    """Look for typefaces as the environment variables say."""
    directory = os.environ.get(PRINT_FONTS, "")
    return shelf(Path(directory) if directory else None, system=os.environ.get(SYSTEM_FONTS, "") != "no")


def _pip_directory() -> Path | None:
    found = find_spec(_PIP_PACKAGE)
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent
