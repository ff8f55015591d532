"""A flow chart drawn from the steps of an item: black on white, shapes and words, and the same told as a list.

What the applicant does stands in a round box, what an office does in a square one. Where the ways of pledging and of
handing in certificates part, the chart splits in two and joins again. Widths are reckoned, so nothing runs over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby, pairwise
from typing import Any, Literal
from unicodedata import east_asian_width

from nuocheng.papers.blocks import Figure

Path = Literal["both", "pledge", "ordinary"]
Shape = Literal["end", "round", "square", "choice"]

PARTY = "申请人"
WAYS: tuple[tuple[Path, str], ...] = (("pledge", "写承诺，不交证明"), ("ordinary", "交证明"))
SAID_OF: dict[Path, str] = {"both": "", "pledge": "写承诺的，", "ordinary": "交证明的，"}

WIDTH = 520
MIDDLE = WIDTH // 2
#: Middles of the two ways, and how wide their boxes are; those that both ways share may be wider.
SIDES = (132, WIDTH - 132)
NARROW, WIDE = 236, 330
TITLE, SMALL = 15, 13
LEAD = 21
PAD = 10
GAP = 28
#: Room under a split for the name of each way.
NAMED = 26
CHOICE = (170, 60)
_WIDE_LATIN = frozenset("mwMW@%&—…")
_NOT_FIRST = frozenset("，。；：、？！）》〉】〕”’％")
_NOT_LAST = frozenset("（《〈【〔“‘")
#: How tall a piece of the chart may be on paper, so that its letters stay readable.
TALLEST = 1050
_TEXT = re.compile(r'<text x="(\d+)" y="(\d+)"([^>]*)>([^<]*)</text>')
_VIEW = re.compile(r'viewBox="([^"]*)" width="(\d+)" height="(\d+)"')
_TOKENS = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step: what is done, by whom, within how many working days (0: at once), and on which way."""

    title: str
    who: str
    workdays: int = 0
    path: Path = "both"

    @property
    def time(self) -> str:
        """How long the step takes, in words; what the applicant does has no term unless one is given."""
        if self.workdays:
            return f"{self.workdays}个工作日内"
        return "" if self.who == PARTY else "当场"


@dataclass(frozen=True, slots=True)
class Placed:
    """A box of the chart: where it stands and what is written in it; the last *fine* lines are small."""

    shape: Shape
    left: int
    top: int
    width: int
    height: int
    lines: tuple[str, ...]
    fine: int = 0

    @property
    def middle(self) -> int:
        """The middle of the box across."""
        return self.left + self.width // 2

    @property
    def bottom(self) -> int:
        """The lower edge of the box."""
        return self.top + self.height


@dataclass
class Chart:
    """A chart with its boxes, its lines (as SVG paths, arrows or not) and the names of the ways."""

    boxes: list[Placed] = field(default_factory=list)
    arrows: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    """Where the name of a way stands: left of the middle it ends there, right of it it begins there."""
    height: int = 0


def width_of(text: str, size: float) -> float:
    """Return how wide a text is at most, whatever the sans-serif typeface."""
    return sum(_em(one) for one in text) * size


def _em(one: str) -> float:
    if east_asian_width(one) in "WFA":
        return 1.0
    return 0.98 if one in _WIDE_LATIN else 0.7 if one.isupper() else 0.62


def wrap(text: str, size: float, width: float) -> tuple[str, ...]:
    """Break a text into lines no wider than *width*, all about equally long.

    No line begins with a closing mark or ends with an opening one; a Latin word stays whole where it fits a line.
    """
    lines = _broken(text, size, width)
    longest = max((width_of(one, size) for one in _tokens(text, size, width)), default=0)
    least = max(width_of(text, size) / max(1, len(lines)) + size, longest + size / 2)
    while width > least:
        width -= size / 2
        closer = _broken(text, size, width)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _broken(text: str, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    line: list[str] = []
    for token in _tokens(text, size, width):
        if line and width_of("".join(line) + token, size) > width:
            keep = _kept(line, token)
            lines.append("".join(line[:keep]))
            line = line[keep:]
        line.append(token)
    return tuple(one.strip() for one in (*lines, "".join(line)) if one.strip())


def _tokens(text: str, size: float, width: float) -> Iterator[str]:
    """Yield characters and whole Latin words; a word too long for a line in its characters."""
    for found in _TOKENS.finditer(" ".join(text.split())):
        token = found.group()
        yield from [token] if width_of(token, size) <= width else token


def _kept(line: list[str], following: str) -> int:
    """Return how much of a full line stays, when what follows may not begin a line or what ends it may not end one."""
    for end in range(len(line), 0, -1):
        begins = line[end] if end < len(line) else following
        if begins not in _NOT_FIRST and line[end - 1] not in _NOT_LAST:
            return end
    return len(line)


def plan(steps: Sequence[FlowStep]) -> Chart:
    """Place every step of a procedure, from 开始 to 办结."""
    chart = Chart()
    numbered = list(enumerate(steps, start=1))
    y = _end(chart, "开始", 2)
    runs = [(shared, list(run)) for shared, run in groupby(numbered, key=lambda one: one[1].path == "both")]
    for shared, run in runs:
        y = _column(chart, run, MIDDLE, WIDE, y) if shared else _split(chart, run, y)
    _arrow(chart, MIDDLE, y, y + GAP)
    chart.height = _end(chart, "办结", y + GAP) + 2
    return chart


def _end(chart: Chart, word: str, top: int) -> int:
    chart.boxes.append(Placed("end", MIDDLE - 60, top, 120, 34, (word,)))
    return top + 34


def _arrow(chart: Chart, x: int, top: int, bottom: int) -> None:
    chart.arrows.append(f"M{x} {top}V{bottom}")


def _column(chart: Chart, steps: list[tuple[int, FlowStep]], middle: int, width: int, y: int) -> int:
    """Place steps one under the other, each with an arrow to it, and return where the last one ends."""
    for number, step in steps:
        _arrow(chart, middle, y, y + GAP)
        box = _box(number, step, middle, width, y + GAP)
        chart.boxes.append(box)
        y = box.bottom
    return y


def _box(number: int, step: FlowStep, middle: int, width: int, top: int) -> Placed:
    inner = width - 2 * PAD
    title = wrap(f"{number}. {step.title}", TITLE, inner)
    fine = wrap("，".join(one for one in (step.who, step.time) if one), SMALL, inner)
    height = LEAD * (len(title) + len(fine)) + 2 * PAD - 4
    shape: Shape = "round" if step.who == PARTY else "square"
    return Placed(shape, middle - width // 2, top, width, height, title + fine, len(fine))


def _split(chart: Chart, steps: list[tuple[int, FlowStep]], y: int) -> int:
    """Place the two ways side by side and return where they join."""
    asked = any(box.shape == "choice" for box in chart.boxes)
    _arrow(chart, MIDDLE, y, y + GAP)
    wide, high = CHOICE
    word = "选的哪种？" if asked else "您选哪种？"
    chart.boxes.append(Placed("choice", MIDDLE - wide // 2, y + GAP, wide, high, (word,)))
    begin = y + GAP + high // 2
    ends = []
    for (path, name), side in zip(WAYS, SIDES, strict=True):
        own = [one for one in steps if one[1].path == path]
        tip = MIDDLE - wide // 2 if side < MIDDLE else MIDDLE + wide // 2
        outside = side - 8 if side < MIDDLE else side + 8
        chart.lines.append(f"M{tip} {begin}H{side}V{begin + NAMED}")
        chart.names.append((outside, begin + LEAD, name))
        ends.append(_column(chart, own, side, NARROW, begin + NAMED))
    join = max(*ends, y + GAP + high) + GAP // 2
    for side, end in zip(SIDES, ends, strict=True):
        chart.lines.append(f"M{side} {end}V{join}H{MIDDLE}")
    return join


def draw(steps: Sequence[FlowStep], title: str, *, key: str = "flow") -> str:
    """Return the chart as SVG with a title and a description; *key* begins the ids in it."""
    chart = plan(steps)
    told = f"共{len(steps)}步，旁边的清单逐步说明。"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-t {key}-d" '
        f'viewBox="0 0 {WIDTH} {chart.height}" width="{WIDTH}" height="{chart.height}" '
        f'font-family="sans-serif" font-size="{TITLE}" text-anchor="middle">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{told}</desc>'
        f'<marker id="{key}-a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8z"/></marker><path d="M0 0H{WIDTH}V{chart.height}H0z" fill="#fff"/>'
        '<g fill="none" stroke="#000" stroke-width="1.5">'
    )
    lines = "".join(f'<path d="{one}"/>' for one in chart.lines)
    arrows = "".join(f'<path d="{one}"/>' for one in chart.arrows)
    outlines = "".join(map(_outline, chart.boxes))
    words = "".join((*(_name(*one) for one in chart.names), *map(_lettering, chart.boxes)))
    return f'{head}{lines}<g marker-end="url(#{key}-a)">{arrows}</g>{outlines}</g>{words}</svg>'


def _outline(box: Placed) -> str:
    if box.shape == "choice":
        half = box.height // 2
        return f'<path d="M{box.left} {box.top + half}l{box.width // 2} {-half}l{box.width // 2} {half}l{-box.width // 2} {half}z"/>'
    # A path and not a rect: a style sheet that draws charts takes the outline off every rect of a page.
    corner = {"end": box.height // 2, "round": 12, "square": 0}[box.shape]
    wide, high = box.width - 2 * corner, box.height - 2 * corner
    if not corner:
        return f'<path d="M{box.left} {box.top}h{wide}v{high}h{-wide}z"/>'
    turn = f"a{corner} {corner} 0 0 1"
    path = (
        f"M{box.left + corner} {box.top}h{wide}{turn} {corner} {corner}v{high}{turn} {-corner} {corner}"
        f"h{-wide}{turn} {-corner} {-corner}v{-high}{turn} {corner} {-corner}z"
    )
    return f'<path d="{path}"/>'


def _name(x: int, y: int, name: str) -> str:
    side = "end" if x < MIDDLE else "start"
    return f'<text x="{x}" y="{y}" text-anchor="{side}">{escape(name)}</text>'


def _lettering(box: Placed) -> str:
    first = box.top + (box.height - LEAD * len(box.lines)) // 2 + 16
    bold = len(box.lines) - box.fine
    parts = []
    for place, line in enumerate(box.lines):
        how = ' font-weight="700"' if place < bold else f' font-size="{SMALL}"'
        parts.append(f'<text x="{box.middle}" y="{first + LEAD * place}"{how}>{escape(line)}</text>')
    return "".join(parts)


def figure(steps: Sequence[FlowStep], title: str, *, key: str = "flow") -> Figure:
    """Return the chart as a block of a paper, with the places where it may be cut to fit on pages."""
    return Figure(draw(steps, title, key=key), title, tell(steps), cuts(plan(steps)))


def cuts(chart: Chart) -> tuple[int, ...]:
    """Return where a tall chart is cut: between boxes, in pieces that can be read on paper."""
    taken = [(box.top - 4, box.bottom) for box in chart.boxes] + [
        (y - LEAD, y + 4) for _, y, _ in chart.names
    ]
    free = [
        at for at in sorted({top - GAP // 2 for top, _ in taken}) if not any(a < at < b for a, b in taken)
    ]
    found: list[int] = []
    begin = 0
    while chart.height - begin > TALLEST:
        places = [at for at in free if begin < at <= begin + TALLEST]
        begin = places[-1] if places else begin + TALLEST
        found.append(begin)
    return tuple(found)


def pieces(svg: str, at: Sequence[int]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return a chart of ours in pieces: each one's shapes as SVG, and its words with the place where they stand.

    A press that knows typefaces better than its drawing engine sets the words itself.
    """
    words = [_word(found) for found in _TEXT.finditer(svg)]
    bare = _TEXT.sub("", svg)
    _, _, high = _VIEW.findall(svg)[0]
    edges = [0, *at, int(high)]
    made = []
    for top, bottom in pairwise(edges):
        shapes = _VIEW.sub(
            f'viewBox="0 {top} {WIDTH} {bottom - top}" width="{WIDTH}" height="{bottom - top}"', bare
        )
        made.append((shapes, [one | {"y": one["y"] - top} for one in words if top < one["y"] <= bottom]))
    return made


def _word(found: re.Match[str]) -> dict[str, Any]:
    x, y, how, text = found.groups()
    size = re.search(r'font-size="(\d+)"', how)
    side = re.search(r'text-anchor="(\w+)"', how)
    return {
        "x": int(x),
        "y": int(y),
        "text": unescape(text),
        "size": int(size[1]) if size else TITLE,
        "bold": "font-weight" in how,
        "side": side[1] if side else "middle",
    }


def tell(steps: Sequence[FlowStep]) -> tuple[str, ...]:
    """Return the same procedure as sentences, one for each step, for those who cannot see the chart."""
    return tuple(_sentence(one) for one in steps)


def _sentence(step: FlowStep) -> str:
    time = f"（{step.time}）" if step.time else ""
    return f"{SAID_OF[step.path]}{step.who}：{step.title}{time}"
