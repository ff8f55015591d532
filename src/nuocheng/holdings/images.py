"""Photographs and pictures: measured, decoded, turned upright and written anew, so that nothing else survives."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageFilter, ImageOps, ImageStat, UnidentifiedImageError
from PIL.ExifTags import GPS, IFD, Base

from nuocheng.holdings.kinds import Kind

FORMATS = ("JPEG", "PNG")
LONGEST_SIDE = 4000
PREVIEW_SIDE, THUMB_SIDE = 360, 160
#: Legible after a second life as JPEG: red seals over black print need every pixel's colour.
QUALITY, PREVIEW_QUALITY = 85, 75
#: Below this mean brightness (0–255) a photograph is dark.
DARK = 55
#: Below this spread of a picture's edges its lines have run together.
BLURRED = 3.2
_JUDGED_AT = 1000
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_CLOCK = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
#: One picture at a time in a process: decoded it is a hundred times its file.
_ONE_AT_A_TIME = threading.Semaphore(1)


class Unreadable(Exception):
    """The picture breaks off, or was never one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture written anew, and whether people will be able to read what is on it."""

    content: bytes
    width: int
    height: int
    dark: bool
    blurred: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """When and where a camera says that it took a photograph; empty where it does not say."""

    at: str = ""
    position: str = ""


UNTOLD = Taken()


def measured(content: bytes) -> tuple[int, int]:
    """Return width and height as the head of a picture says, 0 × 0 where it has none."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            return picture.size
    except _BOMB:
        return 1 << 20, 1 << 20
    except _UNREADABLE:
        return 0, 0


def rewritten(content: bytes, kind: Kind) -> Picture:
    """Decode a picture and write it anew: upright, of a sensible size, with nothing in it but the picture.

    Raises:
        Unreadable: It breaks off, or cannot be decoded.

    """
    with _ONE_AT_A_TIME:
        picture = _decoded(content, (LONGEST_SIDE, LONGEST_SIDE))
        grey = picture.convert("L")
        grey.thumbnail((_JUDGED_AT, _JUDGED_AT))
        return Picture(
            _written(picture, kind, QUALITY),
            *picture.size,
            dark=ImageStat.Stat(grey).mean[0] < DARK,
            blurred=_edges(grey) < BLURRED,
        )


def _edges(grey: Image.Image) -> float:
    """Return how much a picture's edges stand out; the frame, which a kernel leaves alone, does not count."""
    found = grey.filter(_LAPLACE).crop((1, 1, grey.width - 1, grey.height - 1))
    return ImageStat.Stat(found).stddev[0]


def taken(content: bytes) -> Taken:
    """Return when and where a photograph says that it was taken: what is lost once it is written anew."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            exif = picture.getexif()
            return Taken(_moment(exif.get_ifd(IFD.Exif)), _position(exif.get_ifd(IFD.GPSInfo)))
    except (*_UNREADABLE, *_BOMB):
        return UNTOLD


def _moment(exif: Mapping[int, Any]) -> str:
    """Return the camera's own clock as it wrote it, as 2026-11-03T09:15:00."""
    said = str(exif.get(Base.DateTimeOriginal, "")).strip("\0 ")
    return f"{said[:10].replace(':', '-')}T{said[11:]}" if _CLOCK.fullmatch(said) else ""


def _position(gps: Mapping[int, Any]) -> str:
    """Return latitude and longitude in degrees, as 36.54480,104.13900."""
    try:
        north = _degrees(gps[GPS.GPSLatitude]) * (-1 if gps.get(GPS.GPSLatitudeRef) == "S" else 1)
        east = _degrees(gps[GPS.GPSLongitude]) * (-1 if gps.get(GPS.GPSLongitudeRef) == "W" else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    return f"{north:.5f},{east:.5f}" if abs(north) <= 90 and abs(east) <= 180 else ""


def _degrees(parts: Sequence[Any]) -> float:
    degrees, minutes, seconds = (float(one) for one in parts)
    return degrees + minutes / 60 + seconds / 3600


def preview(content: bytes, side: int = PREVIEW_SIDE) -> bytes:
    """Return a small JPEG of a picture that was written by `rewritten`, its longer side no longer than *side*.

    Raises:
        Unreadable: It is none.

    """
    with _ONE_AT_A_TIME:
        return _written(_decoded(content, (side, side)), Kind.JPEG, PREVIEW_QUALITY)


def _decoded(content: bytes, most: tuple[int, int]) -> Image.Image:
    """Return a picture upright and no larger than *most*, its first frame only, without anything written beside."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as found:
            found.draft("RGB", most)
            found.load()
            plain = found if found.mode in {"L", "RGB", "RGBA"} else found.convert(_mode(found))
            upright = ImageOps.exif_transpose(plain)
            upright.thumbnail(most, Image.Resampling.LANCZOS)
            bare = Image.new(upright.mode, upright.size)
            bare.paste(upright)
            return bare
    except (*_UNREADABLE, *_BOMB) as broken:
        raise Unreadable from broken


def _mode(picture: Image.Image) -> str:
    if picture.has_transparency_data:
        return "RGBA"
    return "L" if picture.mode in {"1", "I;16", "I", "F"} else "RGB"


def _written(picture: Image.Image, kind: Kind, quality: int) -> bytes:
    out = BytesIO()
    if kind is Kind.PNG:
        picture.save(out, "PNG")
        return out.getvalue()
    if picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    picture.save(out, "JPEG", quality=quality, subsampling=0 if quality == QUALITY else 2, optimize=True)
    return out.getvalue()
