"""Signing with a hand on a pad: the strokes are kept, and the picture is drawn here from them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

from nuocheng.cases.methods.protocol import Asked, Verified, piece
from nuocheng.cases.rules.ceremony import Evidence, Method
from nuocheng.journal.canonical import canonical
from nuocheng.kernel.errors import Malformed

STROKES, PICTURE = "strokes", "picture"
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


class Handwriting:
    """Strokes of a hand; whose hand it is, is borne out by the sign-in, and later by a look at the strokes."""

    key = str(Method.HANDWRITING)

    def verify(self, asked: Asked, evidence: Sequence[Evidence]) -> Verified:
        """Return the name of whoever is signed in, with the strokes and the picture drawn from them.

        Raises:
            Malformed: There are no strokes, they cannot be read, or they are only a dot.

        """
        strokes = read(piece(evidence, STROKES, MISSING).content)
        ink = sum(_length(one) for one in strokes)
        if ink < LEAST_INK or _box(strokes) < LEAST_BOX:
            raise Malformed.at(STROKES, TOO_LITTLE)
        kept = Evidence(STROKES, canonical(strokes).encode(), "application/json")
        drawn = Evidence(PICTURE, draw(strokes), "image/png")
        said = {"strokes": str(len(strokes)), "points": str(sum(map(len, strokes))), "ink": str(round(ink))}
        return Verified(asked.names[0], said, (kept, drawn))


def read(content: bytes) -> list[Stroke]:
    """Return the strokes as points within the pad, whatever a browser sent.

    Raises:
        Malformed: They are no strokes, or too many.

    """
    if len(content) > MOST_BYTES:
        raise Malformed.at(STROKES, UNREADABLE)
    try:
        strokes = [[_point(one) for one in stroke] for stroke in json.loads(content)]
    except (ValueError, TypeError, IndexError, RecursionError) as wrong:
        raise Malformed.at(STROKES, UNREADABLE) from wrong
    if sum(map(len, strokes)) > MOST_POINTS:
        raise Malformed.at(STROKES, UNREADABLE)
    strokes = [stroke for stroke in strokes if stroke]
    if not strokes:
        raise Malformed.at(STROKES, MISSING)
    return strokes


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


METHOD = Handwriting()
