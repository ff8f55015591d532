"""The pad on which people sign with a finger: strokes are what a browser sends, the picture is drawn here from them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

from nuocheng.kernel.errors import Malformed

STROKES = "strokes"
MISSING = "签名板还是空的，请先签上您的名字；不方便手写的，可以改为输入姓名"
TOO_LITTLE = "签名板上只有很少几笔，看不出是名字。请点“重写”，把姓名写完整"
UNREADABLE = "签名没有传过来，请点“重写”再签一次；还不行的，可以改为输入姓名"
WIDTH, HEIGHT = 600, 240
#: What is no name: ink shorter than this, or within a smaller box, is a dot or a slip of the finger.
LEAST_INK, LEAST_BOX = 160.0, 40.0
MOST_POINTS, MOST_BYTES = 20_000, 600_000
PEN = 5
INK = (27, 36, 48)

Point = tuple[float, float]
Stroke = list[Point]


def read(content: bytes, field: str = STROKES) -> list[Stroke]:
    """Return the strokes as points within the pad, whatever a browser sent.

    Raises:
        Malformed: They are no strokes, or too many.

    """
    if len(content) > MOST_BYTES:
        raise Malformed.at(field, UNREADABLE)
    try:
        strokes = [[_point(one) for one in stroke] for stroke in json.loads(content)]
    except (ValueError, TypeError, IndexError, RecursionError) as wrong:
        raise Malformed.at(field, UNREADABLE) from wrong
    if sum(map(len, strokes)) > MOST_POINTS:
        raise Malformed.at(field, UNREADABLE)
    strokes = [stroke for stroke in strokes if stroke]
    if not strokes:
        raise Malformed.at(field, MISSING)
    return strokes


def ink_of(strokes: Sequence[Stroke], field: str = STROKES) -> float:
    """Return how long the ink of a name is.

    Raises:
        Malformed: It is only a dot or a slip of the finger.

    """
    ink = sum(_length(one) for one in strokes)
    if ink < LEAST_INK or _box(strokes) < LEAST_BOX:
        raise Malformed.at(field, TOO_LITTLE)
    return ink


def draw(strokes: Sequence[Stroke]) -> bytes:
    """Return the picture of some strokes: the same strokes give the same picture, and nothing else can be in it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        pen.line(stroke, fill=INK, width=PEN, joint="curve")
        for x, y in stroke:
            pen.ellipse((x - PEN / 2, y - PEN / 2, x + PEN / 2, y + PEN / 2), fill=INK)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _point(one: Sequence[object]) -> Point:
    x, y = float(str(one[0])), float(str(one[1]))
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("a point lies nowhere")
    return round(min(max(x, 0.0), WIDTH), 1), round(min(max(y, 0.0), HEIGHT), 1)


def _length(stroke: Stroke) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(stroke))


def _box(strokes: Sequence[Stroke]) -> float:
    """Return the longer side of the box that the ink fills."""
    points = list(_points(strokes))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _points(strokes: Sequence[Stroke]) -> Iterator[Point]:
    for stroke in strokes:
        yield from stroke
