"""Where the marks of a chart stand, in per cent, so that the server draws it without script or inline style."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

GRID_LINES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label, its number as people read it and its width."""

    label: str
    value: float
    width: float
    text: str = ""
    url: str = ""
    tone: str = "s1"


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar that shows how a whole is divided."""

    label: str
    value: float
    left: float
    width: float
    tone: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight stroke between two neighbouring months."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its strokes, its points and where its name is written."""

    name: str
    tone: str
    segments: list[Segment]
    points: list[tuple[float, float]]
    name_at: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A line chart: its series, the heights of its grid and its labels."""

    lines: list[Line]
    grid: list[tuple[float, int]]
    labels: list[tuple[float, str, bool]]


def bars(rows: Sequence[dict[str, object]]) -> list[Bar]:
    """Return bars on one scale that begins at nought."""
    most = max((_number(row["value"]) for row in rows), default=0) or 1
    return [
        Bar(
            label=str(row["label"]),
            value=_number(row["value"]),
            width=_share(_number(row["value"]), most),
            text=str(row.get("text", row["value"])),
            url=str(row.get("url", "")),
            tone=str(row.get("tone", "s1")),
        )
        for row in rows
    ]


def stack(rows: Sequence[dict[str, object]]) -> list[Part]:
    """Return the parts of a whole side by side."""
    values = [_number(row["value"]) for row in rows]
    whole = sum(values) or 1
    starts = [0.0, *accumulate(values)]
    tones = ("s1", "s3", "s2", "s4")
    return [
        Part(
            label=str(row["label"]),
            value=value,
            left=_share(start, whole),
            width=_share(value, whole),
            tone=str(row.get("tone", tones[place % len(tones)])),
        )
        for place, (row, value, start) in enumerate(zip(rows, values, starts, strict=False))
    ]


def plot(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> Plot:
    """Return a line chart on a scale that begins at nought and ends at a round number."""
    top = round_top(max((value for _, values in series for value in values), default=0))
    columns = max(len(labels), 1)
    places = [round((place + 0.5) / columns * 100, 2) for place in range(len(labels))]
    lines = [
        _line(name, places, values, top, f"s{rank}") for rank, (name, values) in enumerate(series, start=1)
    ]
    grid = [(100 - 100 * step / GRID_LINES, round(top * step / GRID_LINES)) for step in range(GRID_LINES + 1)]
    every = [
        (x, label, index % 2 == 1 and columns > 4)
        for index, (x, label) in enumerate(zip(places, labels, strict=True))
    ]
    return Plot(lines, grid, every)


def round_top(most: float) -> int:
    """Return the smallest round number, divisible by the grid, that is not below the greatest value."""
    unit = GRID_LINES
    while unit * 5 < most:
        unit *= 10
    step = next(
        (
            factor
            for factor in (0.5, 1, 1.5, 2, 3, 4, 5)
            if factor * unit >= most and factor * unit % GRID_LINES == 0
        ),
        5,
    )
    return int(step * unit)


def _line(name: str, places: Sequence[float], values: Sequence[float], top: float, tone: str) -> Line:
    """Return one series placed on the scale."""
    points = [(x, round(100 - _share(value, top), 2)) for x, value in zip(places, values, strict=True)]
    segments = [Segment(x1, y1, x2, y2) for (x1, y1), (x2, y2) in pairwise(points)]
    return Line(name, tone, segments, points, points[-1][1] if points else 100)


def _share(value: float, whole: float) -> float:
    """Return a value as per cent of the whole, with two decimals."""
    return round(100 * value / whole, 2)


def _number(value: object) -> float:
    """Return a number given as a number or as digits."""
    return float(str(value))
